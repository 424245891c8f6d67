import { equalBytes } from './bytes.ts';
import { EMPTY_ROOT, HASH_BYTES, nodeHash } from './hashing.ts';

const half = (value: number): number => Math.floor(value / 2);
const isOdd = (value: number): boolean => value % 2 === 1;
const isSize = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
const areHashes = (hashes: readonly Uint8Array[]): boolean =>
  hashes.every(({ length }) => length === HASH_BYTES);

/**
 * The root that an inclusion proof leads to; null when it is malformed: an index outside of the tree, an empty tree,
 * hashes of the wrong length, too few or too many of them (RFC 9162 §2.1.3.2).
 */
export function rootFromInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
): Uint8Array | null {
  if (!isSize(index) || !isSize(size) || index >= size || leaf.length !== HASH_BYTES || !areHashes(proof))
    return null;
  let node = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return null;
    if (isOdd(node) || node === last) {
      hash = nodeHash(sibling, hash);
      while (!isOdd(node) && node !== 0) {
        node = half(node);
        last = half(last);
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    node = half(node);
    last = half(last);
  }
  return last === 0 ? hash : null;
}

/**
 * Whether a leaf (by its hash) stands at `index` of the tree with this size and root (RFC 9162 §2.1.3.2). False for
 * anything malformed.
 */
export function verifyInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  const found = rootFromInclusion(leaf, index, size, proof);
  return found !== null && equalBytes(found, root);
}

interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/** Equal sizes need equal roots and no proof; every tree continues the empty one, also without proof. */
function verifyTrivially(from: TreeHead, to: TreeHead, proof: readonly Uint8Array[]): boolean {
  if (proof.length > 0) return false;
  if (from.size === to.size) return equalBytes(from.root, to.root);
  return equalBytes(from.root, EMPTY_ROOT);
}

/**
 * Whether the newer tree begins with all leaves of the older one, unchanged (RFC 9162 §2.1.4.2). False for anything
 * malformed: sizes that fall, hashes of the wrong length, too few or too many of them.
 */
export function verifyConsistency(from: TreeHead, to: TreeHead, proof: readonly Uint8Array[]): boolean {
  if (!isSize(from.size) || !isSize(to.size) || from.size > to.size) return false;
  if (!areHashes([...proof, from.root, to.root])) return false;
  if (from.size === 0 && !equalBytes(from.root, EMPTY_ROOT)) return false;
  if (from.size === 0 || from.size === to.size) return verifyTrivially(from, to, proof);
  let node = from.size - 1;
  let last = to.size - 1;
  while (isOdd(node)) {
    node = half(node);
    last = half(last);
  }
  // An older tree that is one perfect subtree of the newer one stands for itself.
  const [first, ...rest] = node === 0 ? [from.root, ...proof] : proof;
  if (first === undefined || rest.length === 0) return false;
  let older = first;
  let newer = first;
  for (const hash of rest) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      older = nodeHash(hash, older);
      newer = nodeHash(hash, newer);
      while (!isOdd(node) && node !== 0) {
        node = half(node);
        last = half(last);
      }
    } else {
      newer = nodeHash(newer, hash);
    }
    node = half(node);
    last = half(last);
  }
  return last === 0 && equalBytes(older, from.root) && equalBytes(newer, to.root);
}
