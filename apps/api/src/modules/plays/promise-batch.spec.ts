import { describe, expect, test } from '@jest/globals';
import { canonicalBytes } from '@flipside/recipe';
import { fromBase64, leafHash, rootFromInclusion, toBase64 } from '@flipside/transparency';
import { promiseBatch } from './promise-batch.ts';

const playsOf = (size: number) =>
  Array.from({ length: size }, (_, index) => ({
    receiptId: String(index).padStart(64, '0'),
    recipe: `sha256-${index % 3}`,
    leaf: String(index).padStart(64, 'f'),
  }));

describe('promises of one answer', () => {
  test.each([1, 2, 3, 4, 5, 7, 8, 9, 31, 100, 500])('of %i plays: each path leads to the root', (size) => {
    const plays = playsOf(size);
    const { root, paths } = promiseBatch(plays);
    for (const [index, play] of plays.entries()) {
      const path = (paths[index] ?? []).map((hash) => fromBase64(hash)!);
      const found = rootFromInclusion(leafHash(canonicalBytes(play)), index, size, path);
      expect(found === null ? null : toBase64(found)).toBe(root);
    }
  });

  test('cover every member of a promise', () => {
    const [first, second] = playsOf(2);
    const { root } = promiseBatch([first!, second!]);
    for (const change of [{ receiptId: 'x' }, { recipe: 'x' }, { leaf: 'x' }])
      expect(promiseBatch([{ ...first!, ...change }, second!]).root).not.toBe(root);
  });
});
