import { Money } from '../../components/money.tsx';
import { toMicros } from '../../components/micros.ts';
import { PayoutBar } from '../../components/payout-bar.tsx';
import type { ClearanceRequest } from '../../queries/requests.ts';
import { sentencesOf } from '../../words/use-words.ts';
import { payoutShares, spanningParties } from '../flip/flip-payout.tsx';

/** What the draft does with the reader's music; for its producer, with all of it. */
export function RequestUses({ request }: { request: ClearanceRequest }) {
  const mine = new Set(request.lines.filter((line) => line.mine).map(({ isrc }) => isrc));
  const shown = request.uses.filter(({ isrc }) => mine.size === 0 || mine.has(isrc));
  return (
    <section aria-labelledby="uses-title">
      <div className="ruled-head">
        <h2 className="heading" id="uses-title">
          {mine.size > 0 ? 'What it does with your music' : 'What it uses'}
        </h2>
      </div>
      <ul className="request-uses">
        {shown.map((use) => {
          const others = request.uses.filter(({ sourceId }) => sourceId !== use.sourceId);
          const sentences = sentencesOf(
            use,
            others.map(({ title }) => title),
          );
          return (
            <li key={use.sourceId}>
              <p className="lead">{sentences[0]}</p>
              <p className="secondary">{sentences.slice(1).join(' ')}</p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** What a play would pay the reader once everybody agrees, and how it is split. */
export function RequestPayout({ request }: { request: ClearanceRequest }) {
  const { economics, actsFor, isMine } = request;
  const numbers = new Map(request.credits.sources.map(({ sourceId }, index) => [sourceId, index + 1]));
  const yours = economics.lines
    .filter(({ partyId, side }) =>
      isMine ? side === 'REMIXER' : partyId !== null && actsFor.includes(partyId),
    )
    .reduce((sum, { amountMicros }) => sum + toMicros(amountMicros), 0n);
  return (
    <section aria-labelledby="pays-title">
      <div className="ruled-head">
        <h2 className="heading" id="pays-title">
          A play would pay you
        </h2>
        <span className="spacer" />
        <strong className="heading">
          <Money micros={String(yours)} currency={economics.currency} precision="play" />
        </strong>
      </div>
      <p className="secondary request-pays">
        Of <Money micros={economics.perPlayMicros} currency={economics.currency} precision="play" />, once
        everybody agrees.
      </p>
      <PayoutBar
        compact
        recording={payoutShares(economics, 'MASTER', numbers)}
        composition={payoutShares(economics, 'COMPOSITION', numbers)}
        spanning={spanningParties(economics).slice(0, 1)}
      />
    </section>
  );
}
