import { expect, test } from '@jest/globals';
import { changedFacts, changedRights, changeLine } from './changes.ts';

const share = (id: string, role: string, ppm: number) => ({
  ...{ id, partyId: 'p', partyName: `P${id}`, role, ppm, territories: [], excludeTerritories: [] },
  ...{ validFrom: null, validTo: null, importer: 'p' },
});

test('only what differs is told, with what it was and what it becomes', () => {
  const stored = { title: 'Track 1', artist: 'A', label: null, durationMs: 182_000, isrc: 'QZFLI2600001' };
  const wanted = { title: 'Track 1 (Remaster)', artist: 'A', label: 'L', durationMs: 220_040 };
  expect(changeLine(changedFacts(wanted, stored))).toEqual({
    field: 'title, label, durationMs',
    reason: 'Title “Track 1” becomes “Track 1 (Remaster)”. Label becomes “L”. Length 3:02 becomes 3:40.040.',
  });
  expect(changeLine(changedFacts(wanted, null))).toEqual({ field: null, reason: null });
  expect(changedFacts(null, stored)).toEqual([]);
});

test('shares that end and begin are told with role and percentage, a few of many', () => {
  const stored = { shares: [share('1', 'LABEL', 800_000), share('2', 'MAIN_ARTIST', 200_000)] };
  const added = { ...share('3', 'LABEL', 333_333), role: 'LABEL' };
  const rights = {
    endShares: ['1'],
    addShares: [added],
    addCredits: [{ partyId: 'p', partyName: 'Ada', role: 'MAIN_ARTIST' }],
  };
  expect(changeLine(changedRights(rights, stored))).toEqual({
    field: 'shares, credits',
    reason:
      'Shares that end: P1 (label) 80 %. Shares that begin: P3 (label) 33.3333 %. Credits that are added: Ada (main artist).',
  });
  const many = { ...rights, endShares: [], addShares: Array.from({ length: 9 }, () => added) };
  expect(changedRights(many, stored)[0]?.words).toMatch(/(P3 \(label\) 33\.3333 %, ){6}3 more\.$/);
  expect(changedRights(rights, null)).toEqual([]);
});
