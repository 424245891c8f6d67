import { describe, expect, test } from '@jest/globals';
import type { KnownWork, NewWork } from './catalogue.types.ts';
import { differences } from './known-work.ts';

const EVERYWHERE = { include: ['WW'], exclude: [] } as unknown as NewWork['shares'][number]['territories'];
const stored: KnownWork = {
  id: 'w1',
  title: "Don't Look Back",
  shares: [
    {
      partyId: 'a',
      role: 'COMPOSER',
      ppm: 600_000,
      territories: ['WW'],
      excludeTerritories: [],
      partyName: 'Ada',
    },
    {
      partyId: 'b',
      role: 'PUBLISHER',
      ppm: 400_000,
      territories: ['DE', 'FR'],
      excludeTerritories: [],
      partyName: 'Bo',
    },
  ],
  contributors: [{ partyId: 'a', role: 'COMPOSER' }],
};
const entered: NewWork = {
  iswc: null,
  title: 'DON’T LOOK  BACK',
  ppm: 1_000_000,
  shares: [],
  contributors: [],
};

describe('a work that is known by its ISWC', () => {
  test('takes an entry that says nothing else of it, or the same', () => {
    expect(differences(entered, stored, '/works/0')).toEqual([]);
    const shares: NewWork['shares'] = [
      {
        partyId: 'b',
        role: 'PUBLISHER',
        ppm: 400_000,
        territories: { include: ['FR', 'DE'], exclude: [] } as unknown as typeof EVERYWHERE,
      },
      { partyId: 'a', role: 'COMPOSER', ppm: 600_000, territories: EVERYWHERE },
    ];
    const contributors: NewWork['contributors'] = [{ partyId: 'a', role: 'COMPOSER' }];
    expect(differences({ ...entered, shares, contributors }, stored, '/works/0')).toEqual([]);
  });

  test('names each contradiction, and what holds instead', () => {
    const other: NewWork = {
      ...entered,
      title: 'Look Back',
      shares: [{ partyId: 'a', role: 'COMPOSER', ppm: 1_000_000, territories: EVERYWHERE }],
      contributors: [
        { partyId: 'a', role: 'COMPOSER' },
        { partyId: 'b', role: 'MAIN_ARTIST' },
      ],
    };
    expect(differences(other, stored, '/works/3')).toEqual([
      { pointer: '/works/3/title', detail: `the work is called "Don't Look Back" here` },
      {
        pointer: '/works/3/shares',
        detail:
          'the work is held by Ada (COMPOSER, 60 %), Bo (PUBLISHER, 40 %) here; leave the shares out to take these',
      },
      { pointer: '/works/3/contributors/1', detail: 'the work has no such main artist here' },
    ]);
  });
});
