/** A perfect subtree: the leaves from `index · 2^height` on, `2^height` of them. */
export interface TreeNode {
  readonly height: number;
  readonly index: number;
}

/** Leaves from `begin` to before `end`, whose subtree hash is wanted. */
export interface LeafRange {
  readonly begin: number;
  readonly end: number;
}

/** @throws {RangeError} for a tree size that is no whole number from 0 to 2^53 − 1. */
export function assertSize(size: number): void {
  if (!Number.isSafeInteger(size) || size < 0)
    throw new RangeError('a tree size is a whole number from zero on');
}

/** Largest power of two below `size`, where a tree of that size splits (RFC 9162 §2.1.1). For `size` ≥ 2. */
export function splitOf(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

/** How often a whole number can be halved; 0 for odd ones. */
function twosIn(value: number): number {
  let count = 0;
  for (let rest = value; rest % 2 === 0; rest /= 2) count += 1;
  return count;
}

/** The largest power of two that is no more than `value`, as its exponent. For `value` ≥ 1. */
function log2Floor(value: number): number {
  let exponent = 0;
  while (2 ** (exponent + 1) <= value) exponent += 1;
  return exponent;
}

/**
 * The perfect subtrees that make up a range, left to right. The range is one that proofs ask for: it begins at a
 * multiple of the largest power of two that fits, so sizes only fall.
 */
export function perfectNodes({ begin, end }: LeafRange): TreeNode[] {
  const nodes: TreeNode[] = [];
  for (let at = begin; at < end;) {
    const aligned = at === 0 ? Infinity : twosIn(at);
    const height = Math.min(aligned, log2Floor(end - at));
    nodes.push({ height, index: at / 2 ** height });
    at += 2 ** height;
  }
  return nodes;
}
