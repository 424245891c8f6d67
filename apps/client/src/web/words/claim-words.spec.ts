import { describe, expect, test } from '@jest/globals';
import { subjectCode, termsWords } from './claim-words.ts';

describe('a share in words', () => {
  test('says how much, as what, where and when', () => {
    const share = {
      ppm: 512_345,
      role: 'SUB_PUBLISHER',
      territories: ['WW'],
      excludeTerritories: ['FR'],
      from: null,
      to: null,
    };
    expect(termsWords(share)).toBe('51.23 % as sub publisher, everywhere but France');
    const dated = {
      ...share,
      territories: ['DE', 'AT'],
      excludeTerritories: [],
      from: '2026-05-01T00:00:00.000Z',
      to: '2027-01-01T00:00:00.000Z',
    };
    expect(termsWords(dated)).toBe(
      '51.23 % as sub publisher, Germany, Austria, from 1 May 2026, until 1 January 2027',
    );
  });

  test('names its subject by code', () => {
    const subject = { kind: 'WORK' as const, id: 'x', title: 'W', isrc: null, iswc: 'T0345246801' };
    expect(subjectCode(subject)).toBe('T0345246801');
    expect(subjectCode({ ...subject, iswc: null })).toBe('no ISWC yet');
    expect(subjectCode({ ...subject, isrc: 'USSM19803037' })).toBe('US-SM1-98-03037');
  });
});
