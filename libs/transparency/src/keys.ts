import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, equalBytes, fromBase64, toBase64, utf8 } from './bytes.ts';
import { accepted, refused } from './result.ts';
import type { Parsed } from './result.ts';

/** Signature type identifiers (signed-note, "Signature types"): a log's Ed25519, and a witness's timestamped Ed25519. */
export const KEY_TYPES = { ed25519: 0x01, cosignature: 0x04 } as const;
export type KeyType = (typeof KEY_TYPES)[keyof typeof KEY_TYPES];

const PUBLIC_KEY_BYTES = 32;
const KEY_ID_BYTES = 4;
const NEWLINE = Uint8Array.of(0x0a);
/** Non-empty, without Unicode spaces, control characters, lone surrogates and plus (signed-note, "Format"). */
const KEY_NAME = /^[^\s+\p{Cc}\p{Cs}\p{Z}]{1,255}$/u;

/** A public key that signatures are checked with, under the name that stands in signature lines. */
export interface VerifierKey {
  readonly name: string;
  readonly type: KeyType;
  /** Four bytes that, with the name, say which key signed. */
  readonly id: Uint8Array;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
}

/** A key that signs: a verifier key and its 32-byte Ed25519 seed. */
export interface SignerKey extends VerifierKey {
  readonly secretKey: Uint8Array;
}

export const isKeyName = (name: string): boolean => KEY_NAME.test(name);

/** SHA-256(name ‖ 0x0A ‖ type ‖ public key), its first four bytes (signed-note, "Signatures"). */
export function keyId(name: string, type: KeyType, publicKey: Uint8Array): Uint8Array {
  return sha256(concat(utf8(name), NEWLINE, Uint8Array.of(type), publicKey)).slice(0, KEY_ID_BYTES);
}

/** @throws {RangeError} for a name that cannot stand in a signature line, or a key that is not 32 bytes. */
export function verifierKey(name: string, type: KeyType, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw new RangeError('a key name has no spaces and no plus');
  if (publicKey.length !== PUBLIC_KEY_BYTES) throw new RangeError('an Ed25519 public key has 32 bytes');
  return { name, type, publicKey, id: keyId(name, type, publicKey) };
}

/** @param secretKey 32-byte Ed25519 seed (RFC 8032 §5.1.5). */
export function signerKey(name: string, type: KeyType, secretKey: Uint8Array): SignerKey {
  return { ...verifierKey(name, type, ed25519.getPublicKey(secretKey)), secretKey };
}

const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** A key as text: `<name>+<hex key id>+<base64 of type and key>` (signed-note, "Verifier keys"). */
export function formatVkey({ name, id, type, publicKey }: VerifierKey): string {
  return `${name}+${hex(id)}+${toBase64(concat(Uint8Array.of(type), publicKey))}`;
}

export type VkeyFault = 'VKEY_MALFORMED' | 'VKEY_TYPE_UNKNOWN' | 'VKEY_ID_WRONG';

/** Reads a key from text. The text is split at its first two pluses only: Base 64 has more of them. */
export function parseVkey(text: string): Parsed<VerifierKey, VkeyFault> {
  const [, name = '', idText = '', keyText = ''] = /^([^+]*)\+([0-9a-f]{8})\+(.{1,200})$/.exec(text) ?? [];
  const encoded = fromBase64(keyText);
  if (!isKeyName(name) || encoded === null || encoded.length !== PUBLIC_KEY_BYTES + 1)
    return refused('VKEY_MALFORMED', 'is not <name>+<key id>+<key> with an Ed25519 key');
  const type = Object.values(KEY_TYPES).find((known) => known === encoded[0]);
  if (type === undefined) return refused('VKEY_TYPE_UNKNOWN', `has the unknown type ${encoded[0]}`);
  const key = verifierKey(name, type, encoded.slice(1));
  if (hex(key.id) !== idText) return refused('VKEY_ID_WRONG', 'names another key id than its key has');
  return accepted(key);
}

/** Whether a signature line's name and key id are this key's. */
export const isKeyOf = (key: VerifierKey, name: string, id: Uint8Array): boolean =>
  key.name === name && equalBytes(key.id, id);

/** Ed25519 (RFC 8032 §5.1.6), 64 bytes. */
export const signBytes = (bytes: Uint8Array, { secretKey }: SignerKey): Uint8Array =>
  ed25519.sign(bytes, secretKey);

/**
 * Ed25519 by RFC 8032 §5.1.7, refusing keys of small order and non-canonical encodings. False for malformed
 * signatures and keys.
 */
export function verifyBytes(signature: Uint8Array, bytes: Uint8Array, { publicKey }: VerifierKey): boolean {
  if (signature.length !== 64) return false;
  try {
    return ed25519.verify(signature, bytes, publicKey, { zip215: false });
  } catch {
    // The curve library throws for bytes that are no point of the curve.
    return false;
  }
}
