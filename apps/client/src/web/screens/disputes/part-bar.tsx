import type { DisputeItem, DisputePart } from '../../queries/disputes.ts';
import { conflictSentence, percentWords } from '../../words/dispute-words.ts';
import { roleWords } from '../../words/role-words.ts';

const WHOLE = 1_000_000;

interface PartBarProps {
  readonly part: DisputePart;
  readonly side: DisputeItem['side'];
}

/** One group of territories: what is claimed there as one bar, with a rule where the whole ends. */
export function PartBar({ part, side }: PartBarProps) {
  const shares = [
    ...part.standing.map((share) => ({ ...share, stands: true })),
    // The larger first: which of them is the wrong one, the order does not say.
    ...part.disputed.toSorted((a, b) => b.ppm - a.ppm).map((share) => ({ ...share, stands: false })),
  ];
  const scale = Math.max(WHOLE, part.claimedPpm);
  const over = part.claimedPpm - WHOLE;
  return (
    <section className="dispute-part">
      <h3 className="lead">{conflictSentence(part, side)}</h3>
      <div className={`dispute-bar dispute-bar-${side === 'MASTER' ? 'a' : 'b'}`} aria-hidden="true">
        {shares.map(({ shareId, ppm, stands, party }) => (
          <span
            key={shareId}
            className={stands ? 'dispute-bar-stands' : 'dispute-bar-disputed'}
            style={{ width: `${(ppm / scale) * 100}%` }}
          >
            <span className="ellipsis">{party.name}</span>
          </span>
        ))}
        {over > 0 && (
          <span className="dispute-bar-over" style={{ left: `${(WHOLE / scale) * 100}%` }}>
            <span className="dispute-bar-whole mono">100 %</span>
          </span>
        )}
      </div>
      <ul className="dispute-shares">
        {shares.map(({ shareId, ppm, party, role, stands }) => (
          <li key={shareId}>
            <span className="mono">{percentWords(ppm)}</span> <strong>{party.name}</strong>{' '}
            <span className="secondary">
              {roleWords(role)}
              {stands ? ', not in dispute' : ''}
            </span>
          </li>
        ))}
        {over > 0 && (
          <li className="stop">
            <span className="mono">{percentWords(over)}</span> more than there is
          </li>
        )}
      </ul>
    </section>
  );
}
