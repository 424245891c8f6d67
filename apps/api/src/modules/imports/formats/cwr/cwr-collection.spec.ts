import { describe, expect, test } from '@jest/globals';
import { collectedShares, mostCollected } from './cwr-collection.ts';
import type { InterestedParty } from './cwr-parties.ts';
import { tisTerritory } from './tis.ts';

const rights = (mr: number) => ({ pr: 0, mr, sr: 0 });
const party = (
  name: string,
  owned: number,
  rows: [string, number, boolean?][],
  over: Partial<InterestedParty> = {},
): InterestedParty => ({
  line: 1,
  kind: 'PUBLISHER',
  controlled: true,
  chain: 'SPU 01',
  role: 'PUBLISHER',
  type: 'E',
  party: { name, ipiNameNumber: null, isni: null, dpid: null, ref: null },
  owned: rights(owned),
  rows: rows.map(([tis, mr, excluded = false]) => ({
    territory: tisTerritory(tis)!,
    excluded,
    collected: rights(mr),
  })),
  ...over,
});
const brief = (parties: readonly InterestedParty[]) =>
  collectedShares(parties, 'mr').map((share) => [
    share.party.name,
    share.ppm,
    share.territories.include.join(),
    share.territories.exclude.join(),
  ]);

describe('who collects where', () => {
  test('the narrowest territory of a chain counts, for all of the chain', () => {
    const parties = [
      party('E', 10_000, [['2136', 10_000]]),
      party('SE', 0, [['0056', 10_000]], { type: 'SE' }),
    ];
    expect(brief(parties)).toEqual([
      ['E', 1_000_000, 'WW', 'BE'],
      ['SE', 1_000_000, 'BE', ''],
    ]);
    expect(mostCollected(parties, 'mr')).toBe(10_000);
  });

  test('an excluded territory gives nothing', () => {
    expect(
      brief([
        party('E', 10_000, [
          ['2136', 10_000],
          ['0056', 10_000, true],
        ]),
      ]),
    ).toEqual([['E', 1_000_000, 'WW', 'BE']]);
  });

  test('other chains are not touched', () => {
    const other = party('Other', 5_000, [['2136', 5_000]], { chain: 'SPU 02' });
    const parties = [party('E', 5_000, [['2136', 5_000]]), party('SE', 0, [['0056', 5_000]]), other];
    expect(brief(parties)).toContainEqual(['Other', 500_000, 'WW', '']);
  });

  test('a publisher without territories has handed collection on', () => {
    expect(brief([party('E', 10_000, []), party('AM', 0, [['2136', 10_000]])])).toEqual([
      ['AM', 1_000_000, 'WW', ''],
    ]);
  });

  test('others collect what they own, and so does everybody when the work names no territory', () => {
    const writer = party('W', 5_000, [], { kind: 'WRITER', controlled: false, chain: 'OWR 1' });
    expect(brief([party('E', 5_000, [['2136', 5_000]]), writer])).toContainEqual(['W', 500_000, 'WW', '']);
    expect(brief([party('E', 10_000, [])])).toEqual([['E', 1_000_000, 'WW', '']]);
  });

  test('whoever is not known counts towards the sum, and gets no share', () => {
    const parties = [
      party('E', 5_000, [['2136', 5_000]]),
      party('?', 5_000, [], { party: null, controlled: false, chain: 'OPU 1' }),
    ];
    expect(mostCollected(parties, 'mr')).toBe(10_000);
    expect(brief(parties)).toEqual([['E', 500_000, 'WW', '']]);
  });
});
