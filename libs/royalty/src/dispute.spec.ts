import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Share } from './catalogue.types.ts';
import { clearRecording } from './clearance.ts';
import { cleared, de, fr, share, use } from './clearance.fixtures.ts';
import { disputedParts, splitsAt } from './dispute.ts';
import type { DisputedPart } from './dispute.ts';
import { settleShares } from './dispute.settlement.ts';
import type { SettledShare } from './dispute.settlement.ts';
import { WHOLE_PPM, ppm } from './quantity.ts';
import { TERRITORIES, WORLD, contains } from './territory.ts';
import type { Territory, TerritorySet } from './territory.ts';
import { isCurrent } from './validity.ts';

const day = (text: string) => new Date(`${text}T00:00:00Z`);
const at = day('2026-06-01');
const us = 'US' as Territory;
const only = (...include: Territory[]): TerritorySet => ({ include, exclude: [] });
const but = (...exclude: Territory[]): TerritorySet => ({ include: [WORLD], exclude });
const NONE: ReadonlySet<string> = new Set();
const own = (party: string, parts: number, more: Partial<Share> = {}) => share('MASTER', party, parts, more);
const settled = (partyId: string, parts: number): SettledShare => ({
  partyId,
  role: 'LABEL',
  ppm: ppm(parts),
});

describe('what is in dispute', () => {
  test('nothing, when shares make a whole or less', () => {
    expect(disputedParts([own('a', 600_000), own('b', 400_000)], NONE, at)).toEqual([]);
    expect(disputedParts([own('a', 100_000)], NONE, at)).toEqual([]);
    expect(disputedParts([], NONE, at)).toEqual([]);
  });

  test('only the territories in which more than a whole is claimed', () => {
    const shares = [own('a', 1_000_000), own('b', 200_000, { territories: only(de) })];
    expect(disputedParts(shares, NONE, at)).toEqual([
      {
        cause: 'OVERCLAIM',
        territories: only(de),
        from: null,
        to: null,
        claimedPpm: 1_200_000n,
        disputed: ['MASTER-a', 'MASTER-b'],
        standing: [],
      },
    ]);
  });

  test('the rest of the world, when an excluded territory is clean', () => {
    const shares = [own('a', 1_000_000), own('b', 1, { territories: but(fr) })];
    expect(disputedParts(shares, NONE, at).map(({ territories }) => territories)).toEqual([but(fr)]);
  });

  test('territories with other claims are parts of their own', () => {
    const shares = [
      own('a', 1_000_000),
      own('b', 200_000, { territories: only(de, fr) }),
      own('c', 300_000, { territories: only(fr, us) }),
    ];
    const parts = disputedParts(shares, NONE, at);
    expect(parts.map(({ territories, claimedPpm }) => [territories.include, claimedPpm])).toEqual([
      [['DE'], 1_200_000n],
      [['FR'], 1_500_000n],
      [['US'], 1_300_000n],
    ]);
  });

  test('also from a future instant on, and only until it ends', () => {
    const [from, to] = [day('2027-01-01'), day('2027-07-01')];
    const shares = [own('a', 1_000_000), own('b', 500_000, { from, to })];
    expect(disputedParts(shares, NONE, at)).toMatchObject([{ from, to, claimedPpm: 1_500_000n }]);
    expect(disputedParts(shares, NONE, from)).toMatchObject([{ from: null, to }]);
    expect(disputedParts(shares, NONE, to)).toEqual([]);
  });

  test('not what has ended', () => {
    expect(disputedParts([own('a', 1_000_000), own('b', 500_000, { to: at })], NONE, at)).toEqual([]);
    expect(disputedParts([own('a', 1_000_000), own('b', 1, { status: 'ENDED' })], NONE, at)).toEqual([]);
  });

  test('a contested share alone, where it holds and beside what stands', () => {
    const shares = [own('a', 700_000), own('b', 300_000, { territories: but(us) })];
    expect(disputedParts(shares, new Set(['MASTER-b']), at)).toEqual([
      {
        cause: 'CONTESTED',
        territories: but(us),
        from: null,
        to: null,
        claimedPpm: 1_000_000n,
        disputed: ['MASTER-b'],
        standing: ['MASTER-a'],
      },
    ]);
  });
});

describe('clearance meanwhile', () => {
  const master = (shares: readonly Share[], territory: Territory) =>
    clearRecording({
      ...cleared,
      territory,
      recording: use,
      shares: [...shares, ...cleared.shares.filter(({ side }) => side === 'COMPOSITION')],
    }).state;

  test('a territory in conflict is, and no other one', () => {
    const shares = [own('label', 1_000_000), own('label2', 200_000, { territories: only(de) })];
    expect(master(shares, de)).toBe('CONFLICT');
    expect(master(shares, fr)).toBe('CLEARED');
  });

  test('a contested share of a whole stays cleared: its money waits, the music does not', () => {
    expect(master([own('label', 1_000_000, { status: 'DISPUTED' })], de)).toBe('CLEARED');
  });
});

describe('settling the shares', () => {
  const shares = [own('a', 1_000_000), own('b', 200_000, { territories: only(de) })];
  const parts = disputedParts(shares, NONE, at);

  test('ends what is disputed, enters the corrected shares, and what is left elsewhere', () => {
    const answer = settleShares(shares, parts, [[settled('a', 800_000), settled('b', 200_000)]], at);
    if (!answer.ok) throw new Error(answer.message);
    expect(answer.value.ended).toEqual(['MASTER-a', 'MASTER-b']);
    expect(answer.value.entered).toEqual([
      { partyId: 'a', role: 'LABEL', ppm: 1_000_000n, territories: but(de), from: at, to: null },
      { partyId: 'a', role: 'LABEL', ppm: 800_000n, territories: only(de), from: at, to: null },
      { partyId: 'b', role: 'LABEL', ppm: 200_000n, territories: only(de), from: at, to: null },
    ]);
    expect(answer.value.splits).toEqual([
      {
        territories: only(de),
        from: null,
        to: null,
        shares: [
          { partyId: 'a', ppm: 800_000n },
          { partyId: 'b', ppm: 200_000n },
        ],
      },
    ]);
  });

  test.each([
    ['below a whole', [[settled('a', 999_999)]], 'SHARES_NOT_WHOLE'],
    ['above a whole', [[settled('a', 1_000_000), settled('b', 1)]], 'SHARES_NOT_WHOLE'],
    ['nothing', [[]], 'SHARES_NOT_WHOLE'],
    ['a part missing', [], 'PART_MISSING'],
  ] as const)('%s is refused', (_name, split, code) => {
    expect(settleShares(shares, parts, split, at)).toMatchObject({ ok: false, code });
  });

  test('what is not whole is said of its part, rounded down', () => {
    const [part] = parts;
    const whole = [settled('a', 1_000_000)];
    const words = (...ppms: number[]) =>
      settleShares(shares, [part!, part!], [whole, ppms.map((one, index) => settled('ab'[index]!, one))], at);
    expect(words(999_999)).toMatchObject({ message: 'Part 2 comes to 99.99 %, not to 100.00 %.' });
    expect(words(1_000_000, 20_300)).toMatchObject({ message: 'Part 2 comes to 102.03 %, not to 100.00 %.' });
  });

  test('shares that stand count to the whole', () => {
    const all = [own('a', 700_000), own('b', 300_000)];
    const contested = disputedParts(all, new Set(['MASTER-b']), at);
    expect(settleShares(all, contested, [[settled('c', 300_000)]], at)).toMatchObject({
      ok: true,
      value: { ended: ['MASTER-b'], splits: [{ shares: [{ partyId: 'a' }, { partyId: 'c' }] }] },
    });
    expect(settleShares(all, contested, [[settled('c', 1_000_000)]], at)).toMatchObject({ ok: false });
  });

  test('nothing is entered for the time before it is settled, although the dispute began earlier', () => {
    const earlier = parts.map((part) => ({ ...part, from: day('2026-01-01') }));
    const answer = settleShares(shares, earlier, [[settled('b', 1_000_000)]], at);
    if (!answer.ok) throw new Error(answer.message);
    expect(answer.value.entered.map(({ from }) => from)).toEqual([at, at]);
    expect(answer.value.splits).toMatchObject([{ from: day('2026-01-01') }]);
  });

  test('a share that ends when the dispute begins stays whole, and so does one that begins when it ends', () => {
    const [from, to] = [day('2027-01-01'), day('2027-07-01')];
    const meanwhile = parts.map((part) => ({ ...part, from, to }));
    const entered = (of: Partial<Share>) => {
      const answer = settleShares([own('a', 1_000_000, of)], meanwhile, [[settled('b', 1_000_000)]], at);
      if (!answer.ok) throw new Error(answer.message);
      return answer.value.entered.filter(({ partyId }) => partyId === 'a');
    };
    const whole = { partyId: 'a', role: 'LABEL', ppm: 1_000_000n, territories: but() };
    expect(entered({ to: from })).toEqual([{ ...whole, from: at, to: from }]);
    expect(entered({ from: to })).toEqual([{ ...whole, from: to, to: null }]);
    // What a share was before it is settled stays as it was.
    expect(entered({ from: day('2026-01-01'), to: from })).toEqual([{ ...whole, from: at, to: from }]);
    // One that ends with the dispute leaves nothing of no length.
    expect(entered({ to })).toEqual([
      { ...whole, territories: but(de), from: at, to },
      { ...whole, territories: only(de), from: at, to: from },
    ]);
  });

  test('of what is over already only the money is settled', () => {
    const over: DisputedPart[] = parts.map((part) => ({ ...part, to: at }));
    const answer = settleShares(shares, over, [[settled('b', 1_000_000)]], day('2026-06-02'));
    if (!answer.ok) throw new Error(answer.message);
    expect(answer.value.entered.map(({ partyId, ppm: part }) => [partyId, part])).toEqual([
      ['a', 1_000_000n],
      ['b', 200_000n],
    ]);
    expect(answer.value.splits).toMatchObject([{ to: at, shares: [{ partyId: 'b' }] }]);
  });
});

const anyTerritories = fc.oneof(
  fc.constant(but()),
  fc.subarray([de, fr, us], { minLength: 1 }).map((include) => only(...include)),
  fc.subarray([de, fr, us]).map((exclude) => but(...exclude)),
);
const DAYS = ['2026-01-01', '2026-07-01', '2026-08-01', '2027-01-01'].map(day);
const anyDay = fc.constantFrom(null, ...DAYS);
const anyShares = fc
  .array(
    fc.tuple(
      fc.constantFrom('a', 'b', 'c'),
      fc.integer({ min: 1, max: 1_000_000 }),
      anyTerritories,
      anyDay,
      anyDay,
    ),
    {
      maxLength: 6,
    },
  )
  .map((rows) =>
    rows.map(([party, parts, territories, one, two], index) => {
      const [from, to] = one !== null && two !== null && one >= two ? [two, null] : [one, two];
      return own(party, parts, { id: `s${index}`, territories, from, to });
    }),
  );
const PLACES: readonly Territory[] = [de, fr, us, TERRITORIES[0] as Territory];
const INSTANTS = [at, ...DAYS.filter((instant) => instant > at)];
const claimedIn = (
  shares: readonly Pick<Share, 'ppm' | 'territories' | 'from' | 'to'>[],
  place: Territory,
  instant: Date,
) =>
  shares
    .filter((one) => isCurrent(one, instant) && contains(one.territories, place))
    .reduce((sum, one) => sum + one.ppm, 0n);
const partIn = (parts: readonly DisputedPart[], place: Territory, instant: Date) =>
  parts.filter((part) => isCurrent(part, instant) && contains(part.territories, place));

describe('in general', () => {
  test('a place and instant is in one part exactly when more than a whole is claimed in it', () => {
    fc.assert(
      fc.property(anyShares, (shares) => {
        const parts = disputedParts(shares, NONE, at);
        expect(disputedParts([...shares].reverse(), NONE, at)).toEqual(parts);
        for (const place of PLACES)
          for (const instant of INSTANTS) {
            const sum = claimedIn(shares, place, instant);
            const found = partIn(parts, place, instant);
            expect(found.map(({ claimedPpm }) => claimedPpm)).toEqual(sum > WHOLE_PPM ? [sum] : []);
          }
      }),
    );
  });

  test('once settled the parts are whole, everything else is as it was, and nothing is in dispute', () => {
    fc.assert(
      fc.property(anyShares, fc.subarray(['s0', 's1', 's2', 's3']), (shares, contested) => {
        const parts = disputedParts(shares, new Set(contested), at);
        const byId = new Map(shares.map((one) => [one.id, one]));
        const split = parts.map((part) => {
          const stands = part.standing.reduce((sum, id) => sum + (byId.get(id)?.ppm ?? 0n), 0n);
          return [settled('x', Number(WHOLE_PPM - stands))];
        });
        const answer = settleShares(shares, parts, split, at);
        if (!answer.ok) throw new Error(answer.message);
        const { ended, entered } = answer.value;
        const after = [
          ...shares.filter(({ id }) => !ended.includes(id)),
          ...entered.map((one, index) => own(one.partyId, 1, { ...one, id: `n${index}` })),
        ];
        for (const place of PLACES)
          for (const instant of INSTANTS) {
            const isSettled = partIn(parts, place, instant).length > 0;
            const before = claimedIn(shares, place, instant);
            expect(claimedIn(after, place, instant)).toBe(isSettled ? WHOLE_PPM : before);
          }
        expect(disputedParts(after, NONE, at)).toEqual([]);
      }),
    );
  });

  test('splits tell what every party holds in every territory', () => {
    fc.assert(
      fc.property(anyShares, (shares) => {
        const splits = splitsAt(shares, at);
        for (const place of PLACES) {
          const here = splits.filter(({ territories }) => contains(territories, place));
          expect(here).toHaveLength(1);
          const sum = here[0]?.shares.reduce((total, one) => total + one.ppm, 0n);
          expect(sum).toBe(claimedIn(shares, place, at));
        }
      }),
    );
  });
});
