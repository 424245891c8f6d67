import type { ReactNode } from 'react';
import { Money } from '../../components/money.tsx';
import { SideMark } from '../../components/side-glyph.tsx';
import type { StatementView } from '../../queries/royalties.ts';
import { periodWords } from '../../words/dates.ts';
import { formatCount } from '../../words/flip-words.ts';

function Figure({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div>
      <dt className="label row">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** How the money stands: what is owed now, and what of it was earned, waits and was paid. */
function Standing({ statement }: { statement: StatementView }) {
  const { currency } = statement;
  const money = (micros: string) => <Money micros={micros} currency={currency} precision="total" />;
  return (
    <dl className="statement-sum">
      <div className="statement-sum-first">
        <dt className="label">To be paid, end of {periodWords(statement.period)}</dt>
        <dd className="sum">{money(statement.closingMicros)}</dd>
      </div>
      <Figure name="Earned this month">{money(statement.earnedMicros)}</Figure>
      <Figure name="Held for disputes">{money(statement.heldMicros)}</Figure>
      <Figure name="Paid out">{money(statement.paidMicros)}</Figure>
    </dl>
  );
}

/** What it was earned by. A producer's statement has no sides, a label's no production. */
function Sources({ statement }: { statement: StatementView }) {
  const { currency, masterMicros, compositionMicros, remixerMicros } = statement;
  const money = (micros: string) => <Money micros={micros} currency={currency} precision="total" />;
  const isProducer = remixerMicros !== '0';
  const hasSides = masterMicros !== '0' || compositionMicros !== '0' || !isProducer;
  return (
    <dl className="statement-sum statement-sources">
      {hasSides && (
        <>
          <Figure
            name={
              <>
                <SideMark side="A" size={14} />
                Recording
              </>
            }
          >
            {money(masterMicros)}
          </Figure>
          <Figure
            name={
              <>
                <SideMark side="B" size={14} />
                Composition
              </>
            }
          >
            {money(compositionMicros)}
          </Figure>
        </>
      )}
      {isProducer && <Figure name="As producer">{money(remixerMicros)}</Figure>}
      <Figure name="Counted plays">
        <span className="mono">{formatCount(statement.plays)}</span>
      </Figure>
      <Figure name={hasSides ? 'Flips using the music' : 'Flips played'}>
        <span className="mono">{formatCount(statement.flips)}</span>
      </Figure>
    </dl>
  );
}

export function StatementSummary({ statement }: { statement: StatementView }) {
  return (
    <>
      <Standing statement={statement} />
      <Sources statement={statement} />
    </>
  );
}
