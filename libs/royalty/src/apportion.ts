import { refused } from './result.ts';
import type { Refusal } from './result.ts';

export interface Weight {
  readonly id: string;
  readonly weight: bigint;
}

export interface Part {
  readonly id: string;
  readonly amount: bigint;
}

/** Parts in the order of their ids, or that nothing has weight: the caller says where the money then is. */
export type Apportionment = { readonly ok: true; readonly parts: readonly Part[] } | Refusal<'NO_WEIGHT'>;

/** The one order of ids: by UTF-16 code unit, the same on every machine and in every locale. */
export const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

/**
 * Shares out an amount by weight with the largest remainder method (Hare quota): each part is floored, and the
 * units left over go one each to the largest remainders, ties to the lesser id. Parts sum to the total exactly,
 * zero weight gets zero, and the order of the weights does not matter. A negative total mirrors the positive one.
 * @throws RangeError on a negative weight or an id that occurs twice.
 */
export function apportion(total: bigint, weights: readonly Weight[]): Apportionment {
  const sorted = [...weights].sort(byId);
  let sum = 0n;
  for (const [index, entry] of sorted.entries()) {
    if (entry.weight < 0n) throw new RangeError(`the weight of ${entry.id} is negative`);
    if (sorted[index + 1]?.id === entry.id) throw new RangeError(`${entry.id} is weighed twice`);
    sum += entry.weight;
  }
  if (sum === 0n) return refused('NO_WEIGHT', 'Nothing to share the amount by: every weight is zero.');

  const sign = total < 0n ? -1n : 1n;
  const magnitude = total * sign;
  const floors = sorted.map(({ id, weight }) => ({
    id,
    amount: (magnitude * weight) / sum,
    remainder: (magnitude * weight) % sum,
  }));
  const left = magnitude - floors.reduce((given, part) => given + part.amount, 0n);
  // `sorted` is by id and the sort is stable, so equal remainders stay in the order of their ids.
  const favoured = new Set(
    [...floors]
      .sort((a, b) => (a.remainder > b.remainder ? -1 : a.remainder < b.remainder ? 1 : 0))
      .slice(0, Number(left))
      .map((part) => part.id),
  );
  return {
    ok: true,
    parts: floors.map(({ id, amount }) => ({ id, amount: sign * (amount + (favoured.has(id) ? 1n : 0n)) })),
  };
}
