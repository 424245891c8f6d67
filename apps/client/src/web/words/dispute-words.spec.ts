import { describe, expect, test } from '@jest/globals';
import type { DisputePart } from '../queries/disputes.ts';
import { conflictSentence, deadline, percentWords, territoriesWords } from './dispute-words.ts';

const share = (name: string, ppm: number) => ({
  shareId: name,
  party: { id: name, name },
  role: 'LABEL',
  ppm,
});
const part: DisputePart = {
  cause: 'OVERCLAIM',
  territories: { include: ['DE'], exclude: [] },
  from: null,
  to: null,
  claimedPpm: 1_200_000,
  disputed: [share('North', 1_000_000), share('South', 200_000)],
  standing: [],
};

describe('a dispute in words', () => {
  test('says who claims how much of what, and where', () => {
    expect(conflictSentence(part, 'MASTER')).toBe('Two parties claim 120 % of the recording in Germany.');
    const everywhere = { ...part, territories: { include: ['WW'], exclude: ['DE'] }, claimedPpm: 1_333_333 };
    expect(conflictSentence(everywhere, 'COMPOSITION')).toBe(
      'Two parties claim 133.3333 % of the composition everywhere but Germany.',
    );
    const alone = { ...part, disputed: [share('North', 600_000), share('North', 600_000)] };
    expect(conflictSentence({ ...alone, from: '2027-01-01T00:00:00.000Z' }, 'MASTER')).toBe(
      'One party claims 120 % of the recording in Germany from 1 January 2027.',
    );
  });

  test('says whose share is said to be wrong', () => {
    const contested = { ...part, cause: 'CONTESTED' as const, disputed: [share('South', 200_000)] };
    expect(conflictSentence(contested, 'MASTER')).toBe(
      'South’s 20 % of the recording in Germany is said to be wrong.',
    );
    const two = { ...contested, disputed: [share('North Records', 700_000), share('South', 200_000)] };
    expect(conflictSentence(two, 'MASTER')).toBe(
      'North Records’ 70 % and South’s 20 % of the recording in Germany are said to be wrong.',
    );
  });

  test('names few territories and counts many', () => {
    expect(territoriesWords({ include: ['WW'], exclude: [] })).toBe('everywhere');
    expect(territoriesWords({ include: ['DE', 'FR', 'US'], exclude: [] })).toBe(
      'Germany, France and United States',
    );
    expect(territoriesWords({ include: ['DE', 'FR', 'US', 'GB', 'ES'], exclude: [] })).toBe(
      'Germany, France and 3 more',
    );
  });

  test('writes percentages exactly', () => {
    expect([0, 1, 10_000, 333_333, 1_000_000].map(percentWords)).toEqual([
      '0 %',
      '0.0001 %',
      '1 %',
      '33.3333 %',
      '100 %',
    ]);
  });

  test('tells the deadline that counts now', () => {
    const times = { respondBy: 'a', decideBy: 'b' };
    expect(deadline({ state: 'OPEN', ...times })).toEqual({ words: 'Answer by', at: 'a' });
    expect(deadline({ state: 'RESPONDED', ...times })?.at).toBe('b');
    expect(deadline({ state: 'UPHELD', ...times })).toBeNull();
  });
});
