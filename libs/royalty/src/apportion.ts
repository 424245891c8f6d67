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

/** The same list where it is in the order of its ids, else a copy that is. */
export function inOrder<T extends { readonly id: string }>(list: readonly T[]): readonly T[] {
  for (let at = 1; at < list.length; at += 1)
    if ((list[at - 1]?.id ?? '') > (list[at]?.id ?? '')) return [...list].sort(byId);
  return list;
}

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

  const amounts = divide(
    total,
    sorted.map(({ weight }) => weight),
    sum,
  );
  return { ok: true, parts: sorted.map(({ id }, at) => ({ id, amount: amounts[at] ?? 0n })) };
}

/**
 * The same for weights that stand in the order of their ids, none below zero.
 * @param sum of the weights, above zero.
 * @returns the parts, in the order of the weights.
 */
export function divide(total: bigint, weights: readonly bigint[], sum: bigint): bigint[] {
  if (weights.length === 1) return [total];
  if (weights.length === 2) {
    const part = divideInTwo(total, weights[0] ?? 0n, sum);
    return [part, total - part];
  }
  const sign = total < 0n ? -1n : 1n;
  const magnitude = total * sign;
  const parts: bigint[] = [];
  const remainders: bigint[] = [];
  let left = magnitude;
  for (const weight of weights) {
    const product = magnitude * weight;
    const part = product / sum;
    parts.push(part);
    remainders.push(product - part * sum);
    left -= part;
  }
  if (left > 0n) favour(parts, remainders, Number(left));
  return sign === 1n ? parts : parts.map((part) => -part);
}

/**
 * Two remainders make up the sum where there are any: the unit that is left goes to the first when its own is half or more.
 * That is its part rounded, half up by magnitude.
 * @returns the part of the first weight.
 */
export function divideInTwo(total: bigint, weight: bigint, sum: bigint): bigint {
  const doubled = total * (weight + weight);
  return total < 0n ? (doubled - sum) / (sum + sum) : (doubled + sum) / (sum + sum);
}

/** Up to so many comparisons, looking for the largest again and again is quicker than an order of all. */
const FEW = 64;

/** A unit more for the largest remainders; equal ones stay in the order of their ids. */
function favour(parts: bigint[], remainders: readonly bigint[], left: number): void {
  if (left === 1) return favourOne(parts, remainders);
  if (left * remainders.length <= FEW) return favourFew(parts, [...remainders], left);
  const order = [...remainders.keys()].sort((a, b) => {
    const [of, other] = [remainders[a] ?? 0n, remainders[b] ?? 0n];
    return of > other ? -1 : of < other ? 1 : 0;
  });
  for (const at of order.slice(0, left)) parts[at] = (parts[at] ?? 0n) + 1n;
}

/** @param open the remainders; those that had their unit are taken out of it. */
function favourFew(parts: bigint[], open: bigint[], left: number): void {
  for (let unit = 0; unit < left; unit += 1) {
    let largest = 0;
    for (let at = 1; at < open.length; at += 1) if ((open[at] ?? 0n) > (open[largest] ?? 0n)) largest = at;
    parts[largest] = (parts[largest] ?? 0n) + 1n;
    open[largest] = -1n;
  }
}

/** What is left over is one unit most of the time, which needs no order. */
function favourOne(parts: bigint[], remainders: readonly bigint[]): void {
  let largest = 0;
  for (const [at, remainder] of remainders.entries())
    if (remainder > (remainders[largest] ?? 0n)) largest = at;
  parts[largest] = (parts[largest] ?? 0n) + 1n;
}
