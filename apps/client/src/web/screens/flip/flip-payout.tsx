import { Money } from '../../components/money.tsx';
import { PayoutBar, type PayoutShare } from '../../components/payout-bar.tsx';
import { toMicros } from '../../components/micros.ts';
import { SideMark } from '../../components/side-glyph.tsx';
import type { Economics, RecipeView } from '../../queries/flips.ts';

type Side = Economics['lines'][number]['side'];

/** Shares of one side in the order of the sources. */
export function payoutShares(
  economics: Economics,
  side: Side,
  numbers: ReadonlyMap<string, number>,
): PayoutShare[] {
  return economics.lines
    .filter((line) => line.side === side)
    .map((line) => ({
      number: (line.sourceId === null ? undefined : numbers.get(line.sourceId)) ?? 0,
      name: line.partyName,
      micros: line.amountMicros,
    }))
    .sort((a, b) => a.number - b.number);
}

/** Those who are paid from both sides: the producer, then the instance. */
export function spanningParties(economics: Economics) {
  const whole = toMicros(economics.perPlayMicros);
  const roles = [
    ['REMIXER', 'producer'],
    ['PLATFORM', 'instance'],
  ] as const;
  return roles.flatMap(([side, role]) =>
    economics.lines
      .filter((line) => line.side === side && toMicros(line.amountMicros) > 0n)
      .map((line) => ({
        name: line.partyName,
        role,
        micros: line.amountMicros,
        ppm: whole === 0n ? 0 : Number((toMicros(line.amountMicros) * 1_000_000n) / whole),
      })),
  );
}

function minimumWords(ms: number): string {
  return ms % 1000 === 0 ? `${ms / 1000} seconds` : `${(ms / 1000).toFixed(1)} seconds`;
}

/** What one play pays, to whom, and why. */
export function FlipPayout({ flip }: { flip: RecipeView }) {
  const { economics } = flip;
  const numbers = new Map(flip.credits.sources.map(({ sourceId }, index) => [sourceId, index + 1]));
  const needed = flip.durationMs < 60_000 ? Math.ceil(flip.durationMs / 2) : economics.minimumMs;
  return (
    <section className="flip-payout" aria-labelledby="payout-title">
      <div className="row">
        <h2 className="heading" id="payout-title">
          What a play pays
        </h2>
        <span className="spacer" />
        <span className="heading flip-payout-total">
          <Money micros={economics.perPlayMicros} currency={economics.currency} precision="play" />
        </span>
      </div>
      <p className="secondary flip-payout-words">
        After {minimumWords(needed)} of listening. Each side is split by the time each recording is heard.
      </p>
      <PayoutBar
        recording={payoutShares(economics, 'MASTER', numbers)}
        composition={payoutShares(economics, 'COMPOSITION', numbers)}
        spanning={spanningParties(economics)}
      />
      <div className="flip-payout-sides small secondary">
        <span className="row">
          <SideMark side="A" />
          Recording
          <Money micros={economics.masterMicros} currency={economics.currency} precision="play" />
        </span>
        <span className="row">
          <SideMark side="B" />
          Composition
          <Money micros={economics.compositionMicros} currency={economics.currency} precision="play" />
        </span>
      </div>
    </section>
  );
}
