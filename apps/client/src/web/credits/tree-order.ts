import type { TreeNode } from '../queries/credits.ts';

/** A flip below another, with those below itself. */
export interface Branch {
  readonly node: TreeNode;
  readonly below: readonly Branch[];
}

/**
 * The flips made from one, each under the first of its parents that is shown: a flip with two parents in the tree
 * stands once.
 */
export function branchesOf(root: string, descendants: readonly TreeNode[]): Branch[] {
  const shown = new Set([root, ...descendants.map(({ hash }) => hash)]);
  const byParent = new Map<string, TreeNode[]>();
  for (const node of descendants) {
    const parent = node.depth === 1 ? root : node.parents.find((hash) => hash !== root && shown.has(hash));
    if (parent === undefined) continue;
    byParent.set(parent, [...(byParent.get(parent) ?? []), node]);
  }
  const below = (hash: string): Branch[] =>
    (byParent.get(hash) ?? []).map((node) => ({ node, below: below(node.hash) }));
  return below(root);
}

/** The oldest first, so that the line reads downwards. */
export const oldestFirst = (ancestors: readonly TreeNode[]): TreeNode[] =>
  ancestors.toSorted((a, b) => a.depth - b.depth || a.publishedAt.localeCompare(b.publishedAt));
