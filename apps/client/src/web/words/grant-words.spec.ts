import { describe, expect, test } from '@jest/globals';
import type { GrantVersionView } from '../queries/consent.ts';
import { OPEN_SCOPE } from '../screens/artist/open-scope.ts';
import {
  daysUntil,
  exampleWords,
  placeWords,
  scheduleWords,
  termChanges,
  versionWords,
} from './grant-words.ts';
import { fromRange, microsOf, toRange } from './terms-fields.ts';

const version = (over: Partial<GrantVersionView> = {}): GrantVersionView => ({
  id: 'g',
  version: 1,
  partyId: 'p',
  side: 'MASTER',
  subject: { kind: 'CATALOGUE', id: null, isrc: null, title: null },
  policy: 'MONETISE',
  state: 'GRANTED',
  scope: OPEN_SCOPE,
  minimumRate: null,
  withdrawnFrom: null,
  reason: null,
  recipeHash: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  createdBy: 'Ada',
  ...over,
});

describe('a grant in words', () => {
  test('places and days', () => {
    expect(placeWords(OPEN_SCOPE)).toBe('everywhere');
    expect(placeWords({ ...OPEN_SCOPE, excludeTerritories: ['JP'] })).toBe('everywhere but Japan');
    expect(placeWords({ ...OPEN_SCOPE, territories: ['DE', 'AT'] })).toBe('Germany and Austria');
    expect(scheduleWords({ from: '2026-03-01T00:00:00.000Z', to: '2026-04-05T00:00:00.000Z' })).toBe(
      'from 1 March 2026 until 4 April 2026',
    );
    expect(daysUntil('2026-03-04T00:00:00.000Z', Date.parse('2026-03-01T12:00:00Z'))).toBe('in 3 days');
  });

  test('every condition that differs is told, and no other', () => {
    const after = version({
      policy: 'REPORT_USAGE',
      minimumRate: { currency: 'EUR', perPlayMicros: '4500' },
      scope: {
        territories: ['DE'],
        excludeTerritories: [],
        from: null,
        to: '2026-04-05T00:00:00.000Z',
        allowedStems: ['vocals'],
        tempoPermille: { min: 900, max: 1100 },
        pitchCents: { min: -100, max: 100 },
        maxSeconds: 60,
        mixWithOthers: false,
        remixOfRemix: false,
        layers: false,
        preApproved: false,
        commercialUse: false,
      },
    });
    expect(termChanges(version(), after)).toEqual([
      'Plays are only reported.',
      'Parts: every part, now vocals.',
      'Length: any length, now 1 minute.',
      'Tempo: any tempo, now ±10 % tempo.',
      'Pitch: any pitch, now ±1 semitones.',
      'Where: everywhere, now Germany.',
      'When: at any time, now until 4 April 2026.',
      'Mixing with other music: allowed, now not allowed.',
      'Own recordings on top: allowed, now not allowed.',
      'Flips of flips: allowed, now not allowed.',
      'Earning with it: allowed, now not allowed.',
      'Approval: not needed inside these terms, now every flip is heard first.',
      'At least: nothing, now €0.004500 a play.',
    ]);
    expect(termChanges(version(), version())).toEqual([]);
  });

  test.each([
    [version(), undefined, 'Granted'],
    [version({ scope: { ...OPEN_SCOPE, maxSeconds: 60 } }), version(), 'Terms changed'],
    [version({ state: 'SUSPENDED' }), version(), 'Suspended'],
    [version(), version({ state: 'SUSPENDED' }), 'Resumed'],
    [version(), version({ state: 'WITHDRAWN' }), 'Granted again'],
    [version({ state: 'EXPIRED' }), version(), 'Ended on its last day'],
    [
      version({ withdrawnFrom: '2026-03-01T00:00:00.000Z' }),
      version(),
      'Withdrawal announced for 1 March 2026',
    ],
    [version(), version({ withdrawnFrom: '2026-03-01T00:00:00.000Z' }), 'Announced withdrawal taken back'],
    [version({ state: 'WITHDRAWN' }), version({ withdrawnFrom: '2026-03-01T00:00:00.000Z' }), 'Withdrawn'],
  ])('what happened, %#', (is, was, happened) => {
    expect(versionWords(is, was).happened).toBe(happened);
  });

  test('an example says what the terms say', () => {
    expect(exampleWords({ policy: 'BLOCK', scope: OPEN_SCOPE })).toBe('Nobody can publish a flip of it.');
    const scope = {
      ...OPEN_SCOPE,
      allowedStems: ['vocals' as const],
      maxSeconds: 60,
      tempoPermille: { min: 900, max: 1100 },
    };
    expect(exampleWords({ policy: 'MONETISE', scope })).toBe(
      'Somebody lays its vocals over another track’s drums for up to 1 minute; at 120 BPM that is 108 to 132 BPM. It goes out at once.',
    );
  });
});

describe('fields of terms', () => {
  test('tempo and pitch are two numbers each, and empty is without a limit', () => {
    expect(fromRange({ min: 850, max: 1200 }, 1000, 10)).toEqual({ down: 15, up: 20 });
    expect(toRange({ down: 15, up: 20 }, { origin: 1000, unit: 10, min: 250, max: 4000 })).toEqual({
      min: 850,
      max: 1200,
    });
    expect(toRange({ down: null, up: null }, { origin: 0, unit: 100, min: -2400, max: 2400 })).toBeNull();
    expect(toRange({ down: null, up: 0 }, { origin: 0, unit: 100, min: -2400, max: 2400 })).toEqual({
      min: -2400,
      max: 0,
    });
  });

  test('money is read without floats, and what is no amount is not', () => {
    expect(microsOf('0.0045')).toBe('4500');
    expect(microsOf(' 12,5 ')).toBe('12500000');
    expect(microsOf('0.0000001')).toBeNull();
    expect(microsOf('-1')).toBeNull();
    expect(microsOf('four')).toBeNull();
  });
});
