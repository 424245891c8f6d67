import { describe, expect, test } from '@jest/globals';
import { isrcOf, readableIsrc } from './isrc.ts';

describe('an ISRC as it is typed', () => {
  test.each([
    ['GBABC2600001', 'GBABC2600001'],
    [' gb-abc-26-00001 ', 'GBABC2600001'],
    ['GBA1C2600001', 'GBA1C2600001'],
    ['GBABC260000', null],
    ['G1ABC2600001', null],
    ['GBABC26000011', null],
    ['', null],
  ])('%s', (text, isrc) => expect(isrcOf(text)).toBe(isrc));

  test('is read back as it is shown', () =>
    expect(isrcOf(readableIsrc('GBABC2600001'))).toBe('GBABC2600001'));
});
