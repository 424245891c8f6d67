import { utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import { snapshotJson } from './json.snapshot.ts';

/** The value has no canonical form: it is not JSON (RFC 8785 §3.2.2, RFC 7493 I-JSON). */
export class CanonicalFormError extends Error {
  override readonly name = 'CanonicalFormError';
  /** RFC 6901 pointer to the part that is not JSON. */
  readonly pointer: string;

  constructor(pointer: string, message: string) {
    super(`${pointer === '' ? 'the value' : pointer} ${message}`);
    this.pointer = pointer;
  }
}

const BOUNDS = { depth: 128, nodes: 10_000_000, characters: 100_000_000 } as const;

/**
 * Canonical JSON text of a value by RFC 8785 (JCS).
 *
 * Stricter than `JSON.stringify`: `undefined`, functions, bigints, class instances, NaN, infinities and lone
 * surrogates are refused instead of being dropped or replaced, because a hash must cover all that a reader sees.
 *
 * @throws CanonicalFormError when the value is not I-JSON.
 */
export function canonicalise(value: unknown): string {
  const snapshot = snapshotJson(value, BOUNDS);
  if (!snapshot.ok) throw new CanonicalFormError(snapshot.pointer, snapshot.message);
  const text = canonicalize(snapshot.value);
  if (text === undefined) throw new CanonicalFormError('', 'has no JSON form');
  return text;
}

/** UTF-8 bytes of {@link canonicalise}: what is hashed and signed. */
export function canonicalBytes(value: unknown): Uint8Array {
  return utf8ToBytes(canonicalise(value));
}
