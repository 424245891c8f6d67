import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { accounts } from './account.ts';
import { allocateCells, apportionPeriod, unplayedLine } from './allocation.ts';
import type { Cell } from './allocation.cell.ts';
import { fr, period, plays, standard, tariffOf, usage, whole } from './allocation.fixtures.ts';
import { anyCounts, anyInput, anyLateCounts } from './allocation.any.fixtures.ts';
import { cellKey } from './allocation.pool.ts';
import { ListenerPool, amountPerPlay, apportionInOrder } from './allocation.stream.ts';
import type { AllocationLine, PeriodInput, PlayCount } from './allocation.types.ts';
import { apportion } from './apportion.ts';
import { closeEntries } from './ledger.ts';
import { micros } from './quantity.ts';
import type { Tariff } from './tariff.ts';

const pays = (input: PeriodInput, recipe: string): boolean =>
  input.recipes.find((one) => one.recipe === recipe)?.policy !== 'REPORT_USAGE';

/** Cells in order, as a database adds them up. */
function cellsOf(counts: readonly PlayCount[]): Omit<Cell, 'amountMicros'>[] {
  const cells = new Map<string, Omit<Cell, 'amountMicros'>>();
  for (const { recipe, territory, originalPeriod = null, plays: count } of counts) {
    const key = cellKey({ recipe, territory, originalPeriod });
    const before = cells.get(key)?.plays ?? 0n;
    cells.set(key, { recipe, territory, originalPeriod, plays: before + count });
  }
  return [...cells].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
}

/** The whole way that a close goes: cells with amounts, batch by batch, then what nobody played. */
function streamed(
  input: PeriodInput,
  tariff: Tariff,
  cells: readonly Cell[],
  unplayed: bigint,
  size: number,
): AllocationLine[] {
  const lines: AllocationLine[] = [];
  for (let from = 0; from < cells.length; from += size)
    lines.push(...allocateCells({ ...input, tariff, cells: cells.slice(from, from + size) }));
  if (unplayed !== 0n) lines.push(unplayedLine(tariff, unplayed));
  return lines;
}
const sizes = fc.integer({ min: 1, max: 9 });
const runs = { numRuns: 1_500 };

describe('a pool in batches', () => {
  test('per play gives the lines of the whole, in any size of batch, with plays that were voided', () => {
    fc.assert(
      fc.property(anyInput, anyLateCounts, sizes, (input, counts, size) => {
        const { tariff } = input;
        if (tariff.kind !== 'PER_PLAY') throw new Error('not per play');
        const expected = apportionPeriod({ ...input, pool: { kind: 'PER_PLAY', plays: counts } });
        const cells = cellsOf(counts).map((cell) => ({
          ...cell,
          amountMicros: amountPerPlay(tariff, cell.plays, pays(input, cell.recipe)),
        }));
        expect(streamed(input, tariff, cells, 0n, size)).toEqual(expected.lines);
        expect(cells.reduce((sum, { amountMicros }) => sum + amountMicros, 0n)).toBe(expected.poolMicros);
      }),
      runs,
    );
  });

  test('pro rata gives the lines of the whole', () => {
    const pools = fc.bigInt({ min: 0n, max: 10n ** 12n });
    fc.assert(
      fc.property(anyInput, anyLateCounts, sizes, pools, (input, counts, size, poolMicros) => {
        const tariff = { ...input.tariff, kind: 'PRO_RATA' as const };
        const pool = { kind: 'PRO_RATA', poolMicros: micros(poolMicros), plays: counts } as const;
        const cells = cellsOf(counts);
        const weights = cells.map(({ recipe, plays: count }) => (pays(input, recipe) ? count : 0n));
        const amounts = apportionInOrder(poolMicros, BigInt64Array.from(weights));
        const priced = cells.map((cell, at) => ({ ...cell, amountMicros: amounts?.[at] ?? 0n }));
        expect(streamed(input, tariff, priced, amounts === null ? poolMicros : 0n, size)).toEqual(
          apportionPeriod({ ...input, tariff, pool }).lines,
        );
      }),
      runs,
    );
  });

  test('user centric gives the lines of the whole, a listener at a time', () => {
    const listeners = fc.array(
      fc.record({ amountMicros: fc.bigInt({ min: 0n, max: 10n ** 9n }).map(micros), plays: anyCounts }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(anyInput, listeners, sizes, (input, heard, size) => {
        const tariff = { ...input.tariff, kind: 'USER_CENTRIC' as const };
        const named = heard.map((one, index) => ({ ...one, listener: String(index) }));
        const cells = cellsOf(heard.flatMap((one) => one.plays));
        const places = new Map(cells.map((cell, at) => [cellKey(cell), at]));
        const pool = new ListenerPool(cells.length);
        for (const { amountMicros, plays: counts } of named) {
          const own = cellsOf(counts);
          pool.add({
            amountMicros,
            places: own.map((cell) => places.get(cellKey(cell)) ?? -1),
            plays: own.map((cell) => (pays(input, cell.recipe) ? cell.plays : 0n)),
          });
        }
        const priced = cells.map((cell, at) => ({ ...cell, amountMicros: pool.amounts[at] ?? 0n }));
        const expected = apportionPeriod({
          ...input,
          tariff,
          pool: { kind: 'USER_CENTRIC', listeners: named },
        });
        expect(pool.poolMicros).toBe(expected.poolMicros);
        expect(streamed(input, tariff, priced, pool.unplayedMicros, size)).toEqual(expected.lines);
      }),
      runs,
    );
  });

  test('places of a listener ascend and are cells', () => {
    const pool = new ListenerPool(3);
    expect(() => pool.add({ amountMicros: 1n, places: [3], plays: [1n] })).toThrow(RangeError);
    expect(() => pool.add({ amountMicros: 1n, places: [1, 1], plays: [1n, 1n] })).toThrow(RangeError);
    expect(() => pool.add({ amountMicros: 1n, places: [-1], plays: [1n] })).toThrow(RangeError);
    pool.add({ amountMicros: 3n, places: [0, 2], plays: [1n, 2n] });
    expect([...pool.amounts]).toEqual([1n, 0n, 2n]);
  });
});

describe('apportionInOrder', () => {
  test('is apportion, with places for ids', () => {
    const weights = fc.array(fc.bigInt({ min: 0n, max: 60n }), { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(fc.bigInt({ min: -5_000n, max: 5_000n }), weights, (total, of) => {
        const named = of.map((weight, at) => ({ id: String(at).padStart(3, '0'), weight }));
        const expected = apportion(total, named);
        const parts = apportionInOrder(total, BigInt64Array.from(of));
        expect(parts === null ? null : [...parts]).toEqual(
          expected.ok ? expected.parts.map(({ amount }) => amount) : null,
        );
      }),
      { numRuns: 5_000 },
    );
  });

  test('equal remainders go to the earlier place, and what is below zero weighs nothing', () => {
    expect([...(apportionInOrder(2n, BigInt64Array.of(1n, 1n, 1n)) ?? [])]).toEqual([1n, 1n, 0n]);
    expect([...(apportionInOrder(-2n, BigInt64Array.of(1n, 1n, 1n)) ?? [])]).toEqual([-1n, -1n, 0n]);
    expect([...(apportionInOrder(10n, BigInt64Array.of(41n, -5n, 33n, 26n)) ?? [])]).toEqual([
      4n,
      0n,
      3n,
      3n,
    ]);
    expect(apportionInOrder(5n, BigInt64Array.of(0n, -1n))).toBeNull();
    expect(() => apportionInOrder(2n ** 63n, BigInt64Array.of(1n))).toThrow(RangeError);
    expect(() => apportionInOrder(1n, BigInt64Array.of(2n ** 62n, 2n ** 62n))).toThrow(RangeError);
    expect([...(apportionInOrder(2n ** 63n - 1n, BigInt64Array.of(1n)) ?? [])]).toEqual([2n ** 63n - 1n]);
  });
});

describe('the entries of a close', () => {
  const lines = [{ account: accounts.payable('p'), amountMicros: micros(5n) }];
  const pool = { ...period(), poolMicros: micros(5n), lines };

  test('fund a pool per play, and leave one that was stated before as it was booked', () => {
    expect(closeEntries('2026-05', pool).map(({ kind }) => kind)).toEqual(['FUND', 'CLOSE']);
    expect(closeEntries('2026-05', pool, { isFunded: true }).map(({ kind }) => kind)).toEqual(['CLOSE']);
  });

  test('move what voided plays and others cancel out of, and are none where nothing moves', () => {
    const turned = [...lines, { account: accounts.platform, amountMicros: micros(-5n) }];
    const none = { ...pool, poolMicros: micros(0n) };
    expect(closeEntries('2026-05', { ...none, lines: turned }).map(({ kind }) => kind)).toEqual(['CLOSE']);
    expect(closeEntries('2026-05', { ...none, lines: [] })).toEqual([]);
  });
});

describe('a voided play of an earlier period', () => {
  const voided = (count: bigint) => plays(-count, { originalPeriod: '2026-04' });

  test('takes back what a play pays, to the micro-unit of what it paid', () => {
    fc.assert(
      fc.property(anyInput, anyCounts, (input, counts) => {
        const late = counts.map((count) => ({ ...count, originalPeriod: '2026-04' }));
        const paid = apportionPeriod({ ...input, pool: { kind: 'PER_PLAY', plays: late } });
        const taken = apportionPeriod({
          ...input,
          pool: { kind: 'PER_PLAY', plays: late.map((count) => ({ ...count, plays: -count.plays })) },
        });
        expect(taken.poolMicros).toBe(-paid.poolMicros);
        expect(taken.lines).toEqual(
          paid.lines.map((line) => ({
            ...line,
            plays: -line.plays,
            amountMicros: -line.amountMicros,
          })),
        );
      }),
      runs,
    );
  });

  test('and a late play of the same cell come to their difference', () => {
    const allocation = period({ counts: [plays(5n), voided(3n), plays(1n, { originalPeriod: '2026-04' })] });
    expect(allocation.poolMicros).toBe(3n * 4001n);
    expect(allocation.lines.find(({ originalPeriod }) => originalPeriod === '2026-04')?.plays).toBe(-2n);
  });

  test('takes nothing from a pool that was given out, and is refused without its period', () => {
    const tariff = { ...standard, kind: 'PRO_RATA' as const };
    const { lines } = apportionPeriod({
      tariff,
      pool: { kind: 'PRO_RATA', poolMicros: micros(1_000n), plays: [plays(1n), voided(1n)] },
      recipes: [usage],
      rights: whole,
    });
    const old = lines.filter(({ originalPeriod }) => originalPeriod === '2026-04');
    expect(old.map(({ plays: count, amountMicros }) => [count, amountMicros])).toEqual(
      old.map(() => [-1n, 0n]),
    );
    expect(old.length).toBeGreaterThan(0);
    expect(() => period({ counts: [plays(-1n)] })).toThrow(RangeError);
    expect(amountPerPlay(tariffOf(3n, [1_000_000, 0, 0, 0]), -2n, true)).toBe(-6n);
    expect(amountPerPlay(tariffOf(3n, [1_000_000, 0, 0, 0]), 2n, false)).toBe(0n);
    expect(cellKey({ recipe: 'r', territory: fr })).toBe(
      cellKey({ recipe: 'r', territory: fr, originalPeriod: null }),
    );
  });
});
