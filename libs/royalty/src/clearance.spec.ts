import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { RightSide } from './catalogue.types.ts';
import { CONTRIBUTOR_ROLES, requiresConsent } from './catalogue.types.ts';
import { clear, clearRecording } from './clearance.ts';
import type { ClearInput } from './clearance.types.ts';
import type { Grant } from './grant.types.ts';
import type { Isrc } from './identifiers.ts';
import { ppm } from './quantity.ts';
import { WORLDWIDE } from './territory.ts';
import type { Territory } from './territory.ts';
import { fr, de, use, share, grant, cleared, withSide } from './clearance.fixtures.ts';

describe('clear', () => {
  test('reasons name the party, the capacity, the territory and what is wrong', () => {
    const decision = clear(
      withSide('MASTER', {
        grants: [grant('MASTER', 'label', { scope: { allowedStems: ['drums', 'bass'] } })],
      }),
    );
    expect(decision.blocking.map((party) => party.name)).toEqual(['Ada', 'North Label']);
    expect(decision.reasons[0]).toEqual({
      code: 'STEM_NOT_ALLOWED',
      isrc: 'USSM19803037',
      side: 'MASTER',
      subject: { kind: 'RECORDING', id: 'rec', isrc: 'USSM19803037', title: 'Tide' },
      party: { id: 'label', name: 'North Label' },
      capacity: 'SHARE',
      territory: 'FR',
      detail: 'uses vocals; allowed are drums, bass',
    });
    expect(decision.reasons[1]?.capacity).toBe('MAIN_ARTIST');
  });

  test('the snapshot holds the versions relied upon', () => {
    expect(clear(cleared).snapshot).toEqual({
      territory: 'FR',
      at: '2026-06-01T00:00:00.000Z',
      tariffId: 'standard',
      tariffVersion: 3,
      shareIds: ['COMPOSITION-publisher', 'MASTER-label'],
      grants: [
        { id: 'grant-COMPOSITION-publisher', version: 1, partyId: 'publisher', policy: 'MONETISE' },
        { id: 'grant-MASTER-label', version: 1, partyId: 'label', policy: 'MONETISE' },
      ],
      mandates: [
        { id: 'mandate-COMPOSITION-composer', version: 1 },
        { id: 'mandate-MASTER-artist', version: 1 },
      ],
    });
  });

  test('the most restrictive policy of any party is that of the recipe', () => {
    const input = withSide('COMPOSITION', {
      grants: [grant('COMPOSITION', 'publisher', { policy: 'REPORT_USAGE' })],
    });
    expect(clear(input)).toMatchObject({ state: 'CLEARED', policy: 'REPORT_USAGE' });
  });

  test('every work of a recording must be cleared, and one must be known', () => {
    const medley = { ...use, works: [{ workId: 'work' }, { workId: 'second' }] };
    expect(clear({ ...cleared, uses: [medley] })).toMatchObject({ state: 'NOT_CLEARED' });
    expect(clear({ ...cleared, uses: [{ ...use, works: [] }] }).reasons[0]?.code).toBe('WORK_UNKNOWN');
    const half = [{ workId: 'work', splitPpm: ppm(500_000) }];
    expect(clear({ ...cleared, uses: [{ ...use, works: half }] }).reasons[0]?.code).toBe(
      'WORK_SPLIT_INVALID',
    );
  });

  test('one bad source spoils the recipe; a recipe without sources needs nobody', () => {
    const other = { ...use, recordingId: 'unknown', isrc: 'GBAYC1700598' as Isrc };
    const decision = clear({ ...cleared, uses: [use, other] });
    expect(decision.state).toBe('NOT_CLEARED');
    expect(decision.sources.map((source) => source.state)).toEqual(['CLEARED', 'NOT_CLEARED']);
    expect(clear({ ...cleared, uses: [] }).state).toBe('CLEARED');
  });

  test('the world is cleared country by country', () => {
    const shares = [
      share('MASTER', 'label', 1_000_000, { territories: { include: ['WW'], exclude: [fr] } }),
      share('MASTER', 'french', 1_000_000, { territories: { include: [fr], exclude: [] } }),
    ];
    const split = (grants: Grant[]) => clear({ ...withSide('MASTER', { shares, grants }), territory: 'WW' });
    expect(clear({ ...cleared, territory: 'WW' }).state).toBe('CLEARED');
    expect(split([grant('MASTER', 'label'), grant('MASTER', 'french')]).state).toBe('CLEARED');
    const without = split([grant('MASTER', 'label')]);
    expect(without.state).toBe('NOT_CLEARED');
    expect(without.reasons.map((reason) => [reason.party?.id, reason.territory])).toEqual([['french', 'FR']]);
    expect(without.sources[0]?.sides[0]).toMatchObject({ grantedPpm: 0, claimedPpm: 1_000_000 });
  });

  test('without a use, limits of use are left out and the rest is decided alike', () => {
    const {
      uses: _uses,
      recipe: _recipe,
      ...ground
    } = withSide('MASTER', { grants: [grant('MASTER', 'label', { scope: { allowedStems: [] } })] });
    expect(clearRecording({ ...ground, recording: use }).state).toBe('CLEARED');
    expect(clearRecording({ ...ground, grants: [], recording: use }).state).toBe('NOT_CLEARED');
  });

  test('consent is asked of artists and songwriters alone', () => {
    expect(CONTRIBUTOR_ROLES.filter(requiresConsent)).toEqual([
      'MAIN_ARTIST',
      'FEATURED_ARTIST',
      'COMPOSER',
      'LYRICIST',
      'COMPOSER_LYRICIST',
    ]);
  });
});

describe('clear, in general', () => {
  const people = ['label', 'publisher', 'artist', 'composer', 'second'];
  const side = fc.constantFrom<RightSide>('MASTER', 'COMPOSITION');
  const party = fc.constantFrom(...people);
  const territories = fc.constantFrom(
    WORLDWIDE,
    { include: [fr], exclude: [] },
    { include: ['WW' as const], exclude: [fr] },
  );
  const anyGrant = fc
    .tuple(
      fc.uuid(),
      side,
      party,
      territories,
      fc.constantFrom('GRANTED' as const, 'WITHDRAWN' as const),
      fc.constantFrom('CATALOGUE' as const, 'RELEASE' as const, 'ONE' as const),
    )
    .map(([id, of, who, where, state, about]) =>
      grant(of, who, {
        id,
        state,
        scope: { territories: where },
        ...(about === 'CATALOGUE' && { subject: about }),
        ...(about === 'RELEASE' && { subject: { kind: about, id: 'lp', members: ['rec', 'work'] } }),
      }),
    );
  const anyShare = fc
    .tuple(fc.uuid(), side, party, fc.constantFrom(400_000, 600_000, 1_000_000), territories)
    .map(([id, of, who, parts, where]) => share(of, who, parts, { id, territories: where }));
  // Half of the inputs start cleared, so that what is asked of cleared ones is not asked of nothing.
  const input = fc
    .tuple(
      fc.boolean(),
      fc.array(anyGrant, { maxLength: 5 }),
      fc.array(anyShare, { maxLength: 3 }),
      fc.constantFrom(fr, de, 'WW' as const),
    )
    .map(([base, grants, shares, territory]): ClearInput => ({
      ...cleared,
      territory,
      grants: base ? [...cleared.grants, ...grants] : grants,
      shares: base ? cleared.shares : shares,
    }));

  test('a further grant never un-clears, one less never clears', () => {
    let asked = 0;
    fc.assert(
      fc.property(input, anyGrant, (before, added) => {
        const more = { ...before, grants: [...before.grants, added] };
        if (clear(before).state !== 'CLEARED') return;
        asked += 1;
        expect(clear(more).state).toBe('CLEARED');
      }),
      { numRuns: 300 },
    );
    expect(asked).toBeGreaterThan(50);
    fc.assert(
      fc.property(input, fc.nat(9), (before, index) => {
        const fewer = { ...before, grants: before.grants.filter((_, at) => at !== index) };
        if (clear(fewer).state === 'CLEARED') expect(clear(before).state).toBe('CLEARED');
      }),
    );
  });

  test('the order of the facts does not matter', () => {
    fc.assert(
      fc.property(input, (before) => {
        const turned = {
          ...before,
          grants: [...before.grants].reverse(),
          shares: [...before.shares].reverse(),
          contributors: [...before.contributors].reverse(),
          mandates: [...before.mandates].reverse(),
        };
        const [a, b] = [clear(before), clear(turned)];
        expect(b.state).toBe(a.state);
        expect(b.snapshot).toEqual(a.snapshot);
        expect(b.blocking).toEqual(a.blocking);
      }),
    );
  });

  test('cleared for the world is cleared for every country', () => {
    fc.assert(
      fc.property(input, (before) => {
        const world = clear({ ...before, territory: 'WW' }).state === 'CLEARED';
        const each = [fr, de, 'US' as Territory].every(
          (territory) => clear({ ...before, territory }).state === 'CLEARED',
        );
        expect(world).toBe(each);
      }),
    );
  });
});
