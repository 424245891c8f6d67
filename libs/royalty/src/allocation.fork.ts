import { divide, divideInTwo, inOrder } from './apportion.ts';

/** Where an amount divides: weights in the order of their ids, each with where its part goes on to. */
export interface Fork {
  readonly weights: readonly bigint[];
  readonly sum: bigint;
  /** Another fork, or the place at which the part arrives. */
  readonly to: readonly (Fork | number)[];
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
  const sorted = inOrder(branches);
  let sum = 0n;
  for (const [at, { id, weight }] of sorted.entries()) {
    if (weight < 0n) throw new RangeError(`the weight of ${id} is negative`);
    if (sorted[at + 1]?.id === id) throw new RangeError(`${id} is weighed twice`);
    sum += weight;
  }
  if (sum === 0n) throw new RangeError('nothing weighs anything here');
  return { weights: sorted.map(({ weight }) => weight), sum, to: sorted.map(({ to }) => to) };
}

/**
 * Divides an amount, fork by fork, and puts what arrives at each place into `amounts`.
 * @param first where the amount of the first place goes.
 */
export function pour(amount: bigint, { weights, sum, to }: Fork, amounts: bigint[], first: number): void {
  // Nearly all forks have one branch or two, of which a close meets hundreds of thousands: they make no list.
  if (to.length === 1) return arrive(amount, to[0], amounts, first);
  if (to.length === 2) {
    const part = divideInTwo(amount, weights[0] ?? 0n, sum);
    arrive(part, to[0], amounts, first);
    return arrive(amount - part, to[1], amounts, first);
  }
  const parts = divide(amount, weights, sum);
  for (let at = 0; at < to.length; at += 1) arrive(parts[at] ?? 0n, to[at], amounts, first);
}

function arrive(part: bigint, next: Fork | number | undefined, amounts: bigint[], first: number): void {
  if (typeof next === 'number') amounts[first + next] = part;
  else if (next !== undefined) pour(part, next, amounts, first);
}
