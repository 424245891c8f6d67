import { EMPTY_ROOT, nodeHash } from './hashing.ts';
import { assertSize, perfectNodes, splitOf } from './ranges.ts';
import type { LeafRange, TreeNode } from './ranges.ts';

/**
 * What has to be read to make something of a tree, and how to make it. Reading is the caller's: from tiles, a
 * database or memory, one by one or all at once, so that a tree of any size needs some dozens of hashes.
 */
export interface Plan<T> {
  /** Perfect subtrees whose hashes are needed, in this order. */
  readonly nodes: readonly TreeNode[];
  /**
   * @param hashes of `nodes`, in the same order, 32 bytes each.
   * @throws {RangeError} for another number of hashes.
   */
  readonly assemble: (hashes: readonly Uint8Array[]) => T;
}

/** Hash of a range from those of its perfect subtrees, left to right: the smaller right ones join first. */
function joined(hashes: readonly Uint8Array[]): Uint8Array {
  const [last, ...rest] = hashes.toReversed();
  if (last === undefined) return EMPTY_ROOT;
  return rest.reduce((right, left) => nodeHash(left, right), last);
}

function planOf<T>(ranges: readonly LeafRange[], make: (hashes: Uint8Array[]) => T): Plan<T> {
  const parts = ranges.map(perfectNodes);
  const nodes = parts.flat();
  return {
    nodes,
    assemble(hashes) {
      if (hashes.length !== nodes.length)
        throw new RangeError(`needs ${nodes.length} hashes, not ${hashes.length}`);
      let at = 0;
      return make(parts.map(({ length }) => joined(hashes.slice(at, (at += length)))));
    },
  };
}

/** The root of the first `size` leaves. A `size` of zero needs nothing and gives `EMPTY_ROOT`. */
export function rootPlan(size: number): Plan<Uint8Array> {
  assertSize(size);
  return planOf([{ begin: 0, end: size }], ([root]) => root ?? EMPTY_ROOT);
}

/**
 * The inclusion proof of leaf `index` in the tree of the first `size` leaves: hashes from the leaf's sibling to the
 * root's child (RFC 9162 §2.1.3.1).
 * @throws {RangeError} unless 0 ≤ `index` < `size`.
 */
export function inclusionPlan(index: number, size: number): Plan<Uint8Array[]> {
  assertSize(size);
  if (!Number.isSafeInteger(index) || index < 0 || index >= size)
    throw new RangeError('a leaf index is below the tree size');
  const path: LeafRange[] = [];
  let begin = 0;
  let end = size;
  while (end - begin > 1) {
    const middle = begin + splitOf(end - begin);
    path.push(index < middle ? { begin: middle, end } : { begin, end: middle });
    if (index < middle) end = middle;
    else begin = middle;
  }
  return planOf(path.toReversed(), (hashes) => hashes);
}

/**
 * The consistency proof between the trees of the first `from` and the first `to` leaves (RFC 9162 §2.1.4.1). It is
 * empty for equal sizes and for `from` of zero.
 * @throws {RangeError} unless 0 ≤ `from` ≤ `to`.
 */
export function consistencyPlan(from: number, to: number): Plan<Uint8Array[]> {
  assertSize(from);
  assertSize(to);
  if (from > to) throw new RangeError('the older tree is not larger than the newer one');
  const path: LeafRange[] = [];
  if (from === 0 || from === to) return planOf(path, (hashes) => hashes);
  let begin = 0;
  let end = to;
  while (from !== end) {
    const middle = begin + splitOf(end - begin);
    path.push(from <= middle ? { begin: middle, end } : { begin, end: middle });
    if (from <= middle) end = middle;
    else begin = middle;
  }
  // Unless the old tree is this very subtree, its hash is part of the proof.
  if (begin > 0) path.push({ begin, end });
  return planOf(path.toReversed(), (hashes) => hashes);
}
