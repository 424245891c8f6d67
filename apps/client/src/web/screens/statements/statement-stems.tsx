import { formatPpm } from '../../components/micros.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { StemChip } from '../../components/stem-chip.tsx';
import type { StatementView } from '../../queries/royalties.ts';
import { STEM_NAMES } from '../../theme/stems.ts';

/** Which stems the plays of a statement used, largest first. */
export function StatementStems({ statement }: { statement: StatementView }) {
  const stems = [...statement.stems].sort((a, b) => b.ppm - a.ppm);
  const largest = stems[0]?.ppm ?? 1;
  return (
    <section aria-labelledby="stems-title">
      <h2 className="heading" id="stems-title">
        What they used
      </h2>
      {stems.length === 0 ? (
        <EmptyState>No stem was heard in this period.</EmptyState>
      ) : (
        <ul className="statement-stems">
          {stems.map(({ stem, ppm }) => (
            <li key={stem}>
              <StemChip stem={stem} decorative />
              <span>{STEM_NAMES[stem]}</span>
              <span className={`statement-stem-bar stem-${stem}`} aria-hidden="true">
                <span style={{ width: `${(ppm / largest) * 100}%` }} />
              </span>
              <span className="mono amount">{formatPpm(ppm)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
