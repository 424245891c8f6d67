import { describe, expect, test } from '@jest/globals';
import { safeReturnTo } from './return-to.ts';

describe('safeReturnTo', () => {
  test.each(['/', '/feed', '/r/ABC?x=1&y=%2F', '/studio#new', '/a//b'])('keeps %s', (path) =>
    expect(safeReturnTo(path)).toBe(path),
  );

  test.each([
    undefined,
    '',
    'feed',
    'https://evil.example/',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '/a\\b',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    ' /feed',
    'javascript:alert(1)',
    '/\u0000',
  ])('drops %j', (path) => expect(safeReturnTo(path)).toBe('/'));

  test.each(['/.//evil.example', '/a/..//evil.example', '/%2e//evil.example'])(
    'never ends at another site: %s',
    (path) => {
      expect(new URL(safeReturnTo(path), 'https://flipside.example').origin).toBe('https://flipside.example');
      expect(safeReturnTo(path)).not.toMatch(/^\/\//);
    },
  );
});
