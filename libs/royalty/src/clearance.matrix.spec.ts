import { describe, expect, test } from '@jest/globals';
import type { RightSide, Share } from './catalogue.types.ts';
import { at, artistOf, de, eur, fr, grant, mandate, share, use, withSide } from './clearance.fixtures.ts';
import type { GrantTerms, SideParts } from './clearance.fixtures.ts';
import { clear, clearRecording } from './clearance.ts';
import type { ClearanceState, ReasonCode } from './clearance.types.ts';
import type { Mandate } from './grant.types.ts';
import type { Currency } from './currency.ts';
import { micros } from './quantity.ts';

/**
 * Every combination of what can be wrong with one side, against an oracle that knows nothing of the library: it adds up
 * the faults of a table by hand. The other side is cleared throughout.
 */
type Verdict = readonly [ClearanceState, ReasonCode | null];

const EARLIER = new Date(at.getTime() - 1);
const LATER = new Date(at.getTime() + 1);

/** How the owner's grant stands, and what comes of that alone. */
const GRANTS: Readonly<Record<string, readonly [GrantTerms | null, Verdict]>> = {
  none: [null, ['NOT_CLEARED', 'NO_GRANT']],
  requested: [{ state: 'REQUESTED' }, ['NOT_CLEARED', 'GRANT_REQUESTED']],
  granted: [{}, ['CLEARED', null]],
  'granted with a report': [{ policy: 'REPORT_USAGE' }, ['CLEARED', null]],
  declined: [{ state: 'DECLINED' }, ['NOT_CLEARED', 'GRANT_DECLINED']],
  suspended: [{ state: 'SUSPENDED' }, ['NOT_CLEARED', 'GRANT_SUSPENDED']],
  withdrawn: [{ state: 'WITHDRAWN' }, ['NOT_CLEARED', 'GRANT_WITHDRAWN']],
  expired: [{ state: 'EXPIRED' }, ['NOT_CLEARED', 'GRANT_EXPIRED']],
  'ended by its date': [{ scope: { to: at } }, ['NOT_CLEARED', 'GRANT_EXPIRED']],
  'ending in a moment': [{ scope: { from: EARLIER, to: LATER } }, ['CLEARED', null]],
  'not yet valid': [{ scope: { from: LATER } }, ['NOT_CLEARED', 'GRANT_NOT_YET_VALID']],
  'for another territory': [
    { scope: { territories: { include: [de], exclude: [] } } },
    ['NOT_CLEARED', 'TERRITORY_NOT_GRANTED'],
  ],
  'for all others': [
    { scope: { territories: { include: ['WW'], exclude: [fr] } } },
    ['NOT_CLEARED', 'TERRITORY_NOT_GRANTED'],
  ],
  blocked: [{ policy: 'BLOCK' }, ['BLOCKED', 'POLICY_BLOCK']],
  'blocked elsewhere': [
    { policy: 'BLOCK', scope: { territories: { include: [de], exclude: [] } } },
    ['NOT_CLEARED', 'TERRITORY_NOT_GRANTED'],
  ],
  'blocked no longer': [{ policy: 'BLOCK', state: 'WITHDRAWN' }, ['NOT_CLEARED', 'GRANT_WITHDRAWN']],
  'needs approval': [{ scope: { preApproved: false } }, ['NEEDS_APPROVAL', 'APPROVAL_NEEDED']],
};

/** Limits that the use of the fixtures goes beyond. */
const VIOLATIONS: Readonly<Record<string, readonly [GrantTerms, ReasonCode | null]>> = {
  none: [{}, null],
  stem: [{ scope: { allowedStems: ['drums'] } }, 'STEM_NOT_ALLOWED'],
  'no stem at all': [{ scope: { allowedStems: [] } }, 'STEM_NOT_ALLOWED'],
  'too slow': [{ scope: { tempoPermille: { min: 901, max: 1100 } } }, 'TEMPO_OUT_OF_RANGE'],
  'too fast': [{ scope: { tempoPermille: { min: 900, max: 1099 } } }, 'TEMPO_OUT_OF_RANGE'],
  'too low': [{ scope: { pitchCents: { min: -199, max: 0 } } }, 'PITCH_OUT_OF_RANGE'],
  'too high': [{ scope: { pitchCents: { min: -200, max: -1 } } }, 'PITCH_OUT_OF_RANGE'],
  'too long': [{ scope: { maxSeconds: 59 } }, 'TOO_LONG'],
  mixing: [{ scope: { mixWithOthers: false } }, 'MIXING_NOT_ALLOWED'],
  'flip of a flip': [{ scope: { remixOfRemix: false } }, 'REMIX_OF_REMIX_NOT_ALLOWED'],
  layers: [{ scope: { layers: false } }, 'LAYERS_NOT_ALLOWED'],
  commercial: [{ scope: { commercialUse: false } }, 'COMMERCIAL_USE_NOT_ALLOWED'],
  rate: [{ minimumRate: { currency: eur, perPlayMicros: micros(2001n) } }, 'MINIMUM_RATE_NOT_MET'],
  currency: [
    { minimumRate: { currency: 'USD' as Currency, perPlayMicros: micros(1n) } },
    'MINIMUM_RATE_NOT_MET',
  ],
};

const SHARES = ['missing', 'exact', 'over'] as const;
const CONSENTS = ['not required', 'granted', 'mandated', 'missing'] as const;
/** Mandates that do not hold here and now: the contributor has consented to nothing. */
const VOID_MANDATES: Readonly<Record<string, Partial<Mandate>>> = {
  ended: { state: 'ENDED' },
  'ended by its date': { to: at },
  'not yet begun': { from: LATER },
  'for another territory': { territories: { include: [de], exclude: [] } },
  'to somebody else': { holderId: 'stranger' },
  'for another recording or work': { subject: { kind: 'RECORDING', id: 'elsewhere' } },
};
const SIDES = ['MASTER', 'COMPOSITION'] as const;
const ORDER: readonly ClearanceState[] = ['CLEARED', 'NEEDS_APPROVAL', 'NOT_CLEARED', 'CONFLICT', 'BLOCKED'];

interface Case {
  readonly side: RightSide;
  readonly shares: (typeof SHARES)[number];
  readonly grant: string;
  readonly consent: (typeof CONSENTS)[number];
  readonly violation: string;
}

const cases: Case[] = SIDES.flatMap((side) =>
  SHARES.flatMap((shares) =>
    Object.keys(GRANTS).flatMap((granted) =>
      CONSENTS.flatMap((consent) =>
        Object.keys(VIOLATIONS).map((violation) => ({ side, shares, grant: granted, consent, violation })),
      ),
    ),
  ),
);

const people = (side: RightSide) =>
  side === 'MASTER' ? (['label', 'artist'] as const) : (['publisher', 'composer'] as const);

function build({ side, shares, grant: granted, consent, violation }: Case) {
  const [owner, artist] = people(side);
  const terms = GRANTS[granted]![0];
  const limits = VIOLATIONS[violation]![0];
  const own =
    terms && grant(side, owner, { ...limits, ...terms, scope: { ...limits.scope, ...terms.scope } });
  const parts: Record<Case['shares'], Share[]> = {
    missing: [share(side, owner, 999_999)],
    exact: [share(side, owner, 1_000_000)],
    over: [share(side, owner, 999_999), share(side, 'second', 2)],
  };
  const unneeded = side === 'MASTER' ? 'PRODUCER' : 'ARRANGER';
  const all: SideParts = {
    shares: parts[shares],
    contributors: [artistOf(side, artist, consent === 'not required' ? unneeded : undefined)],
    mandates: consent === 'mandated' ? [mandate(side, artist, owner)] : [],
    grants: [
      ...(own ? [own] : []),
      ...(shares === 'over' ? [grant(side, 'second')] : []),
      ...(consent === 'granted' ? [grant(side, artist)] : []),
    ],
  };
  return withSide(side, all);
}

/** What is expected of the side, added up by hand. */
function oracle({ shares, grant: granted, consent, violation }: Case, isConcrete: boolean) {
  const [, [state, code]] = GRANTS[granted]!;
  const broken = VIOLATIONS[violation]![1];
  const isBroken = broken !== null && (isConcrete || broken === 'MINIMUM_RATE_NOT_MET');
  const counts = isBroken && (state === 'CLEARED' || state === 'NEEDS_APPROVAL');
  const owner: Verdict = counts ? ['NOT_CLEARED', broken] : [state, code];
  const verdicts: Verdict[] = [owner];
  if (consent === 'mandated') verdicts.push(owner);
  if (consent === 'missing') verdicts.push(['NOT_CLEARED', 'NO_GRANT']);
  if (shares === 'missing') verdicts.push(['NOT_CLEARED', 'SHARES_MISSING']);
  if (shares === 'over')
    verdicts.push(['CONFLICT', 'SHARES_OVERCLAIMED'], ['CONFLICT', 'SHARES_OVERCLAIMED']);
  const isGranted = owner[0] === 'CLEARED';
  return {
    state: ORDER[Math.max(...verdicts.map(([one]) => ORDER.indexOf(one)))],
    codes: verdicts.flatMap(([, one]) => (one === null ? [] : [one])).sort(),
    claimedPpm: { missing: 999_999, exact: 1_000_000, over: 1_000_001 }[shares],
    grantedPpm: (isGranted ? (shares === 'exact' ? 1_000_000 : 999_999) : 0) + (shares === 'over' ? 2 : 0),
    policy: owner[0] === 'BLOCKED' ? 'BLOCK' : null,
  };
}

describe.each(SIDES)('every combination on the %s side', (side) => {
  const ofSide = cases.filter((one) => one.side === side);

  test.each([true, false])('is decided as the table says (with a concrete use: %s)', (isConcrete) => {
    const seen = new Map<ClearanceState, number>();
    for (const one of ofSide) {
      const { uses: _uses, recipe: _recipe, ...ground } = build(one);
      const decided = isConcrete
        ? clear(build(one)).sources[0]!
        : clearRecording({ ...ground, recording: use });
      const mine = decided.sides.find((decision) => decision.side === side)!;
      const other = decided.sides.find((decision) => decision.side !== side)!;
      const { policy, ...expected } = oracle(one, isConcrete);
      const { state, claimedPpm, grantedPpm } = mine;
      const codes = mine.reasons.map(({ code }) => code).sort();
      expect({ one, state, codes, claimedPpm, grantedPpm }).toEqual({ one, ...expected });
      if (policy !== null) expect({ one, policy: decided.policy }).toEqual({ one, policy });
      expect({ one, state: decided.state, other: other.state }).toEqual({ one, state, other: 'CLEARED' });
      seen.set(state, (seen.get(state) ?? 0) + 1);
    }
    expect([...seen.keys()].sort()).toEqual([...ORDER].sort());
    expect(ofSide).toHaveLength(3 * 17 * 4 * 14);
  });

  test('each reason names who can do something about it, on its side, in its territory', () => {
    for (const one of ofSide) {
      const [owner, artist] = people(side);
      for (const reason of clear(build(one)).reasons) {
        const nobody = reason.code === 'SHARES_MISSING';
        expect({ one, side: reason.side, territory: reason.territory }).toEqual({
          one,
          side,
          territory: 'FR',
        });
        expect({ one, someone: reason.party !== null }).toEqual({ one, someone: !nobody });
        if (reason.party) expect([owner, artist, 'second']).toContain(reason.party.id);
        expect(reason.detail).not.toBe('');
      }
    }
  });

  test.each(Object.entries(VOID_MANDATES))('a mandate %s is none', (_name, terms) => {
    const [owner, artist] = people(side);
    const ask = (mandates: Mandate[]) => clear(withSide(side, { mandates }));
    const held = ask([mandate(side, artist, owner)]);
    const voided = ask([mandate(side, artist, owner, terms)]);
    expect([held.state, held.snapshot.mandates.length]).toEqual(['CLEARED', 2]);
    expect([voided.state, voided.snapshot.mandates.length]).toEqual(['NOT_CLEARED', 1]);
    expect(voided.reasons.map(({ code, party }) => [code, party?.id])).toEqual([['NO_GRANT', artist]]);
  });

  test('a share or grant of the other side is neither', () => {
    const [owner] = people(side);
    const other = side === 'MASTER' ? 'COMPOSITION' : 'MASTER';
    const misplaced = withSide(side, { shares: [{ ...share(side, owner, 1_000_000), side: other }] });
    expect(clear(misplaced).reasons.map(({ code }) => code)).toContain('SHARES_MISSING');
    const foreign = clear(withSide(side, { grants: [{ ...grant(side, owner), side: other }] }));
    expect(foreign.state).toBe('NOT_CLEARED');
  });
});
