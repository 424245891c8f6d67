import { describe, expect, test } from '@jest/globals';
import { isSameOrigin } from './same-origin.ts';

const OURS = 'https://flipside.example';

describe('isSameOrigin', () => {
  test.each(['GET', 'HEAD', 'OPTIONS'])('lets %s pass from anywhere', (method) =>
    expect(
      isSameOrigin(method, { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, OURS),
    ).toBe(true),
  );

  test.each([
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'same-origin', origin: 'http://localhost:5173' }, true],
    [{ origin: OURS }, true],
    [{ 'sec-fetch-site': 'same-site', origin: OURS }, false],
    [{ 'sec-fetch-site': 'cross-site', origin: OURS }, false],
    [{ 'sec-fetch-site': 'none' }, false],
    [{ 'sec-fetch-site': ['same-origin', 'cross-site'] }, false],
    [{ origin: 'https://evil.example' }, false],
    [{ origin: `${OURS}.evil.example` }, false],
    [{ origin: 'http://flipside.example' }, false],
    [{ origin: 'null' }, false],
    [{}, false],
  ])('judges a change with %j: %s', (headers, expected) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      expect(isSameOrigin(method, headers, OURS)).toBe(expected);
  });
});
