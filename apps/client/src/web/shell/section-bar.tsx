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

/** On a narrow screen the row scrolls; the page that is shown must be in sight, with a bit of the one before it. */
function useCurrentInSight(current: string) {
  const row = useRef<HTMLElement>(null);
  useEffect(() => {
    const show = () => {
      const link = row.current?.querySelector<HTMLElement>('[aria-current]');
      if (row.current && link) row.current.scrollLeft = link.offsetLeft - row.current.offsetLeft - BEFORE_PX;
    };
    show();
    window.addEventListener('resize', show);
    return () => window.removeEventListener('resize', show);
  }, [current]);
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
