import type { PerPlayTariff } from './tariff.ts';

/**
 * The pool of a period over cells that are too many to hold: in the order of their keys, known by their place in it,
 * at 8 bytes a cell for plays and for amounts. The amounts are those of `apportionPeriod`.
 */

/** What a cell earns where a play has a price: nothing is divided, so nothing has to be known of the other cells. */
export const amountPerPlay = (tariff: PerPlayTariff, plays: bigint, pays: boolean): bigint =>
  pays ? tariff.perPlayMicros * plays : 0n;

/** The least of the remainders that get a unit more, and how many of those that are equal to it. */
interface Cut {
  readonly remainder: bigint;
  readonly ties: bigint;
}

function cutOf(remainders: BigInt64Array, left: number): Cut | null {
  if (left === 0) return null;
  const sorted = remainders.slice().sort();
  const remainder = sorted[sorted.length - left] ?? 0n;
  let above = 0;
  for (const one of remainders) if (one > remainder) above += 1;
  return { remainder, ties: BigInt(left - above) };
}

/**
 * `apportion` for weights that stand in the order of their ids: each part is floored, and the units left over go to
 * the largest remainders, ties to the earlier place. A weight below zero counts as zero.
 * @returns the parts, place by place, or `null` where nothing has weight.
 * @throws RangeError when weights or parts do not fit into 63 bits.
 */
export function apportionInOrder(total: bigint, weights: BigInt64Array): BigInt64Array | null {
  let sum = 0n;
  for (const weight of weights) if (weight > 0n) sum += weight;
  if (sum === 0n) return null;
  const sign = total < 0n ? -1n : 1n;
  const magnitude = total * sign;
  if (sum > MAX || magnitude > MAX) throw new RangeError('a pool of more than 63 bits');
  const parts = new BigInt64Array(weights.length);
  const remainders = new BigInt64Array(weights.length);
  let given = 0n;
  for (const [at, weight] of weights.entries()) {
    if (weight <= 0n) continue;
    const product = magnitude * weight;
    const part = product / sum;
    parts[at] = part;
    remainders[at] = product - part * sum;
    given += part;
  }
  favour(parts, remainders, cutOf(remainders, Number(magnitude - given)));
  return sign === 1n ? parts : parts.map((part) => -part);
}

const MAX = 2n ** 63n - 1n;

function favour(parts: BigInt64Array, remainders: BigInt64Array, cut: Cut | null): void {
  if (cut === null) return;
  let ties = cut.ties;
  for (const [at, remainder] of remainders.entries()) {
    if (remainder < cut.remainder) continue;
    if (remainder === cut.remainder) {
      if (ties === 0n) continue;
      ties -= 1n;
    }
    parts[at] = (parts[at] ?? 0n) + 1n;
  }
}

/** What one listener heard, as places in the order of the period's cells, ascending, and plays that pay. */
export interface ListenerCells {
  readonly amountMicros: bigint;
  readonly places: readonly number[];
  readonly plays: readonly bigint[];
}

/** A USER_CENTRIC pool, listener by listener: each payment goes to what that listener heard. */
export class ListenerPool {
  readonly amounts: BigInt64Array;
  poolMicros = 0n;
  unplayedMicros = 0n;

  /** @param cells how many cells the period has. */
  constructor(cells: number) {
    this.amounts = new BigInt64Array(cells);
  }

  /** @throws RangeError on a place that is not a cell's, or that does not ascend. */
  add({ amountMicros, places, plays }: ListenerCells): void {
    for (const [index, place] of places.entries())
      if (place >= this.amounts.length || place <= (places[index - 1] ?? -1))
        throw new RangeError(`${place} is not the next place`);
    const parts = apportionInOrder(amountMicros, BigInt64Array.from(plays));
    this.poolMicros += amountMicros;
    if (parts === null) this.unplayedMicros += amountMicros;
    else
      for (const [index, place] of places.entries())
        this.amounts[place] = (this.amounts[place] ?? 0n) + (parts[index] ?? 0n);
  }
}
