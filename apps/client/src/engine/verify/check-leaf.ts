import { leafHash, parsePolicy, parseTlogProof, toBase64, verifyTlogProof } from '@flipside/transparency';

export interface CheckedLeaf {
  readonly ok: true;
  readonly index: number;
  readonly size: number;
  /** Base 64, from the leaf's sibling to the root's child. */
  readonly path: readonly string[];
  readonly root: string;
  readonly hash: string;
}

export interface FailedLeaf {
  readonly ok: false;
  readonly message: string;
}

/**
 * Checks on this device that an entry stands in a log that this key signs.
 * @param proof c2sp.org/tlog-proof@v1
 */
export function checkLeaf(proof: string, entry: string, vkey: string): CheckedLeaf | FailedLeaf {
  const bytes = new TextEncoder().encode(proof);
  const leaf = new TextEncoder().encode(entry);
  const policy = parsePolicy(`log ${vkey}\nquorum none\n`);
  if (!policy.ok) return { ok: false, message: policy.message };
  const verified = verifyTlogProof(bytes, leaf, policy.value);
  const parsed = parseTlogProof(bytes);
  if (!verified.ok) return { ok: false, message: verified.message };
  if (!parsed.ok) return { ok: false, message: parsed.message };
  const { checkpoint, index } = verified.value;
  return {
    ok: true,
    index,
    size: checkpoint.size,
    path: parsed.value.hashes.map(toBase64),
    root: toBase64(checkpoint.root),
    hash: toBase64(leafHash(leaf)),
  };
}

/** The hash by which a log finds an entry, in hex. */
export const entryHash = (entry: string): string =>
  [...leafHash(new TextEncoder().encode(entry))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
