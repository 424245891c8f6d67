import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { apportion } from './apportion.ts';
import type { Weight } from './apportion.ts';

const weights = fc.uniqueArray(
  fc.record({
    id: fc.string({ minLength: 1, maxLength: 4 }),
    weight: fc.bigInt({ min: 0n, max: 10n ** 12n }),
  }),
  { selector: (entry) => entry.id, minLength: 1, maxLength: 20 },
);
const total = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });

const parts = (amount: bigint, of: readonly Weight[]): [string, bigint][] => {
  const answer = apportion(amount, of);
  return answer.ok ? answer.parts.map((part) => [part.id, part.amount]) : [];
};

describe('apportion', () => {
  test('three units in 95 and 5 go to the larger; three thousand give 2850 and 150', () => {
    const split = [
      { id: 'a', weight: 950_000n },
      { id: 'b', weight: 50_000n },
    ];
    expect(parts(3n, split)).toEqual([
      ['a', 3n],
      ['b', 0n],
    ]);
    expect(parts(3000n, split)).toEqual([
      ['a', 2850n],
      ['b', 150n],
    ]);
  });

  test('the largest remainders get the units left over', () => {
    const of = [
      { id: 'a', weight: 41n },
      { id: 'b', weight: 33n },
      { id: 'c', weight: 26n },
    ];
    // Quotas 4.1, 3.3 and 2.6: one unit is left, and c has the largest remainder.
    expect(parts(10n, of)).toEqual([
      ['a', 4n],
      ['b', 3n],
      ['c', 3n],
    ]);
  });

  test('ties go to the lesser id, whatever the order', () => {
    const of = ['c', 'a', 'b'].map((id) => ({ id, weight: 1n }));
    expect(parts(2n, of)).toEqual([
      ['a', 1n],
      ['b', 1n],
      ['c', 0n],
    ]);
  });

  test('of two equal halves the lesser id gets the odd unit, of a debt as well', () => {
    const halves = ['b', 'a'].map((id) => ({ id, weight: 500_000n }));
    expect(parts(1n, halves)).toEqual([
      ['a', 1n],
      ['b', 0n],
    ]);
    expect(parts(-3n, halves)).toEqual([
      ['a', -2n],
      ['b', -1n],
    ]);
  });

  test('of one or two parts is what it is with somebody beside them who weighs nothing', () => {
    const few = fc.array(fc.oneof(fc.bigInt(0n, 6n), fc.bigInt(0n, 10n ** 6n)), {
      minLength: 1,
      maxLength: 2,
    });
    fc.assert(
      fc.property(fc.oneof(fc.bigInt(-40n, 40n), total), few, (amount, of) => {
        const two = of.map((weight, at) => ({ id: `p${at}`, weight }));
        const nobody = ['x', 'y'].map((id) => ({ id, weight: 0n }));
        const beside = parts(amount, [...two, ...nobody]).filter(([id]) => id.startsWith('p'));
        expect(parts(amount, two)).toEqual(beside);
      }),
      { numRuns: 3_000 },
    );
  });

  test('gives several units left over to the same, however many weigh nothing beside them', () => {
    // Small weights have equal remainders often: ties go to the lesser id here too.
    const few = fc.array(fc.oneof(fc.bigInt(0n, 4n), fc.bigInt(0n, 10n ** 6n)), {
      minLength: 3,
      maxLength: 8,
    });
    const crowd = Array.from({ length: 64 }, (_, at) => ({ id: `x${at}`, weight: 0n }));
    let several = 0;
    fc.assert(
      fc.property(fc.oneof(fc.bigInt(-40n, 40n), total), few, (amount, of) => {
        const some = of.map((weight, at) => ({ id: `p${at}`, weight }));
        const shared = parts(amount, some);
        expect(shared).toEqual(parts(amount, [...some, ...crowd]).filter(([id]) => id.startsWith('p')));
        const sum = of.reduce((all, weight) => all + weight, 0n);
        const floors = of.map((weight) => (sum === 0n ? 0n : (amount * weight) / sum));
        const left = amount - floors.reduce((all, part) => all + part, 0n);
        if (left > 1n || left < -1n) several += 1;
      }),
      { numRuns: 3_000 },
    );
    expect(several).toBeGreaterThan(500);
  });

  test('says when nothing has weight, and refuses nonsense', () => {
    expect(apportion(5n, [{ id: 'a', weight: 0n }])).toMatchObject({ ok: false, code: 'NO_WEIGHT' });
    expect(apportion(5n, [])).toMatchObject({ ok: false, code: 'NO_WEIGHT' });
    expect(() => apportion(1n, [{ id: 'a', weight: -1n }])).toThrow(RangeError);
    const twice = { id: 'a', weight: 1n };
    expect(() => apportion(1n, [twice, twice])).toThrow(RangeError);
  });

  test('sums exactly, gives nothing to zero weight, and stays within one unit of the quota', () => {
    fc.assert(
      fc.property(total, weights, (amount, of) => {
        const sum = of.reduce((all, { weight }) => all + weight, 0n);
        fc.pre(sum > 0n);
        const shared = parts(amount, of);
        expect(shared.reduce((all, [, part]) => all + part, 0n)).toBe(amount);
        const byId = new Map(shared);
        for (const { id, weight } of of) {
          const part = byId.get(id) ?? -1n;
          if (weight === 0n) expect(part).toBe(0n);
          const off = part * sum - amount * weight;
          expect((off < 0n ? -off : off) < sum).toBe(true);
        }
      }),
    );
  });

  test('does not depend on the order of the weights', () => {
    fc.assert(
      fc.property(total, weights, (amount, of) => {
        expect(parts(amount, [...of].reverse())).toEqual(parts(amount, of));
      }),
    );
  });

  test('scales: weights times k change nothing, total times the sum is exact', () => {
    fc.assert(
      fc.property(total, weights, fc.bigInt({ min: 1n, max: 1000n }), (amount, of, k) => {
        const scaled = of.map(({ id, weight }) => ({ id, weight: weight * k }));
        expect(parts(amount, scaled)).toEqual(parts(amount, of));
        const sum = of.reduce((all, { weight }) => all + weight, 0n);
        fc.pre(sum > 0n);
        const exact = new Map(of.map(({ id, weight }) => [id, weight * k]));
        expect(new Map(parts(sum * k, of))).toEqual(exact);
      }),
    );
  });

  test('a negative total mirrors the positive one', () => {
    fc.assert(
      fc.property(total, weights, (amount, of) => {
        expect(parts(-amount, of)).toEqual(parts(amount, of).map(([id, part]) => [id, -part]));
      }),
    );
  });
});
