import { describe, expect, test } from '@jest/globals';
import type { RightSide } from './catalogue.types.ts';
import { clear } from './clearance.ts';
import type { ClearanceState, ReasonCode } from './clearance.types.ts';
import type { Currency } from './currency.ts';
import type { Grant } from './grant.types.ts';
import { micros } from './quantity.ts';
import {
  fr,
  de,
  eur,
  at,
  share,
  grant,
  mandate,
  artistOf,
  subjectOf,
  withSide,
} from './clearance.fixtures.ts';
import type { SideParts } from './clearance.fixtures.ts';

type Row = readonly [
  string,
  (side: RightSide, owner: string, artist: string) => SideParts,
  ClearanceState,
  ReasonCode[],
];

const rows: readonly Row[] = [
  ['all granted', () => ({}), 'CLEARED', []],
  ['no grant', () => ({ grants: [] }), 'NOT_CLEARED', ['NO_GRANT', 'NO_GRANT']],
  [
    'requested',
    (s, o) => ({ grants: [grant(s, o, { state: 'REQUESTED' })] }),
    'NOT_CLEARED',
    ['GRANT_REQUESTED', 'GRANT_REQUESTED'],
  ],
  [
    'declined',
    (s, o) => ({ grants: [grant(s, o, { state: 'DECLINED' })] }),
    'NOT_CLEARED',
    ['GRANT_DECLINED', 'GRANT_DECLINED'],
  ],
  [
    'suspended',
    (s, o) => ({ grants: [grant(s, o, { state: 'SUSPENDED' })] }),
    'NOT_CLEARED',
    ['GRANT_SUSPENDED', 'GRANT_SUSPENDED'],
  ],
  [
    'withdrawn in a later version',
    (s, o) => ({ grants: [grant(s, o, { version: 2, state: 'WITHDRAWN' }), grant(s, o)] }),
    'NOT_CLEARED',
    ['GRANT_WITHDRAWN', 'GRANT_WITHDRAWN'],
  ],
  [
    'granted again after a withdrawal',
    (s, o) => ({ grants: [grant(s, o, { version: 3 }), grant(s, o, { version: 2, state: 'WITHDRAWN' })] }),
    'CLEARED',
    [],
  ],
  [
    'an announced withdrawal whose day has come',
    (s, o) => ({ grants: [grant(s, o, { withdrawnFrom: at })] }),
    'NOT_CLEARED',
    ['GRANT_WITHDRAWN', 'GRANT_WITHDRAWN'],
  ],
  [
    'an announced withdrawal a millisecond before its day',
    (s, o) => ({ grants: [grant(s, o, { withdrawnFrom: new Date(at.getTime() + 1) })] }),
    'CLEARED',
    [],
  ],
  [
    'a release that the subject is on',
    (s, o) => ({
      grants: [grant(s, o, { subject: { kind: 'RELEASE', id: 'lp', members: ['x', subjectOf(s).id] } })],
    }),
    'CLEARED',
    [],
  ],
  [
    'a release that the subject is not on',
    (s, o) => ({ grants: [grant(s, o, { subject: { kind: 'RELEASE', id: 'lp', members: ['x'] } })] }),
    'NOT_CLEARED',
    ['NO_GRANT', 'NO_GRANT'],
  ],
  [
    'a release granted, the recording or work alone withdrawn',
    (s, o) => ({
      grants: [
        grant(s, o, { state: 'WITHDRAWN' }),
        grant(s, o, { id: 'lp', subject: { kind: 'RELEASE', id: 'lp', members: [subjectOf(s).id] } }),
      ],
    }),
    'CLEARED',
    [],
  ],
  [
    'a release granted, the recording or work alone blocked',
    (s, o) => ({
      grants: [
        grant(s, o, { policy: 'BLOCK' }),
        grant(s, o, { id: 'lp', subject: { kind: 'RELEASE', id: 'lp', members: [subjectOf(s).id] } }),
      ],
    }),
    'BLOCKED',
    ['POLICY_BLOCK', 'POLICY_BLOCK'],
  ],
  [
    'a later version of a release grant withdrawn',
    (s, o) => ({
      grants: [1, 2].map((version) =>
        grant(s, o, {
          version,
          subject: { kind: 'RELEASE', id: 'lp', members: [subjectOf(s).id] },
          state: version === 2 ? 'WITHDRAWN' : 'GRANTED',
        }),
      ),
    }),
    'NOT_CLEARED',
    ['GRANT_WITHDRAWN', 'GRANT_WITHDRAWN'],
  ],
  [
    'expired by state',
    (s, o) => ({ grants: [grant(s, o, { state: 'EXPIRED' })] }),
    'NOT_CLEARED',
    ['GRANT_EXPIRED', 'GRANT_EXPIRED'],
  ],
  [
    'ends now',
    (s, o) => ({ grants: [grant(s, o, { scope: { to: at } })] }),
    'NOT_CLEARED',
    ['GRANT_EXPIRED', 'GRANT_EXPIRED'],
  ],
  [
    'ends in a millisecond',
    (s, o) => ({ grants: [grant(s, o, { scope: { to: new Date(at.getTime() + 1) } })] }),
    'CLEARED',
    [],
  ],
  ['begins now', (s, o) => ({ grants: [grant(s, o, { scope: { from: at } })] }), 'CLEARED', []],
  [
    'begins in a millisecond',
    (s, o) => ({ grants: [grant(s, o, { scope: { from: new Date(at.getTime() + 1) } })] }),
    'NOT_CLEARED',
    ['GRANT_NOT_YET_VALID', 'GRANT_NOT_YET_VALID'],
  ],
  [
    'territory excluded',
    (s, o) => ({ grants: [grant(s, o, { scope: { territories: { include: ['WW'], exclude: [fr] } } })] }),
    'NOT_CLEARED',
    ['TERRITORY_NOT_GRANTED', 'TERRITORY_NOT_GRANTED'],
  ],
  [
    'another territory',
    (s, o) => ({ grants: [grant(s, o, { scope: { territories: { include: [de], exclude: [] } } })] }),
    'NOT_CLEARED',
    ['TERRITORY_NOT_GRANTED', 'TERRITORY_NOT_GRANTED'],
  ],
  [
    'needs approval',
    (s, o) => ({ grants: [grant(s, o, { scope: { preApproved: false } })] }),
    'NEEDS_APPROVAL',
    ['APPROVAL_NEEDED', 'APPROVAL_NEEDED'],
  ],
  [
    'approved for this recipe',
    (s, o) => ({
      grants: [
        grant(s, o, { scope: { preApproved: false } }),
        grant(s, o, { id: 'approval', recipe: 'recipe-1' }),
      ],
    }),
    'CLEARED',
    [],
  ],
  [
    'approved for another recipe',
    (s, o) => ({
      grants: [
        grant(s, o, { scope: { preApproved: false } }),
        grant(s, o, { id: 'approval', recipe: 'recipe-2' }),
      ],
    }),
    'NEEDS_APPROVAL',
    ['APPROVAL_NEEDED', 'APPROVAL_NEEDED'],
  ],
  [
    'blocked beside a grant',
    (s, o) => ({ grants: [grant(s, o), grant(s, o, { id: 'block', policy: 'BLOCK' })] }),
    'BLOCKED',
    ['POLICY_BLOCK', 'POLICY_BLOCK'],
  ],
  [
    'blocked elsewhere',
    (s, o) => ({
      grants: [
        grant(s, o),
        grant(s, o, { id: 'block', policy: 'BLOCK', scope: { territories: { include: [de], exclude: [] } } }),
      ],
    }),
    'CLEARED',
    [],
  ],
  [
    'blocked by the artist alone',
    (s, o, a) => ({ grants: [grant(s, o), grant(s, a, { policy: 'BLOCK' })] }),
    'BLOCKED',
    ['POLICY_BLOCK'],
  ],
  [
    'blocked by a stranger',
    (s, o) => ({ grants: [grant(s, o), grant(s, 'stranger', { policy: 'BLOCK' })] }),
    'CLEARED',
    [],
  ],
  ['whole catalogue', (s, o) => ({ grants: [grant(s, o, { subject: 'CATALOGUE' })] }), 'CLEARED', []],
  [
    'another subject',
    (s, o) => ({ grants: [grant(s, o, { subject: { ...subjectOf(s), id: 'other' } })] }),
    'NOT_CLEARED',
    ['NO_GRANT', 'NO_GRANT'],
  ],
  [
    'the other side',
    (s, o) => ({ grants: [{ ...grant(s, o), side: s === 'MASTER' ? 'COMPOSITION' : 'MASTER' } as Grant] }),
    'NOT_CLEARED',
    ['NO_GRANT', 'NO_GRANT'],
  ],
  ['artist without mandate', () => ({ mandates: [] }), 'NOT_CLEARED', ['NO_GRANT']],
  [
    'artist granted itself',
    (s, o, a) => ({ mandates: [], grants: [grant(s, o), grant(s, a)] }),
    'CLEARED',
    [],
  ],
  [
    'mandate ended',
    (s, o, a) => ({ mandates: [mandate(s, a, o, { state: 'ENDED' })] }),
    'NOT_CLEARED',
    ['NO_GRANT'],
  ],
  [
    'mandate run out',
    (s, o, a) => ({ mandates: [mandate(s, a, o, { to: at })] }),
    'NOT_CLEARED',
    ['NO_GRANT'],
  ],
  [
    'mandate elsewhere',
    (s, o, a) => ({ mandates: [mandate(s, a, o, { territories: { include: [de], exclude: [] } })] }),
    'NOT_CLEARED',
    ['NO_GRANT'],
  ],
  [
    'mandate to somebody who has not granted',
    (s, _o, a) => ({ mandates: [mandate(s, a, 'agent')] }),
    'NOT_CLEARED',
    ['NO_GRANT'],
  ],
  [
    'mandates do not chain',
    (s, o, a) => ({ mandates: [mandate(s, a, 'agent'), mandate(s, 'agent', o)] }),
    'NOT_CLEARED',
    ['NO_GRANT'],
  ],
  [
    'producer need not consent',
    (s) => ({ mandates: [], contributors: [artistOf(s, 'somebody', 'PRODUCER')] }),
    'CLEARED',
    [],
  ],
  ['a share missing', (s, o) => ({ shares: [share(s, o, 999_999)] }), 'NOT_CLEARED', ['SHARES_MISSING']],
  ['no share at all', () => ({ shares: [] }), 'NOT_CLEARED', ['SHARES_MISSING']],
  [
    'one ppm too much',
    (s, o) => ({
      shares: [share(s, o, 1_000_000), share(s, 'second', 1)],
      grants: [grant(s, o), grant(s, 'second')],
    }),
    'CONFLICT',
    ['SHARES_OVERCLAIMED', 'SHARES_OVERCLAIMED'],
  ],
  [
    'too much claimed, the second not granted',
    (s, o) => ({ shares: [share(s, o, 1_000_000), share(s, 'second', 1)] }),
    'CONFLICT',
    ['SHARES_OVERCLAIMED', 'SHARES_OVERCLAIMED', 'NO_GRANT'],
  ],
  [
    'two owners, one granted',
    (s, o) => ({ shares: [share(s, o, 600_000), share(s, 'second', 400_000)] }),
    'NOT_CLEARED',
    ['NO_GRANT'],
  ],
  [
    'two owners, both granted',
    (s, o) => ({
      shares: [share(s, o, 600_000), share(s, 'second', 400_000)],
      grants: [grant(s, o), grant(s, 'second')],
    }),
    'CLEARED',
    [],
  ],
  [
    'share ended',
    (s, o) => ({ shares: [share(s, o, 1_000_000, { status: 'ENDED' })] }),
    'NOT_CLEARED',
    ['SHARES_MISSING'],
  ],
  [
    'share run out',
    (s, o) => ({ shares: [share(s, o, 1_000_000, { to: at })] }),
    'NOT_CLEARED',
    ['SHARES_MISSING'],
  ],
  [
    'share elsewhere',
    (s, o) => ({ shares: [share(s, o, 1_000_000, { territories: { include: [de], exclude: [] } })] }),
    'NOT_CLEARED',
    ['SHARES_MISSING'],
  ],
  [
    'stem',
    (s, o) => ({ grants: [grant(s, o, { scope: { allowedStems: ['drums'] } })] }),
    'NOT_CLEARED',
    ['STEM_NOT_ALLOWED', 'STEM_NOT_ALLOWED'],
  ],
  [
    'tempo',
    (s, o) => ({ grants: [grant(s, o, { scope: { tempoPermille: { min: 901, max: 1100 } } })] }),
    'NOT_CLEARED',
    ['TEMPO_OUT_OF_RANGE', 'TEMPO_OUT_OF_RANGE'],
  ],
  [
    'pitch',
    (s, o) => ({ grants: [grant(s, o, { scope: { pitchCents: { min: -100, max: 100 } } })] }),
    'NOT_CLEARED',
    ['PITCH_OUT_OF_RANGE', 'PITCH_OUT_OF_RANGE'],
  ],
  [
    'ranges just wide enough',
    (s, o) => ({
      grants: [
        grant(s, o, {
          scope: {
            tempoPermille: { min: 900, max: 1100 },
            pitchCents: { min: -200, max: 0 },
            maxSeconds: 60,
            allowedStems: ['vocals', 'drums'],
          },
        }),
      ],
    }),
    'CLEARED',
    [],
  ],
  [
    'too long',
    (s, o) => ({ grants: [grant(s, o, { scope: { maxSeconds: 59 } })] }),
    'NOT_CLEARED',
    ['TOO_LONG', 'TOO_LONG'],
  ],
  [
    'mixing',
    (s, o) => ({ grants: [grant(s, o, { scope: { mixWithOthers: false } })] }),
    'NOT_CLEARED',
    ['MIXING_NOT_ALLOWED', 'MIXING_NOT_ALLOWED'],
  ],
  [
    'flip of a flip',
    (s, o) => ({ grants: [grant(s, o, { scope: { remixOfRemix: false } })] }),
    'NOT_CLEARED',
    ['REMIX_OF_REMIX_NOT_ALLOWED', 'REMIX_OF_REMIX_NOT_ALLOWED'],
  ],
  [
    'layers',
    (s, o) => ({ grants: [grant(s, o, { scope: { layers: false } })] }),
    'NOT_CLEARED',
    ['LAYERS_NOT_ALLOWED', 'LAYERS_NOT_ALLOWED'],
  ],
  [
    'commercial',
    (s, o) => ({ grants: [grant(s, o, { scope: { commercialUse: false } })] }),
    'NOT_CLEARED',
    ['COMMERCIAL_USE_NOT_ALLOWED', 'COMMERCIAL_USE_NOT_ALLOWED'],
  ],
  [
    'minimum rate just met',
    (s, o) => ({
      grants: [
        grant(s, o, { minimumRate: { currency: eur, perPlayMicros: micros(s === 'MASTER' ? 2000n : 600n) } }),
      ],
    }),
    'CLEARED',
    [],
  ],
  [
    'minimum rate missed',
    (s, o) => ({
      grants: [
        grant(s, o, { minimumRate: { currency: eur, perPlayMicros: micros(s === 'MASTER' ? 2001n : 601n) } }),
      ],
    }),
    'NOT_CLEARED',
    ['MINIMUM_RATE_NOT_MET', 'MINIMUM_RATE_NOT_MET'],
  ],
  [
    'minimum rate in another currency',
    (s, o) => ({
      grants: [grant(s, o, { minimumRate: { currency: 'USD' as Currency, perPlayMicros: micros(1n) } })],
    }),
    'NOT_CLEARED',
    ['MINIMUM_RATE_NOT_MET', 'MINIMUM_RATE_NOT_MET'],
  ],
];

describe.each(['MASTER', 'COMPOSITION'] as const)('clear: the %s side', (side) => {
  const [owner, artist] = side === 'MASTER' ? ['label', 'artist'] : ['publisher', 'composer'];
  test.each(rows)('%s', (_name, parts, state, codes) => {
    const decision = clear(withSide(side, parts(side, owner, artist)));
    expect(decision.state).toBe(state);
    const ofSide = decision.reasons.filter((reason) => reason.side === side);
    expect(ofSide.map((reason) => reason.code)).toEqual(codes);
    expect(decision.sources[0]?.sides.find((one) => one.side === side)?.state).toBe(state);
  });
});
