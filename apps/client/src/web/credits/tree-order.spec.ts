import { describe, expect, test } from '@jest/globals';
import type { TreeNode } from '../queries/credits.ts';
import { branchesOf, oldestFirst, type Branch } from './tree-order.ts';

const node = (hash: string, depth: number, parents: string[], publishedAt = '2026-01-01'): TreeNode =>
  ({ hash, depth, parents, publishedAt }) as TreeNode;
const names = (branches: readonly Branch[]): unknown[] =>
  branches.map(({ node: { hash }, below }) => (below.length === 0 ? hash : [hash, names(below)]));

describe('the flips below a flip', () => {
  test('stand under what they were made from, each once', () => {
    const flips = [
      node('a', 1, ['root']),
      node('b', 1, ['root', 'a']),
      node('c', 2, ['b', 'root']),
      node('d', 3, ['c', 'elsewhere']),
    ];
    expect(names(branchesOf('root', flips))).toEqual(['a', ['b', [['c', ['d']]]]]);
  });

  test('are left out when what is between them was', () => {
    expect(branchesOf('root', [node('x', 2, ['unknown'])])).toEqual([]);
  });
});

test('ancestors read from the oldest down', () => {
  const list = [node('b', -1, [], '2026-03'), node('a', -1, [], '2026-02'), node('z', -2, [])];
  expect(oldestFirst(list).map(({ hash }) => hash)).toEqual(['z', 'a', 'b']);
});
