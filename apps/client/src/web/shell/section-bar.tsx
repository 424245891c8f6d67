import { useEffect, useRef, type ReactNode } from 'react';
import './section-bar.css';

const BEFORE_PX = 48;

interface SectionBarProps {
  /** Name of the section, for those who hear it. */
  readonly label: string;
  /** Which of its pages is shown. */
  readonly current: string;
  /** The section's pages, as TabLinks. */
  readonly children: ReactNode;
  /** What stands at the end of the bar: in whose name one looks. */
  readonly aside?: ReactNode;
}

function bringInSight(row: HTMLElement | null): void {
  const link = row?.querySelector<HTMLElement>('[aria-current]');
  if (row && link) row.scrollLeft = link.offsetLeft - row.offsetLeft - BEFORE_PX;
}

/** On a narrow screen the row scrolls; the page that is shown must be in sight, with a bit of the one before it. */
function useCurrentInSight(current: string) {
  const row = useRef<HTMLElement>(null);
  const shown = useRef<string | null>(null);
  useEffect(() => {
    if (shown.current === current) return;
    shown.current = current;
    bringInSight(row.current);
  }, [current]);
  useEffect(() => {
    const resized = () => bringInSight(row.current);
    window.addEventListener('resize', resized);
    return () => window.removeEventListener('resize', resized);
  }, []);
  return row;
}

/** The pages of one section of the app, at the same place on each of them. */
export function SectionBar({ label, current, children, aside }: SectionBarProps) {
  const row = useCurrentInSight(current);
  return (
    <div className="section-bar">
      <nav className="tab-links" aria-label={label} ref={row}>
        {children}
      </nav>
      {aside !== undefined && <div className="section-bar-aside">{aside}</div>}
    </div>
  );
}
