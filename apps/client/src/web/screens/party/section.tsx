import { useId, type ReactNode } from 'react';
import './party.css';

/** A heading at the left, what belongs to it at the right. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="party-section" aria-labelledby={id}>
      <h2 className="heading" id={id}>
        {title}
      </h2>
      <div>{children}</div>
    </section>
  );
}
