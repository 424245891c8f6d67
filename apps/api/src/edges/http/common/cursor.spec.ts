import { describe, expect, test } from '@jest/globals';
import { InvalidRequestError } from '../../../platform/problem/errors.ts';
import { decodeCursor, encodeCursor, pageRequest, presentPage } from './cursor.ts';

const ID = '0190a000-0000-7000-8000-000000000001';
const HASH = `sha256-${'a'.repeat(64)}`;
const AT = '2026-11-22T10:00:00.123Z';

describe('a cursor', () => {
  test('reads back what was written', () => {
    const cursor = encodeCursor({ key: AT, id: HASH });
    expect(cursor).toMatch(/^[A-Za-z0-9_-]{1,256}$/);
    expect(decodeCursor(cursor, 'recipes')).toEqual({ key: AT, id: HASH });
    expect(decodeCursor(encodeCursor({ key: 'WORK', id: ID }), 'party-catalogue')).toEqual({
      key: 'WORK',
      id: ID,
    });
  });

  test.each([
    ['of another listing', encodeCursor({ key: AT, id: ID })],
    ['with a date that is none', encodeCursor({ key: 'yesterday', id: HASH })],
    ['with a year that is none', encodeCursor({ key: '0000-01-01T00:00:00.000Z', id: HASH })],
    ['with a date written otherwise', encodeCursor({ key: '2026-11-22T10:00Z', id: HASH })],
    ['that is no JSON', 'AAAA'],
    ['with more parts', Buffer.from(JSON.stringify([AT, HASH, 'x'])).toString('base64url')],
    ['with an object', Buffer.from('{"key":1}').toString('base64url')],
  ])('%s is refused', (_name, cursor) => {
    expect(() => decodeCursor(cursor, 'recipes')).toThrow(InvalidRequestError);
  });

  test('pages carry it, and the last has none', () => {
    const next = { key: 'grant', id: ID };
    const page = presentPage({ items: [1, 2], next }, (n) => n * 2);
    expect(page).toEqual({ items: [2, 4], nextCursor: encodeCursor(next) });
    expect(pageRequest({ cursor: page.nextCursor ?? '', limit: 2 }, 'grants')).toEqual({
      after: next,
      limit: 2,
    });
    expect(presentPage({ items: [], next: null }, (n) => n).nextCursor).toBeNull();
    expect(pageRequest({ limit: 5 }, 'grants')).toEqual({ after: null, limit: 5 });
  });
});
