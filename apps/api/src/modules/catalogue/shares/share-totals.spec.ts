import { describe, expect, test } from '@jest/globals';
import type { TerritorySet } from '@flipside/royalty';
import { peakPpm } from './share-totals.ts';
import type { ShareRecord } from './share.types.ts';

const set = (include: string[], exclude: string[] = []) => ({ include, exclude }) as unknown as TerritorySet;
const day = (n: number | null) => (n === null ? null : new Date(Date.UTC(2026, 0, n)));
const part = (
  ppm: number,
  territories: TerritorySet = set(['WW']),
  [from, to]: [number | null, number | null] = [null, null],
): ShareRecord => ({
  id: 'share',
  partyId: 'party',
  role: 'LABEL',
  side: 'MASTER',
  recordingId: 'recording',
  workId: null,
  source: 'TEST',
  status: 'ACTIVE',
  ppm,
  territories,
  validFrom: day(from),
  validTo: day(to),
});

describe('the most that would be claimed', () => {
  test('is the sum where territories meet', () => {
    const existing = [part(600_000, set(['DE'])), part(700_000, set(['FR'])), part(100_000)];
    expect(peakPpm(existing, part(300_000))).toBe(1_100_000);
    expect(peakPpm(existing, part(300_000, set(['WW'], ['FR'])))).toBe(1_000_000);
    expect(peakPpm(existing, part(300_000, set(['US'])))).toBe(400_000);
  });

  test('is the sum while dates meet', () => {
    const existing = [part(800_000, undefined, [null, 10]), part(900_000, undefined, [20, null])];
    expect(peakPpm(existing, part(100_000, undefined, [10, 20]))).toBe(100_000);
    expect(peakPpm(existing, part(100_000, undefined, [9, 20]))).toBe(900_000);
    expect(peakPpm(existing, part(100_000, undefined, [10, 21]))).toBe(1_000_000);
    expect(peakPpm(existing, part(100_000))).toBe(1_000_000);
  });

  test('leaves the other side alone', () => {
    expect(peakPpm([{ ...part(1_000_000), side: 'COMPOSITION' }], part(500_000))).toBe(500_000);
  });
});
