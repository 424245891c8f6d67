import { Link } from '@tanstack/react-router';
import { formatPpm } from '../../components/micros.ts';
import { Money } from '../../components/money.tsx';
import type { StatementView } from '../../queries/royalties.ts';

/** What waits outside the balance, and for which dispute. */
function StatementDisputes({ statement }: { statement: StatementView }) {
  const { disputes, currency } = statement;
  if (disputes.length === 0) return null;
  return (
    <>
      <h3 className="label">Held for disputes, not part of the balance</h3>
      <dl className="statement-movements">
        {disputes.map(({ disputeId, heldMicros, releasedMicros }) => (
          <div key={disputeId}>
            <dt>
              <Link to="/disputes/$id" params={{ id: disputeId }}>
                {heldMicros === '0' ? 'Released from a dispute' : 'Held in a dispute'}
              </Link>
            </dt>
            <dd>
              <Money
                micros={heldMicros === '0' ? releasedMicros : heldMicros}
                currency={currency}
                precision="total"
              />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** How the balance moved, and the rule by which each line was worked out. */
export function StatementMovements({ statement }: { statement: StatementView }) {
  const { tariff, currency } = statement;
  const rows = [
    ['Balance before', statement.openingMicros],
    ['Earned', statement.earnedMicros],
    ['Released from disputes', statement.releasedMicros],
    ['Adjustments', statement.adjustmentsMicros],
    ['Recouped', statement.recoupmentMicros],
    ['Tax withheld', statement.withholdingMicros],
    ['Paid out', String(-BigInt(statement.paidMicros))],
    ['Balance after', statement.closingMicros],
  ] as const;
  // What did not happen is left out, but for what everybody looks for.
  const always = new Set(['Balance before', 'Earned', 'Paid out', 'Balance after']);
  const shown = rows.filter(([name, amount]) => always.has(name) || amount !== '0');
  return (
    <section aria-labelledby="movements-title">
      <h2 className="heading" id="movements-title">
        How the balance moved
      </h2>
      <dl className="statement-movements">
        {shown.map(([name, micros]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Money micros={micros} currency={currency} precision="total" />
            </dd>
          </div>
        ))}
      </dl>
      <StatementDisputes statement={statement} />
      <p className="secondary">
        A line’s amount is plays × the side’s rate × usage share × your share, apportioned once when the
        period closed.{' '}
        {tariff.perPlayMicros !== null && (
          <>
            A play pays <Money micros={tariff.perPlayMicros} currency={currency} precision="play" />:{' '}
            <span className="mono">{formatPpm(tariff.masterPpm)}</span> to the recording side,{' '}
            <span className="mono">{formatPpm(tariff.compositionPpm)}</span> to the composition side,{' '}
            <span className="mono">{formatPpm(tariff.remixerPpm)}</span> to the producer and{' '}
            <span className="mono">{formatPpm(tariff.platformPpm)}</span> to the instance.
          </>
        )}
      </p>
    </section>
  );
}
