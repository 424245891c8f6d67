import { describe, expect, test } from '@jest/globals';
import { OPEN_SCOPE, planChange } from './bulk-change.ts';
import type { BulkChange, Ground } from './bulk-change.types.ts';
import type { CoveringGrant } from './recording.types.ts';

const NOW = new Date('2026-06-01T00:00:00Z');
const LATER = '2026-07-01T00:00:00.000Z';

const grant = (over: Partial<CoveringGrant> = {}): CoveringGrant => ({
  id: 'g',
  version: 3,
  state: 'GRANTED',
  policy: 'MONETISE',
  covers: 'SUBJECT',
  scope: OPEN_SCOPE,
  minimumRate: null,
  withdrawnFrom: null,
  reason: null,
  ...over,
});
const none: Ground = { own: null, wider: null };
const own = (over: Partial<CoveringGrant> = {}): Ground => ({ own: grant(over), wider: null });
const covered: Ground = { own: null, wider: grant({ id: 'w', covers: 'CATALOGUE' }) };
const both: Ground = { own: grant(), wider: grant({ id: 'w', covers: 'RELEASE' }) };

const optIn: BulkChange = { kind: 'GRANT' };
const narrower: BulkChange = { kind: 'GRANT', scope: { maxSeconds: 60 } };
const suspend: BulkChange = { kind: 'SUSPEND', reason: 'Sample check' };
const resume: BulkChange = { kind: 'RESUME' };
const withdraw: BulkChange = { kind: 'WITHDRAW', reason: null, at: null };
const announce: BulkChange = { kind: 'WITHDRAW', reason: null, at: LATER };

describe('what one change makes of one subject', () => {
  test.each([
    ['opting in what has no grant', none, optIn, 'NEW', 'GRANTED', null],
    ['opting in what is in already', own(), optIn, 'UNCHANGED', null, null],
    ['opting in what was withdrawn', own({ state: 'WITHDRAWN' }), optIn, 'REVISED', 'GRANTED', null],
    ['opting in what ended by its date', own({ withdrawnFrom: NOW }), optIn, 'REVISED', 'GRANTED', null],
    ['other terms', own(), narrower, 'REVISED', 'GRANTED', null],
    ['the same terms', own({ scope: { ...OPEN_SCOPE, maxSeconds: 60 } }), narrower, 'UNCHANGED', null, null],
    ['other terms while suspended', own({ state: 'SUSPENDED' }), narrower, 'REVISED', 'SUSPENDED', /resumed/],
    [
      'narrower terms beside a wider grant',
      covered,
      narrower,
      'NEW',
      'GRANTED',
      /whole catalogue holds beside/,
    ],
    ['no flips of one alone', covered, { kind: 'GRANT', policy: 'BLOCK' }, 'NEW', 'GRANTED', null],
    ['suspending', own(), suspend, 'REVISED', 'SUSPENDED', null],
    ['suspending beside a wider grant', both, suspend, 'REVISED', 'SUSPENDED', /the release holds beside/],
    ['suspending what is suspended', own({ state: 'SUSPENDED' }), suspend, 'UNCHANGED', null, null],
    [
      'suspending what is withdrawn',
      own({ state: 'WITHDRAWN' }),
      suspend,
      'REFUSED',
      null,
      /cannot be suspended/,
    ],
    [
      'suspending what only the catalogue covers',
      covered,
      suspend,
      'REFUSED',
      null,
      /do not allow flips of this alone/,
    ],
    ['resuming', own({ state: 'SUSPENDED' }), resume, 'REVISED', 'GRANTED', null],
    ['resuming what holds', own(), resume, 'UNCHANGED', null, null],
    ['withdrawing', own(), withdraw, 'REVISED', 'WITHDRAWN', null],
    ['withdrawing what there is not', none, withdraw, 'REFUSED', null, /no grant/],
    ['withdrawing twice', own({ state: 'WITHDRAWN' }), withdraw, 'UNCHANGED', null, null],
    ['announcing', own(), announce, 'REVISED', 'GRANTED', null],
    ['announcing the same day', own({ withdrawnFrom: new Date(LATER) }), announce, 'UNCHANGED', null, null],
    [
      'dates that contradict each other',
      own({ scope: { ...OPEN_SCOPE, to: LATER } }),
      { kind: 'GRANT', scope: { from: '2026-08-01T00:00:00Z' } },
      'REFUSED',
      null,
      /later than its beginning/,
    ],
  ] as const)('%s', (_name, ground, change, outcome, state, note) => {
    const planned = planChange(ground, change, NOW);
    expect([planned.outcome, planned.says?.state ?? null]).toEqual([outcome, state]);
    if (note === null) expect(planned.note).toBeNull();
    else expect(planned.note).toMatch(note);
  });

  test('a change of some conditions keeps the others, and the minimum rate', () => {
    const scope = { ...OPEN_SCOPE, territories: ['DE'], preApproved: false };
    const minimumRate = { currency: 'EUR', perPlayMicros: '900' };
    const planned = planChange(own({ scope, minimumRate }), narrower, NOW);
    expect(planned.says).toMatchObject({ scope: { ...scope, maxSeconds: 60 }, minimumRate });
  });

  test('a first grant of its own starts from the terms that cover it', () => {
    const scope = { ...OPEN_SCOPE, territories: ['DE'] };
    const ground = { own: null, wider: grant({ covers: 'CATALOGUE', scope }) };
    expect(planChange(ground, narrower, NOW).says?.scope).toEqual({ ...scope, maxSeconds: 60 });
  });

  test('an announced day stays with other terms and goes with a withdrawal at once', () => {
    const withdrawnFrom = new Date(LATER);
    expect(planChange(own({ withdrawnFrom }), narrower, NOW).says?.withdrawnFrom).toEqual(withdrawnFrom);
    expect(planChange(own({ withdrawnFrom }), withdraw, NOW).says?.withdrawnFrom).toBeNull();
  });
});
