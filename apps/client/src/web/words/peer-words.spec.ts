import { describe, expect, test } from '@jest/globals';
import { agoWords, lagWords } from './peer-words.ts';
import type { PeerLog } from '../queries/peers.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const before = (ms: number) => new Date(NOW - ms).toISOString();

describe('how old news of a peer are', () => {
  test.each([
    [0, 'Just now'],
    [59_000, 'Just now'],
    [60_000, '1 minute ago'],
    [3_599_000, '59 minutes ago'],
    [7_200_000, '2 hours ago'],
    [8 * 86_400_000, '8 days ago'],
  ])('%d ms', (age, words) => expect(agoWords(before(age), NOW)).toBe(words));

  test('never', () => expect(agoWords(null, NOW)).toBe('Never'));

  test.each([
    [0, 'All read'],
    [1, '1 leaf behind'],
    [12_345, '12,345 leaves behind'],
  ])('%d behind', (behind, words) =>
    expect(lagWords({ headSize: 20_000, cursor: 20_000 - behind } as PeerLog)).toBe(words),
  );
});
