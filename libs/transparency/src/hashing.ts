import { sha256 } from '@noble/hashes/sha2.js';
import { concat } from './bytes.ts';

/** Bytes of every hash here: SHA-256. */
export const HASH_BYTES = 32;

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** Root of the tree without leaves: SHA-256 of nothing (RFC 9162 §2.1.1). */
export const EMPTY_ROOT: Uint8Array = sha256(new Uint8Array(0));

/** Hash of a leaf from its data: SHA-256(0x00 ‖ data) (RFC 9162 §2.1.1). */
export const leafHash = (data: Uint8Array): Uint8Array => sha256(concat(LEAF, data));

/** Hash of two subtrees, 32 bytes each: SHA-256(0x01 ‖ left ‖ right) (RFC 9162 §2.1.1). */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array =>
  sha256(concat(NODE, left, right));
