import { useEffect, useRef, type ReactNode } from 'react';
import './section-bar.css';

interface SectionBarProps {
  /** Name of the section, for those who hear it. */
  readonly label: string;
  /** The section's pages, as TabLinks. */
  readonly children: ReactNode;
  /** What stands at the end of the bar: in whose name one looks. */
  readonly aside?: ReactNode;
}

/** On a narrow screen the row scrolls; the page that is shown must be in sight, with a bit of the one before it. */
function useCurrentInSight() {
  const row = useRef<HTMLElement>(null);
  useEffect(() => {
    const current = row.current?.querySelector<HTMLElement>('[aria-current]');
    if (row.current && current) row.current.scrollLeft = current.offsetLeft - row.current.offsetLeft - 48;
  });
  return row;
}

/** The pages of one section of the app, at the same place on each of them. */
export function SectionBar({ label, children, aside }: SectionBarProps) {
  const row = useCurrentInSight();
  return (
    <div className="section-bar">
      <nav className="tab-links" aria-label={label} ref={row}>
        {children}
      </nav>
      {aside !== undefined && <div className="section-bar-aside">{aside}</div>}
    </div>
  );
}
