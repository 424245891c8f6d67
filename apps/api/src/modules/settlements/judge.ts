import { keyOf } from './settlement-document.ts';
import type { AnsweredLine, SettlementLine } from './settlement.types.ts';

/** What is reckoned here of a line. */
export interface Reckoned extends SettlementLine {
  /** Of how many cells (flip, territory, late or not) it is the sum. */
  readonly cells: number;
}

/** Sides, sources, works and owners: each step of sharing out rounds by less than a micro-unit, and ties go by ids that differ. */
const STEPS = 4n;

/**
 * Says of each line of a peer's statement whether it is what its logs come to here: the same plays, and an amount that
 * differs by no more than rounding can. What is reckoned here and not stated is disputed too, but for what left suspense,
 * which is stated when it does.
 */
export function judge(stated: readonly SettlementLine[], reckoned: readonly Reckoned[]): AnsweredLine[] {
  const own = new Map(reckoned.map((line) => [keyOf(line), line]));
  const answered = stated.map((line): AnsweredLine => {
    const due = own.get(keyOf(line));
    own.delete(keyOf(line));
    const reason = due === undefined ? 'Nothing of this is reckoned here' : differenceOf(line, due);
    return {
      ...{ ...line, reckonedPlays: due?.plays ?? null, reckonedMicros: due?.amountMicros ?? null },
      ...{ verdict: reason === null ? 'ACCEPTED' : 'DISPUTED', reason },
    };
  });
  const missing = [...own.values()]
    .filter(({ amountMicros, plays, released }) => released === null && (amountMicros !== 0n || plays !== 0n))
    .map(({ cells: _cells, plays, amountMicros, ...line }): AnsweredLine => ({
      ...{ ...line, plays: 0n, amountMicros: 0n, reckonedPlays: plays, reckonedMicros: amountMicros },
      ...{ verdict: 'DISPUTED', reason: 'It is reckoned here and not stated' },
    }));
  return [...answered, ...missing];
}

function differenceOf(stated: SettlementLine, due: Reckoned): string | null {
  if (stated.plays !== due.plays) return `The log has ${due.plays} plays`;
  const difference = stated.amountMicros - due.amountMicros;
  const most = STEPS * BigInt(due.cells);
  if ((difference < 0n ? -difference : difference) <= most) return null;
  return `The plays come to ${due.amountMicros} micro-units`;
}

export const acceptedOf = (lines: readonly AnsweredLine[]): bigint =>
  lines.reduce((sum, { verdict, amountMicros }) => (verdict === 'ACCEPTED' ? sum + amountMicros : sum), 0n);
