import { useEffect, useRef, type RefObject } from 'react';
import { useStudio } from '../state/use-studio.ts';

interface PlayheadProps {
  readonly pxPerBeat: number;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly headWidth: number;
}

/** Where one is, as a mark among the bars. */
export function PlayheadMark({ pxPerBeat }: Pick<PlayheadProps, 'pxPerBeat'>) {
  const studio = useStudio();
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const place = () => {
      if (mark.current) mark.current.style.transform = `translateX(${studio.beat * pxPerBeat}px)`;
    };
    place();
    return studio.position.subscribe(place);
  }, [studio, pxPerBeat]);
  return <span ref={mark} className="studio-playhead-mark" />;
}

/** The line of what is heard now. It is moved without rendering, and takes the view along while playing. */
export function Playhead({ pxPerBeat, scroller, headWidth }: PlayheadProps) {
  const studio = useStudio();
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = () => {
      const x = studio.beat * pxPerBeat;
      if (line.current) line.current.style.transform = `translateX(${headWidth + x}px)`;
      const view = scroller.current;
      if (view === null || !studio.store.get().transport.playing) return;
      const left = x - view.scrollLeft;
      const shown = view.clientWidth - headWidth;
      if (left > shown || left < 0) view.scrollTo({ left: Math.max(0, x - shown * 0.1) });
    };
    place();
    return studio.position.subscribe(place);
  }, [studio, pxPerBeat, scroller, headWidth]);
  return <div ref={line} className="studio-playhead" aria-hidden="true" />;
}
