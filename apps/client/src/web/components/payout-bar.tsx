import { formatMicros, formatPpm, toMicros, type Micros } from './micros.ts';
import './payout-bar.css';

export interface PayoutShare {
  /** Number of the source it comes from. */
  readonly number: number;
  readonly name: string;
  readonly micros: Micros;
}

interface PayoutBarProps {
  readonly recording: readonly PayoutShare[];
  readonly composition: readonly PayoutShare[];
  /** Parties that span both sides: the producer, then the instance. */
  readonly spanning: readonly {
    readonly name: string;
    readonly role: string;
    readonly ppm: number;
    readonly micros: Micros;
  }[];
  /** Numbers only, in a narrow panel. */
  readonly compact?: boolean;
}

// Widths are only drawing; a ratio of micro-units far below 2^53 is exact enough for pixels.
const weight = (micros: Micros) => Math.max(1, Number(toMicros(micros)));

function Row({
  side,
  shares,
  compact,
}: {
  side: 'a' | 'b';
  shares: readonly PayoutShare[];
  compact: boolean;
}) {
  return (
    <ul
      className={`payout-row payout-row-${side}`}
      aria-label={side === 'a' ? 'Recording side' : 'Composition side'}
    >
      {shares.map((share, index) => (
        <li
          key={`${share.number}-${index}`}
          style={{ flexGrow: weight(share.micros) }}
          title={`${share.number} ${share.name} ${formatMicros(share.micros, 6)}`}
        >
          <span className="payout-name">
            <span className="mono">{share.number}</span>
            <span className={compact ? 'visually-hidden' : 'payout-party'}> {share.name}</span>
          </span>
          <span className={compact ? 'visually-hidden' : 'mono payout-amount'}>
            {formatMicros(share.micros, 6)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What one play pays: recordings solid above, compositions outlined below, width by amount. */
export function PayoutBar({ recording, composition, spanning, compact = false }: PayoutBarProps) {
  return (
    <div className={`payout${compact ? ' payout-compact' : ''}`}>
      <div className="payout-sides">
        <Row side="a" shares={recording} compact={compact} />
        <Row side="b" shares={composition} compact={compact} />
      </div>
      {spanning.map((party) => (
        <div className="payout-spanning" key={party.role}>
          <span className="strong ellipsis">{party.name}</span>
          <span className="mono">{formatMicros(party.micros, 6)}</span>
          <span className="secondary">
            {party.role}, {formatPpm(party.ppm, 0)}
          </span>
        </div>
      ))}
    </div>
  );
}
