import { byId, divide } from './apportion.ts';

/** Where an amount divides: weights in the order of their ids, each with where its part goes on to. */
export interface Fork {
  readonly weights: readonly bigint[];
  readonly sum: bigint;
  readonly small: SmallFork;
  /** Another fork, or the place at which the part arrives. */
  readonly to: readonly (Fork | number)[];
}

/** The weights as numbers, for amounts of which no product with a weight is inexact: most that a cell earns. */
interface SmallFork {
  readonly weights: readonly number[];
  readonly sum: number;
  /** The largest such amount, either way; below zero when the weights themselves are too large. */
  readonly most: number;
}

function smallOf(weights: readonly bigint[], sum: bigint): SmallFork {
  if (sum > BigInt(Number.MAX_SAFE_INTEGER)) return { weights: [], sum: 0, most: -1 };
  const numbers = weights.map(Number);
  return {
    weights: numbers,
    sum: Number(sum),
    most: Math.floor(Number.MAX_SAFE_INTEGER / Math.max(...numbers)),
  };
}

export interface Branch {
  readonly id: string;
  readonly weight: bigint;
  readonly to: Fork | number;
}

/**
 * What `apportion` does with these weights, for any amount.
 * @throws RangeError on a negative weight, an id that occurs twice, or weights that are all zero.
 */
export function fork(branches: readonly Branch[]): Fork {
  const sorted = [...branches].sort(byId);
  let sum = 0n;
  for (const [at, { id, weight }] of sorted.entries()) {
    if (weight < 0n) throw new RangeError(`the weight of ${id} is negative`);
    if (sorted[at + 1]?.id === id) throw new RangeError(`${id} is weighed twice`);
    sum += weight;
  }
  if (sum === 0n) throw new RangeError('nothing weighs anything here');
  const weights = sorted.map(({ weight }) => weight);
  return { weights, sum, small: smallOf(weights, sum), to: sorted.map(({ to }) => to) };
}

/**
 * Divides an amount, fork by fork, and puts what arrives at each place into `amounts`.
 * @param first where the amount of the first place goes.
 */
export function pour(amount: bigint, way: Fork, amounts: bigint[], first: number): void {
  const { weights, sum, small, to } = way;
  if (amount <= small.most && -amount <= small.most) return pourSmall(Number(amount), way, amounts, first);
  const parts = divide(amount, weights, sum);
  for (let at = 0; at < to.length; at += 1) {
    const [next, part] = [to[at], parts[at] ?? 0n];
    if (typeof next === 'number') amounts[first + next] = part;
    else if (next !== undefined) pour(part, next, amounts, first);
  }
}

/** The same in numbers, all of which are exact. */
function pourSmall(amount: number, { small, to }: Fork, amounts: bigint[], first: number): void {
  const parts = divideSmall(amount, small);
  for (let at = 0; at < to.length; at += 1) {
    const next = to[at];
    const part = parts[at] ?? 0;
    if (typeof next === 'number') amounts[first + next] = BigInt(part);
    else if (next === undefined) continue;
    else if (Math.abs(part) <= next.small.most) pourSmall(part, next, amounts, first);
    else pour(BigInt(part), next, amounts, first);
  }
}

/** `divide` in numbers: parts rounded down, and what is left to the largest remainders, the first of equals before others. */
function divideSmall(amount: number, { weights, sum }: SmallFork): number[] {
  if (weights.length === 1) return [amount];
  const magnitude = Math.abs(amount);
  const parts: number[] = [];
  const remainders: number[] = [];
  let left = magnitude;
  for (const weight of weights) {
    const product = magnitude * weight;
    const remainder = product % sum;
    const part = (product - remainder) / sum;
    parts.push(part);
    remainders.push(remainder);
    left -= part;
  }
  for (; left > 0; left -= 1) {
    let largest = 0;
    for (let at = 1; at < remainders.length; at += 1)
      if ((remainders[at] ?? 0) > (remainders[largest] ?? 0)) largest = at;
    parts[largest] = (parts[largest] ?? 0) + 1;
    remainders[largest] = -1;
  }
  return amount < 0 ? parts.map((part) => -part) : parts;
}
