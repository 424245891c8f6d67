import { describe, expect, test } from '@jest/globals';
import { daySpan, handle, month, parseSearch, reading, stringifySearch, tag, uuid } from './search-params.ts';

describe('what an address says', () => {
  test('is text, whatever it looks like, and comes back as it was', () => {
    const search = {
      tag: '808',
      leaf: '99999999999999999999',
      q: '"held" note & more',
      state: 'true',
      e: '1e3',
    };
    expect(parseSearch(stringifySearch({ ...search, party: undefined }))).toEqual(search);
    expect(stringifySearch({ party: undefined })).toBe('');
    expect(parseSearch('?bpmMin=%22120%22')).toEqual({ bpmMin: '120' });
  });

  test.each([
    [uuid, '0190a000-0000-7000-8000-000000000001', ['abc', '-1', '']],
    [tag, 'bright', ['-1', '<script>', 'x'.repeat(600), '\0']],
    [handle, 'tessel-ruud', ['-1', 'Tessel', 'x'.repeat(600)]],
    [month, '2026-11', ['abc', '2026-13', '2026-1']],
  ])('is left out where it does not fit', (read, fitting, others) => {
    expect(read(fitting)).toBe(fitting);
    for (const other of [...others, 7, null, undefined, ['a']]) expect(read(other)).toBeUndefined();
  });

  // The router keeps what an address says where a route says nothing.
  test('is there as undefined where it is left out', () => {
    expect(Object.entries(reading({ party: uuid })({ party: 'abc', other: 'x' }))).toEqual([
      ['party', undefined],
    ]);
    expect(daySpan({ from: '2026-11-26', until: '2026-11-25' })).toEqual({ from: '2026-11-26' });
  });
});
