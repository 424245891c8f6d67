import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Contributor, RightSide, Share, SubjectRef } from './catalogue.types.ts';
import {
  at,
  cleared,
  de,
  eur,
  fr,
  grant,
  mandate,
  openScope,
  share,
  tariff,
  use,
} from './clearance.fixtures.ts';
import { clear } from './clearance.ts';
import { CLEARANCE_STATES } from './clearance.types.ts';
import type { ClearInput, Decision } from './clearance.types.ts';
import type { Currency } from './currency.ts';
import { GRANT_STATES, POLICIES } from './grant.types.ts';
import type { Grant, GrantScope, Mandate } from './grant.types.ts';
import { micros, ppm } from './quantity.ts';
import { TERRITORIES, WORLD } from './territory.ts';
import type { Territory, TerritoryOrWorld, TerritorySet } from './territory.ts';

/**
 * Theorems about `clear`, over inputs with several parties, works, versions, mandates, dates and territories. A grant
 * here is all versions with one id; "in effect" is granted, begun, not ended, and for the territory asked.
 */
const RUNS = 2_000;
const DAY = 86_400_000;
const rank = (decision: Decision): number => CLEARANCE_STATES.indexOf(decision.state);
const us = 'US' as Territory;
const usd = 'USD' as Currency;

const people = ['label', 'publisher', 'artist', 'composer', 'second'];
const side = fc.constantFrom<RightSide>('MASTER', 'COMPOSITION');
const party = fc.constantFrom(...people);
const works = ['work', 'work-2'];
const subjectFor = (of: RightSide): fc.Arbitrary<SubjectRef> =>
  of === 'MASTER'
    ? fc.constant({ kind: 'RECORDING', id: 'rec' })
    : fc.constantFrom(...works).map((id) => ({ kind: 'WORK' as const, id }));
const territories: fc.Arbitrary<TerritorySet> = fc.constantFrom<TerritorySet>(
  { include: [WORLD], exclude: [] },
  { include: [WORLD], exclude: [fr] },
  { include: [WORLD], exclude: [de, us] },
  { include: [fr], exclude: [] },
  { include: [de, fr, us], exclude: [us] },
);
/** Mostly without an end; else a day or a moment before or after the instant of the decision. */
const instant = fc.oneof(
  { weight: 5, arbitrary: fc.constant(null) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(-DAY, -1, 0, 1, DAY).map((shift) => new Date(at.getTime() + shift)),
  },
);
const often = fc.integer({ min: 0, max: 9 }).map((n) => n > 0);

const scope: fc.Arbitrary<GrantScope> = fc.record({
  territories: fc.oneof(
    { weight: 3, arbitrary: fc.constant(openScope.territories) },
    { weight: 1, arbitrary: territories },
  ),
  from: instant,
  to: instant,
  allowedStems: fc.constantFrom(null, null, ['drums', 'vocals'], ['vocals'], []),
  tempoPermille: fc.constantFrom(null, null, { min: 900, max: 1100 }, { min: 950, max: 2000 }),
  pitchCents: fc.constantFrom(null, null, { min: -200, max: 0 }, { min: 0, max: 100 }),
  maxSeconds: fc.constantFrom(null, null, 60, 59),
  mixWithOthers: often,
  remixOfRemix: often,
  layers: often,
  preApproved: often,
  commercialUse: often,
});
const minimumRate = fc.option(
  fc.record({
    currency: fc.constantFrom(eur, eur, usd),
    perPlayMicros: fc.constantFrom(0n, 600n, 601n, 2000n, 2001n).map(micros),
  }),
  { nil: undefined },
);

const grantWith = (id: fc.Arbitrary<string>, policies: readonly Grant['policy'][]): fc.Arbitrary<Grant> =>
  side.chain((of) =>
    fc
      .record({
        id,
        version: fc.integer({ min: 1, max: 4 }),
        partyId: party,
        subject: fc.oneof<fc.Arbitrary<Grant['subject']>[]>(subjectFor(of), fc.constant('CATALOGUE')),
        state: fc.oneof(
          { weight: 4, arbitrary: fc.constant('GRANTED' as const) },
          { weight: 1, arbitrary: fc.constantFrom(...GRANT_STATES) },
        ),
        policy: fc.constantFrom(...policies),
        scope: fc.oneof({ weight: 1, arbitrary: fc.constant(openScope) }, { weight: 2, arbitrary: scope }),
        rate: minimumRate,
        recipe: fc.constantFrom(undefined, undefined, undefined, 'recipe-1', 'recipe-2'),
      })
      .map(({ rate, recipe, ...rest }) => ({
        ...rest,
        side: of,
        ...(rate === undefined ? {} : { minimumRate: rate }),
        ...(recipe === undefined ? {} : { recipe }),
      })),
  );
/** Few ids, so that versions of one grant meet. */
const knownId = fc.constantFrom('a', 'b', 'c', 'grant-MASTER-label');
const anyGrant = grantWith(knownId, ['MONETISE', 'MONETISE', 'MONETISE', 'REPORT_USAGE', 'BLOCK']);
const permitting = grantWith(fc.uuid(), ['MONETISE', 'REPORT_USAGE']);

const anyShare: fc.Arbitrary<Share> = side.chain((of) =>
  fc
    .record({
      id: fc.uuid(),
      partyId: party,
      subject: subjectFor(of),
      ppm: fc.constantFrom(1, 400_000, 600_000, 1_000_000),
      territories,
      from: instant,
      to: instant,
      status: fc.constantFrom<Share['status']>('ACTIVE', 'ACTIVE', 'DISPUTED', 'ENDED'),
    })
    .map((parts) => ({ ...share(of, parts.partyId, 1), ...parts, ppm: ppm(parts.ppm) })),
);
const anyMandate: fc.Arbitrary<Mandate> = side.chain((of) =>
  fc
    .record({
      id: fc.constantFrom('m1', 'm2', 'mandate-MASTER-artist'),
      version: fc.integer({ min: 1, max: 3 }),
      partyId: party,
      holderId: party,
      subject: fc.oneof<fc.Arbitrary<Mandate['subject']>[]>(subjectFor(of), fc.constant('CATALOGUE')),
      territories,
      from: instant,
      to: instant,
      state: fc.constantFrom<Mandate['state']>('ACTIVE', 'ACTIVE', 'ENDED'),
    })
    .map((parts) => ({ ...mandate(of, parts.partyId, parts.holderId), ...parts })),
);
const anyContributor: fc.Arbitrary<Contributor> = side.chain((of) =>
  fc.record({
    partyId: party,
    role: fc.constantFrom<Contributor['role']>('MAIN_ARTIST', 'PRODUCER', 'COMPOSER', 'ARRANGER'),
    subject: subjectFor(of),
  }),
);

/** A second work, wholly of the publisher, which is cleared by a grant for all that it has. */
const twoWorks: ClearInput = {
  ...cleared,
  uses: [{ ...use, works: works.map((workId) => ({ workId, splitPpm: ppm(500_000) })) }],
  shares: [
    ...cleared.shares,
    share('COMPOSITION', 'publisher', 1_000_000, { id: 'share-2', subject: { kind: 'WORK', id: 'work-2' } }),
  ],
  grants: [...cleared.grants, grant('COMPOSITION', 'publisher', { id: 'all', subject: 'CATALOGUE' })],
};

/** Half of the inputs are cleared ones with something added, so that what is asked of cleared ones is asked of many. */
const input: fc.Arbitrary<ClearInput> = fc
  .record({
    base: fc.constantFrom(cleared, twoWorks, null),
    grants: fc.array(anyGrant, { maxLength: 5 }),
    shares: fc.array(anyShare, { maxLength: 3 }),
    contributors: fc.array(anyContributor, { maxLength: 2 }),
    mandates: fc.array(anyMandate, { maxLength: 3 }),
    keepsShares: often,
    territory: fc.constantFrom<TerritoryOrWorld>(fr, de, us, WORLD),
  })
  .map(({ base, grants, shares, contributors, mandates, keepsShares, territory }) => ({
    ...(base ?? twoWorks),
    territory,
    grants: base === null ? grants : [...base.grants, ...grants],
    shares: base !== null && keepsShares ? base.shares : shares,
    contributors: base === null ? contributors : [...base.contributors, ...contributors],
    mandates: base === null ? mandates : [...base.mandates, ...mandates],
  }));

/** How many inputs are of the interesting kind is chance: it is the same chance in every run, and another by `FC_SEED`. */
const SEED = Number(process.env['FC_SEED'] ?? 20_261_126);

/** Runs a property and makes sure that it was asked of enough inputs of the interesting kind. */
function holds<Ts extends [unknown, ...unknown[]]>(
  arbitraries: { [K in keyof Ts]: fc.Arbitrary<Ts[K]> },
  property: (...args: Ts) => boolean,
  { least, runs = RUNS }: { least: number; runs?: number },
): void {
  let asked = 0;
  fc.assert(
    fc.property(...arbitraries, (...args: Ts) => {
      if (property(...args)) asked += 1;
    }),
    { numRuns: runs, seed: SEED },
  );
  expect(asked).toBeGreaterThan(least);
}

const latestOf = (grants: readonly Grant[], id: string): Grant | undefined =>
  grants.filter((one) => one.id === id).sort((a, b) => b.version - a.version)[0];

describe('grants', () => {
  test('a further one that does not block makes nothing worse', () => {
    holds(
      [input, permitting],
      (before, added) => {
        const [a, b] = [clear(before), clear({ ...before, grants: [...before.grants, added] })];
        expect(rank(b)).toBeLessThanOrEqual(rank(a));
        return a.state === 'CLEARED';
      },
      { least: 200 },
    );
  });

  test('a further one that blocks makes nothing better: it blocks, or changes nothing', () => {
    holds(
      [input, grantWith(fc.uuid(), ['BLOCK'])],
      (before, added) => {
        const [a, b] = [clear(before), clear({ ...before, grants: [...before.grants, added] })];
        expect([a.state, 'BLOCKED']).toContain(b.state);
        return b.state === 'BLOCKED' && a.state !== 'BLOCKED';
      },
      { least: 50 },
    );
  });

  test('one less clears nothing, unless it blocked', () => {
    holds(
      [input, fc.nat(99)],
      (before, nth) => {
        const ids = [...new Set(before.grants.map(({ id }) => id))];
        const id = ids[nth % Math.max(1, ids.length)];
        if (id === undefined || latestOf(before.grants, id)?.policy === 'BLOCK') return false;
        const [a, b] = [
          clear(before),
          clear({ ...before, grants: before.grants.filter((one) => one.id !== id) }),
        ];
        expect(rank(b)).toBeGreaterThanOrEqual(rank(a));
        return rank(b) > rank(a);
      },
      { least: 100 },
    );
  });

  test('the latest version alone counts', () => {
    holds(
      [input, fc.nat(99), anyGrant],
      (before, nth, old) => {
        const latest = [...new Set(before.grants.map(({ id }) => id))].map((id) =>
          latestOf(before.grants, id)!,
        );
        const known = latest[nth % Math.max(1, latest.length)];
        if (known === undefined) return false;
        // Two grants with one id and version contradict each other; no history has them.
        if (new Set(before.grants.map(({ id, version }) => `${id} ${version}`)).size < before.grants.length)
          return false;
        const alone = clear({ ...before, grants: latest });
        expect(alone).toEqual(clear(before));
        const superseded = { ...old, id: known.id, version: known.version - 1 };
        expect(clear({ ...before, grants: [superseded, ...latest] })).toEqual(alone);
        return latest.length < before.grants.length;
      },
      { least: 100 },
    );
  });
});

type Restriction = (scope: GrantScope) => GrantScope;
const without = (set: TerritorySet, gone: Territory): TerritorySet => ({
  ...set,
  exclude: [...set.exclude, gone],
});
/** Each takes something away and gives nothing. */
const restrictions: Readonly<Record<string, Restriction>> = {
  territory: (one) => ({ ...one, territories: without(one.territories, fr) }),
  'no unnamed territory': (one) => ({
    ...one,
    territories: {
      include: TERRITORIES.filter(
        (t) => one.territories.include.includes(WORLD) || one.territories.include.includes(t),
      ).slice(0, 100),
      exclude: one.territories.exclude,
    },
  }),
  'later beginning': (one) => ({
    ...one,
    from: new Date(Math.max(one.from?.getTime() ?? 0, at.getTime() + 1)),
  }),
  'earlier end': (one) => ({ ...one, to: new Date(Math.min(one.to?.getTime() ?? Infinity, at.getTime())) }),
  'fewer stems': (one) => ({
    ...one,
    allowedStems: (one.allowedStems ?? ['drums', 'vocals', 'bass']).slice(1),
  }),
  'less tempo': (one) => ({
    ...one,
    tempoPermille: { min: Math.max(one.tempoPermille?.min ?? 0, 901), max: one.tempoPermille?.max ?? 4000 },
  }),
  'less pitch': (one) => ({
    ...one,
    pitchCents: { min: one.pitchCents?.min ?? -2400, max: Math.min(one.pitchCents?.max ?? 2400, -1) },
  }),
  shorter: (one) => ({ ...one, maxSeconds: Math.min(one.maxSeconds ?? 60, 59) }),
  'no mixing': (one) => ({ ...one, mixWithOthers: false }),
  'no flips of flips': (one) => ({ ...one, remixOfRemix: false }),
  'no layers': (one) => ({ ...one, layers: false }),
  'no commercial use': (one) => ({ ...one, commercialUse: false }),
  approval: (one) => ({ ...one, preApproved: false }),
};

describe('terms', () => {
  test.each(Object.entries(restrictions))('restricted by %s never clear what was not', (_name, restrict) => {
    holds(
      [input, fc.nat(99)],
      (before, nth) => {
        const changed = before.grants[nth % Math.max(1, before.grants.length)];
        if (changed === undefined || changed.policy === 'BLOCK') return false;
        const grants = before.grants.map((one) =>
          one === changed ? { ...one, scope: restrict(one.scope) } : one,
        );
        const [a, b] = [clear(before), clear({ ...before, grants })];
        expect(rank(b)).toBeGreaterThanOrEqual(rank(a));
        return rank(b) > rank(a);
      },
      { least: 20, runs: 1_000 },
    );
  });

  test('a higher minimum rate never clears what was not, and any rate can be missed', () => {
    holds(
      [input, fc.nat(99), fc.bigInt({ min: 0n, max: 5_000n }), fc.bigInt({ min: 0n, max: 5_000n })],
      (before, nth, low, more) => {
        const changed = before.grants[nth % Math.max(1, before.grants.length)];
        if (changed === undefined) return false;
        const asking = (amount: bigint) =>
          clear({
            ...before,
            grants: before.grants.map((one) =>
              one === changed
                ? { ...one, minimumRate: { currency: eur, perPlayMicros: micros(amount) } }
                : one,
            ),
          });
        const [a, b] = [asking(low), asking(low + more)];
        expect(rank(b)).toBeGreaterThanOrEqual(rank(a));
        return rank(b) > rank(a);
      },
      { least: 20 },
    );
  });

  test('a tariff that pays less never clears what was not', () => {
    holds(
      [input, fc.bigInt({ min: 0n, max: 3_999n })],
      (before, pays) => {
        const minimum = { currency: eur, perPlayMicros: micros(600n) };
        const asking = { ...before, grants: before.grants.map((one) => ({ ...one, minimumRate: minimum })) };
        const a = clear(asking);
        const b = clear({ ...asking, tariff: { ...tariff, kind: 'PER_PLAY', perPlayMicros: micros(pays) } });
        expect(rank(b)).toBeGreaterThanOrEqual(rank(a));
        return rank(b) > rank(a);
      },
      { least: 200 },
    );
  });
});

const shuffled = <T>(all: readonly T[]): fc.Arbitrary<T[]> =>
  fc.shuffledSubarray([...all], { minLength: all.length, maxLength: all.length });

describe('the answer', () => {
  test('does not depend on the order of anything that is known', () => {
    const turned = input.chain((before) =>
      fc
        .record({
          grants: shuffled(
            before.grants.filter(
              (one, index, all) =>
                all.findIndex((other) => other.id === one.id && other.version === one.version) === index,
            ),
          ),
          shares: shuffled(before.shares),
          contributors: shuffled(before.contributors),
          mandates: shuffled(
            before.mandates.filter(
              (one, index, all) =>
                all.findIndex((other) => other.id === one.id && other.version === one.version) === index,
            ),
          ),
          parties: shuffled(before.parties),
        })
        .map(
          (after) =>
            [
              { ...before, ...after, grants: [...after.grants].sort(), mandates: [...after.mandates] },
              {
                ...before,
                ...after,
                grants: [...after.grants].reverse(),
                shares: [...after.shares].reverse(),
                contributors: [...after.contributors].reverse(),
                mandates: [...after.mandates].reverse(),
                parties: [...after.parties].reverse(),
              },
            ] as const,
        ),
    );
    const told = ({ reasons, ...decision }: Decision) => ({
      ...decision,
      sources: decision.sources.map(({ sides, ...source }) => ({
        ...source,
        sides: sides.map(({ reasons: _reasons, ...one }) => one),
      })),
      codes: reasons
        .map(({ code, party: who, side: of, territory }) => [code, who?.id, of, territory].join(' '))
        .sort(),
    });
    holds(
      [turned],
      ([a, b]) => {
        expect(told(clear(b))).toEqual(told(clear(a)));
        return clear(a).reasons.length > 1;
      },
      { least: 200 },
    );
  });

  test('for the world is the worst of all countries', () => {
    holds(
      [input],
      (before) => {
        const world = clear({ ...before, territory: WORLD });
        const each = TERRITORIES.map((territory) => rank(clear({ ...before, territory })));
        expect(rank(world)).toBe(Math.max(...each));
        return new Set(each).size > 1;
      },
      { least: 5, runs: 300 },
    );
  });

  test('depends on dates only by what is in force at the instant', () => {
    const isCurrent = (of: { from: Date | null; to: Date | null }) =>
      (of.from === null || of.from <= at) && (of.to === null || of.to > at);
    const undated = { from: null, to: null };
    holds(
      [input],
      (before) => {
        const timeless: ClearInput = {
          ...before,
          shares: before.shares.filter(isCurrent).map((one) => ({ ...one, ...undated })),
          grants: before.grants.map((one) =>
            isCurrent(one.scope)
              ? { ...one, scope: { ...one.scope, ...undated } }
              : { ...one, state: 'EXPIRED' as const },
          ),
          mandates: before.mandates.map((one) =>
            isCurrent(one) ? { ...one, ...undated } : { ...one, state: 'ENDED' as const },
          ),
        };
        const [a, b] = [clear(before), clear(timeless)];
        expect([b.state, b.snapshot]).toEqual([a.state, a.snapshot]);
        // Of what is not cleared the policy is that of the nearest grant, which may be a past one.
        if (a.state === 'CLEARED' || a.state === 'BLOCKED') expect(b.policy).toBe(a.policy);
        return (
          before.shares.some((one) => !isCurrent(one)) ||
          before.grants.some(({ scope: { from, to } }) => !isCurrent({ from, to }))
        );
      },
      { least: 200 },
    );
  });

  test('is the same when everything happens at another time', () => {
    const moved = (date: Date | null, by: number) => (date === null ? null : new Date(date.getTime() + by));
    const dates = <T extends { from: Date | null; to: Date | null }>(of: T, by: number): T => ({
      ...of,
      from: moved(of.from, by),
      to: moved(of.to, by),
    });
    holds(
      [input, fc.integer({ min: -3650, max: 3650 })],
      (before, days) => {
        const by = days * DAY;
        const later: ClearInput = {
          ...before,
          at: new Date(at.getTime() + by),
          shares: before.shares.map((one) => dates(one, by)),
          grants: before.grants.map((one) => ({ ...one, scope: dates(one.scope, by) })),
          mandates: before.mandates.map((one) => dates(one, by)),
        };
        expect(clear(later).state).toBe(clear(before).state);
        return days !== 0;
      },
      { least: 1_000 },
    );
  });

  test('does not change when a share is split between two of the same party', () => {
    holds(
      [input, fc.nat(99), fc.nat(999_999)],
      (before, nth, part) => {
        const whole = before.shares[nth % Math.max(1, before.shares.length)];
        if (whole === undefined || whole.ppm < 2n) return false;
        const first = 1n + (BigInt(part) % (whole.ppm - 1n));
        const halves = [
          { ...whole, ppm: ppm(Number(first)) },
          { ...whole, id: `${whole.id}-2`, ppm: ppm(Number(whole.ppm - first)) },
        ];
        const split = clear({
          ...before,
          shares: before.shares.flatMap((one) => (one === whole ? halves : [one])),
        });
        const seen = (decision: Decision) => [
          decision.state,
          decision.policy,
          decision.blocking,
          decision.snapshot.grants,
          decision.sources.flatMap(({ sides }) =>
            sides.map(({ state, claimedPpm, grantedPpm }) => [state, claimedPpm, grantedPpm]),
          ),
        ];
        expect(seen(split)).toEqual(seen(clear(before)));
        return true;
      },
      { least: 1_000 },
    );
  });

  test('is as bad as the worst source, and no use at all is cleared', () => {
    holds(
      [input, input],
      (a, b) => {
        const both = { ...a, uses: [...a.uses, ...b.uses.map((one) => ({ ...one, stems: ['bass'] }))] };
        const [one, other] = [clear(a), clear({ ...a, uses: both.uses.slice(a.uses.length) })];
        expect(rank(clear(both))).toBe(Math.max(rank(one), rank(other)));
        return rank(one) !== rank(other);
      },
      { least: 10 },
    );
    expect(clear({ ...cleared, uses: [] }).state).toBe('CLEARED');
  });

  test('relies on nothing but grants and mandates in effect, and on all of it when cleared', () => {
    holds(
      [input],
      (before) => {
        const { state, snapshot } = clear(before);
        const names = new Set(snapshot.grants.map(({ id, version }) => `${id} ${version}`));
        for (const { id } of snapshot.grants) expect(latestOf(before.grants, id)?.state).toBe('GRANTED');
        // Nothing else was needed: what was relied upon clears by itself.
        if (state !== 'CLEARED') return false;
        const relied = before.grants.filter(({ id, version }) => names.has(`${id} ${version}`));
        expect(clear({ ...before, grants: relied }).state).toBe('CLEARED');
        return true;
      },
      { least: 200 },
    );
  });
});

test('every policy and every state was meant to be generated', () => {
  const all = fc.sample(anyGrant, { numRuns: 1_000, seed: 1 });
  expect(new Set(all.map(({ policy }) => policy))).toEqual(new Set(POLICIES));
  expect(new Set(all.map(({ state }) => state))).toEqual(new Set(GRANT_STATES));
});
