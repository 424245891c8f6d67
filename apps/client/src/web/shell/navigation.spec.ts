import { describe, expect, test } from '@jest/globals';
import { ownPlaces, sectionOf } from './navigation.ts';

const ARTIST = { party: true, operator: false };
const OPERATOR = { party: false, operator: true };
const PRODUCER = { party: false, operator: false };

describe('the section of a page', () => {
  test.each([
    ['/artist/mandates', ARTIST, '/artist'],
    ['/derivatives', ARTIST, '/artist'],
    ['/disputes/01', ARTIST, '/artist'],
    ['/parties/01', ARTIST, '/artist'],
    ['/parties', ARTIST, null],
    ['/corrections', ARTIST, '/artist'],
    ['/corrections', PRODUCER, null],
    ['/imports', ARTIST, '/artist'],
    ['/imports', OPERATOR, '/operator'],
    ['/operator/claims', OPERATOR, '/operator'],
    ['/disputes/01', OPERATOR, null],
    ['/', ARTIST, null],
  ] as const)('%s for %j', (path, roles, section) => {
    expect(sectionOf(path, roles)).toBe(section);
  });
});

test('everybody finds credit corrections, and nobody twice', () => {
  const paths = (roles: typeof ARTIST) =>
    ownPlaces(roles)
      .flat()
      .map(({ to }) => to);
  expect(paths(PRODUCER)).toEqual([
    '/flips',
    '/requests',
    '/following',
    '/corrections',
    '/parties',
    '/statements',
  ]);
  expect(paths(ARTIST)).toEqual(['/flips', '/requests', '/following', '/artist', '/parties', '/statements']);
  expect(paths(OPERATOR)).toContain('/operator');
});
