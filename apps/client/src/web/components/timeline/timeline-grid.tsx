import type { CSSProperties } from 'react';
import { gridSteps } from './grid-lines.ts';
import './timeline-grid.css';

interface TimelineGridProps {
  readonly pxPerBeat: number;
  readonly barBeats: number;
}

/** Lines of beats and bars behind the lanes; painted by the style sheet, so that scrolling costs nothing. */
export function TimelineGrid({ pxPerBeat, barBeats }: TimelineGridProps) {
  const { minor, major } = gridSteps(pxPerBeat, barBeats);
  const style = { '--minor': `${minor * pxPerBeat}px`, '--major': `${major * pxPerBeat}px` } as CSSProperties;
  return <div className="timeline-grid" style={style} aria-hidden="true" />;
}
