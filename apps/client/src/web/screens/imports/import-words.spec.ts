import { describe, expect, test } from '@jest/globals';
import type { ImportView } from '../../queries/imports.ts';
import { resultWords, stateWords, typeOf } from './import-words.ts';

const DONE = {
  state: 'DONE',
  phase: 'DONE',
  dryRun: true,
  counts: { created: 12_000, updated: 3, unchanged: 0, rejected: 1 },
} as ImportView;

describe('words about an import', () => {
  test.each([
    ['\uFEFF subject_key,title', 'CSV', 'text/csv'],
    ['<?xml version="1.0"?>', 'ERN', 'application/xml'],
    ['HDRPB000000199SOMEBODY', 'CWR', 'text/plain'],
    ['HDR_key;title', 'CSV', 'text/csv'],
  ])('%j is %s', (begin, format, type) => {
    expect(typeOf(begin)).toEqual({ format, type });
  });

  test('a trial says what would be, an import what is', () => {
    expect(stateWords(DONE)).toBe('Tried');
    expect(resultWords(DONE)).toBe('12,000 would be new, 3 changed, 0 stay the same, 1 are refused.');
    expect(resultWords({ ...DONE, dryRun: false })).toBe('12,000 new, 3 changed, 0 the same, 1 refused.');
    expect(stateWords({ ...DONE, state: 'RUNNING', phase: 'RECORDINGS' })).toBe('Recordings');
  });
});
