import { describe, expect, test } from '@jest/globals';
import { HANDLE, isReserved, proposeHandle, withSuffix } from './handle.ts';

describe('proposeHandle', () => {
  test.each([
    ['Dana Doe', 'dana-doe'],
    ['  Zoë & the Ünïcorns ', 'zoe-the-unicorns'],
    ['DJ--X', 'dj-x'],
    ['a very long name that goes on and on', 'a-very-long-name-that-go'],
    ['x'.repeat(23) + ' yy', 'x'.repeat(23)],
  ])('%s becomes %s', (words, handle) => expect(proposeHandle(words)).toBe(handle));

  test.each(['', '***', '日本', 'Admin', 'deleted-x'])('%j becomes something else', (words) => {
    expect(proposeHandle(words)).toMatch(/^producer-[0-9a-f]{4}$/);
  });

  test('suffixed handles stay well formed', () => {
    for (const handle of ['a', 'x'.repeat(30), `${'x'.repeat(23)}-yyy`])
      expect(withSuffix(handle)).toMatch(HANDLE);
  });

  test('reserves names that pass for the instance', () => {
    expect(['admin', 'flipside', 'deleted-1'].every(isReserved)).toBe(true);
    expect(isReserved('dana')).toBe(false);
  });
});
