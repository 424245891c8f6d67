import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { apportionPeriod } from './allocation.ts';
import { anyInput } from './allocation.any.fixtures.ts';
import type { Allocation, PeriodInput, RecipeUsage, SourceRights } from './allocation.types.ts';
import type { Isrc } from './identifiers.ts';
import { micros, ppm } from './quantity.ts';
import {
  us,
  standard,
  tariffOf,
  owned,
  rightsOf,
  usage,
  plays,
  whole,
  period,
  byAccount,
  total,
} from './allocation.fixtures.ts';

describe('apportionPeriod', () => {
  test('3 units a play, 1,000 plays, 95 and 5: 2850 and 150, not 3000 and 0', () => {
    const tariff = tariffOf(3n, [1_000_000, 0, 0, 0]);
    const rights = [rightsOf('MASTER', [owned('a', 950_000), owned('b', 50_000)])];
    expect(byAccount(period({ tariff, rights }))).toEqual({
      'payable:party-a': 2850n,
      'payable:party-b': 150n,
    });
    const single = byAccount(period({ tariff, rights, counts: [plays(1n)] }));
    expect(single).toEqual({ 'payable:party-a': 3n, 'payable:party-b': 0n });
  });

  test('side, then source by milliseconds, then work, then owner', () => {
    const recipe: RecipeUsage = {
      ...usage,
      sources: [...usage.sources, { recordingId: 'rec2', isrc: 'GBAYC1700598' as Isrc, usageMs: 20_000n }],
    };
    const second = { recordingId: 'rec2', subjectId: 'rec2' };
    const rights = [
      rightsOf('MASTER', [owned('a', 600_000), owned('b', 400_000)]),
      rightsOf('MASTER', [owned('c', 1_000_000)], second),
      rightsOf('COMPOSITION', [owned('w', 1_000_000)], { splitPpm: ppm(700_000) }),
      rightsOf('COMPOSITION', [owned('x', 1_000_000)], { subjectId: 'work2', splitPpm: ppm(300_000) }),
      rightsOf('COMPOSITION', [owned('y', 1_000_000)], { recordingId: 'rec2', subjectId: 'work3' }),
    ];
    const allocation = period({
      tariff: tariffOf(4000n, [500_000, 150_000, 250_000, 100_000]),
      recipes: [recipe],
      rights,
    });
    expect(byAccount(allocation)).toEqual({
      'payable:party-a': 900_000n,
      'payable:party-b': 600_000n,
      'payable:party-c': 500_000n,
      'payable:party-w': 315_000n,
      'payable:party-x': 135_000n,
      'payable:party-y': 150_000n,
      'payable:remixer': 1_000_000n,
      platform: 400_000n,
    });
    expect(allocation.lines.find((line) => line.partyId === 'remixer')).toMatchObject({
      side: 'REMIXER',
      basis: 'REMIX',
      sharePpm: 1_000_000n,
    });
    expect(allocation.lines.find((line) => line.partyId === 'party-b')).toMatchObject({
      recipe: 'r1',
      isrc: 'USSM19803037',
      side: 'MASTER',
      territory: 'FR',
      plays: 1000n,
      usageMs: 60_000n,
      usagePpm: 750_000n,
      sharePpm: 400_000n,
      tariff: 'standard@1',
    });
  });

  const master: readonly (readonly [string, readonly SourceRights[], Record<string, bigint>])[] = [
    [
      'uncleared',
      [rightsOf('MASTER', [owned('a', 1_000_000)], { isCleared: false })],
      { 'suspense:recording:rec': 1000n },
    ],
    [
      'unclaimed rest',
      [rightsOf('MASTER', [owned('a', 600_000)])],
      { 'payable:party-a': 600n, 'suspense:recording:rec': 400n },
    ],
    ['nobody', [rightsOf('MASTER', [])], { 'suspense:recording:rec': 1000n }],
    ['unknown', [], { 'suspense:recording:rec': 1000n }],
    [
      'in another territory',
      [rightsOf('MASTER', [owned('a', 1_000_000)], { territory: us })],
      { 'suspense:recording:rec': 1000n },
    ],
    [
      'overclaimed',
      [rightsOf('MASTER', [owned('a', 900_000), owned('b', 200_000)])],
      { 'suspense:recording:rec': 1000n },
    ],
    [
      'disputed',
      [rightsOf('MASTER', [owned('a', 750_000), owned('b', 250_000, 'd1')])],
      { 'payable:party-a': 750n, 'held:d1': 250n },
    ],
    [
      'disputed beyond a whole',
      [rightsOf('MASTER', [owned('a', 500_000), owned('b', 500_000, 'd1'), owned('c', 500_000, 'd1')])],
      { 'payable:party-a': 500n, 'held:d1': 500n },
    ],
    [
      'a split that is not whole',
      [rightsOf('MASTER', [owned('a', 1_000_000)], { splitPpm: ppm(999_999) })],
      { 'suspense:recording:rec': 1000n },
    ],
  ];
  test.each(master)('what has no clear owner goes to nobody else: %s', (_name, rights, expected) => {
    expect(byAccount(period({ tariff: tariffOf(1n, [1_000_000, 0, 0, 0]), rights }))).toEqual(expected);
  });

  test('no source, no remixer, no recipe', () => {
    const tariff = tariffOf(1n, [500_000, 0, 500_000, 0]);
    const bare = { ...usage, sources: [], remixerId: null };
    expect(byAccount(period({ tariff, recipes: [bare] }))).toEqual({ 'suspense:recipe:r1': 1000n });
    expect(byAccount(period({ tariff, recipes: [] }))).toEqual({ 'suspense:recipe:r1': 1000n });
  });

  test('a recording that a recipe names twice is one source, by the lesser ISRC', () => {
    const [source] = usage.sources;
    const named = ['USSM19803038', 'USSM19803037'].map((isrc) => ({
      ...source!,
      isrc: isrc as Isrc,
      usageMs: 7n,
    }));
    for (const sources of [named, [...named].reverse()]) {
      const { lines } = period({ recipes: [{ ...usage, sources }] });
      expect(lines.filter(({ side }) => side === 'MASTER')).toMatchObject([
        { isrc: 'USSM19803037', usageMs: 14n },
      ]);
    }
  });

  test('plays that are only reported are stated and pay nothing', () => {
    const allocation = period({ recipes: [{ ...usage, policy: 'REPORT_USAGE' }] });
    expect(allocation.poolMicros).toBe(0n);
    expect(allocation.lines.find((line) => line.partyId === 'party-a')).toMatchObject({
      plays: 1000n,
      amountMicros: 0n,
    });
  });

  test('a late play keeps the period in which it was heard', () => {
    const allocation = period({ counts: [plays(10n), plays(5n, { originalPeriod: '2026-04' })] });
    const late = allocation.lines.filter((line) => line.originalPeriod === '2026-04');
    expect(late.reduce((sum, line) => sum + line.amountMicros, 0n)).toBe(5n * 4001n);
    expect(late[0]?.plays).toBe(5n);
  });

  test('pro rata shares one pool by plays; user centric shares each payment by its own plays', () => {
    const tariff = { ...standard, kind: 'PRO_RATA' as const };
    const recipes = [usage, { ...usage, recipe: 'r2', remixerId: 'other' }];
    const counts = [plays(99n), plays(1n, { recipe: 'r2' })];
    const remixed = (allocation: Allocation) =>
      allocation.lines.filter((line) => line.side === 'REMIXER').map((line) => line.amountMicros);
    const shared = apportionPeriod({
      tariff,
      pool: { kind: 'PRO_RATA', poolMicros: micros(4_000_000n), plays: counts },
      recipes,
      rights: whole,
    });
    expect(remixed(shared)).toEqual([990_000n, 10_000n]);
    const listeners = counts.map((count, at) => ({
      listener: String(at),
      amountMicros: micros(2_000_000n),
      plays: [count],
    }));
    const silent = { listener: 'silent', amountMicros: micros(7n), plays: [] };
    const own = apportionPeriod({
      tariff: { ...standard, kind: 'USER_CENTRIC' },
      pool: { kind: 'USER_CENTRIC', listeners: [...listeners, silent] },
      recipes,
      rights: whole,
    });
    expect(remixed(own)).toEqual([500_000n, 500_000n]);
    expect(byAccount(own)['suspense:unplayed']).toBe(7n);
    expect(total(own)).toBe(4_000_007n);
    expect(() =>
      apportionPeriod({ tariff, pool: { kind: 'PER_PLAY', plays: [] }, recipes, rights: [] }),
    ).toThrow(RangeError);
  });
});

describe('apportionPeriod, in general', () => {
  test('lines sum to the pool, none is negative, nothing accrues to the uncleared', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const allocation = apportionPeriod(input);
        expect(total(allocation)).toBe(allocation.poolMicros);
        for (const line of allocation.lines) {
          expect(line.amountMicros >= 0n).toBe(true);
          if (line.basis !== 'SHARE') continue;
          const right = input.rights.find(
            (one) =>
              one.recordingId === line.recordingId &&
              one.territory === line.territory &&
              one.side === line.side &&
              one.subjectId === line.subjectId,
          );
          expect(right?.isCleared).toBe(true);
        }
      }),
    );
  });

  test('order and grouping of the counts change nothing', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        if (input.pool.kind !== 'PER_PLAY') throw new Error('not per play');
        const split = input.pool.plays.flatMap((count) => [
          { ...count, plays: count.plays / 2n },
          { ...count, plays: count.plays - count.plays / 2n },
        ]);
        const turned: PeriodInput = {
          ...input,
          pool: { kind: 'PER_PLAY', plays: split.reverse() },
          recipes: [...input.recipes]
            .reverse()
            .map((recipe) => ({ ...recipe, sources: [...recipe.sources].reverse() })),
          rights: [...input.rights]
            .reverse()
            .map((right) => ({ ...right, shares: [...right.shares].reverse() })),
        };
        expect(apportionPeriod(turned)).toEqual(apportionPeriod(input));
      }),
    );
  });
});
