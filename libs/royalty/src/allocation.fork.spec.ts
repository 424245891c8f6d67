import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fork, pour } from './allocation.fork.ts';
import type { Fork } from './allocation.fork.ts';
import { apportion } from './apportion.ts';

const named = (weights: readonly bigint[]) =>
  weights.map((weight, at) => ({ id: String(at).padStart(2, '0'), weight }));

function poured(amount: bigint, way: Fork, places: number): bigint[] {
  const amounts = Array.from({ length: places }, () => 0n);
  pour(amount, way, amounts, 0);
  return amounts;
}

/** What `apportion` gives. */
function apportioned(amount: bigint, weights: readonly bigint[]): bigint[] {
  const shared = apportion(amount, named(weights));
  if (!shared.ok) throw new Error(shared.message);
  return shared.parts.map((part) => part.amount);
}

/** Weights of all sizes, also such that have nothing to do with millions. */
const weights = fc
  .array(fc.oneof(fc.bigInt(0n, 12n), fc.bigInt(0n, 1_000_000n), fc.bigInt(2n ** 50n, 2n ** 54n)), {
    minLength: 1,
    maxLength: 7,
  })
  .filter((all) => all.some((weight) => weight > 0n));
const amounts = fc.oneof(
  fc.bigInt(-50n, 50n),
  fc.bigInt(-(2n ** 34n), 2n ** 34n),
  fc.bigInt(-(2n ** 62n), 2n ** 62n),
);

test('an amount is divided as `apportion` does it', () => {
  fc.assert(
    fc.property(amounts, weights, (amount, all) => {
      const way = fork(named(all).map((one, to) => ({ ...one, to })));
      expect(poured(amount, way, all.length)).toEqual(apportioned(amount, all));
    }),
    { numRuns: 1_000 },
  );
});

test('what comes to a fork is divided there', () => {
  fc.assert(
    fc.property(amounts, weights, weights, (amount, outer, inner) => {
      const next = fork(named(inner).map((one, to) => ({ ...one, to: to + outer.length - 1 })));
      const way = fork(named(outer).map((one, to) => ({ ...one, to: to === outer.length - 1 ? next : to })));
      const first = apportioned(amount, outer);
      const expected = [...first.slice(0, -1), ...apportioned(first.at(-1) ?? 0n, inner)];
      expect(poured(amount, way, expected.length)).toEqual(expected);
    }),
    { numRuns: 1_000 },
  );
});
