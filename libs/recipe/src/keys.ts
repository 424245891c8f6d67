import { ed25519 } from '@noble/curves/ed25519.js';
import { base58 } from '@scure/base';

declare const brand: unique symbol;
/** `did:key` of an Ed25519 public key. */
export type DidKey = `did:key:z6Mk${string}` & { readonly [brand]: 'DidKey' };

/** Multicodec `ed25519-pub` as a varint. */
const ED25519_PUB = [0xed, 0x01] as const;
const DID_KEY = /^did:key:z(6Mk[1-9A-HJ-NP-Za-km-z]{44})$/;

const isDidKey = (text: string): text is DidKey => DID_KEY.test(text);

/** The did:key of a 32-byte Ed25519 public key. */
export function didKeyFromPublicKey(publicKey: Uint8Array): DidKey {
  if (publicKey.length !== 32) throw new RangeError('an Ed25519 public key has 32 bytes');
  const did = `did:key:z${base58.encode(Uint8Array.of(...ED25519_PUB, ...publicKey))}`;
  if (!isDidKey(did)) throw new TypeError('an Ed25519 did:key starts with z6Mk');
  return did;
}

/** The 32-byte Ed25519 public key that a did:key names; null for anything else. */
export function publicKeyFromDidKey(did: string): Uint8Array | null {
  const digits = DID_KEY.exec(did)?.[1];
  if (digits === undefined) return null;
  const bytes = base58.decode(digits);
  if (bytes.length !== 34 || bytes[0] !== ED25519_PUB[0] || bytes[1] !== ED25519_PUB[1]) return null;
  return bytes.slice(2);
}

/** Reads a did:key of an Ed25519 public key; null when it is not one. */
export function parseDidKey(text: string): DidKey | null {
  return isDidKey(text) && publicKeyFromDidKey(text) !== null ? text : null;
}

/** The Ed25519 public key (32 bytes) of a 32-byte seed. */
export function publicKeyOf(secretKey: Uint8Array): Uint8Array {
  return ed25519.getPublicKey(secretKey);
}

/** Ed25519 signature (RFC 8032 §5.1.6, 64 bytes) over bytes, by a 32-byte seed. */
export function signBytes(bytes: Uint8Array, secretKey: Uint8Array): Uint8Array {
  return ed25519.sign(bytes, secretKey);
}

/**
 * Checks an Ed25519 signature by RFC 8032 §5.1.7, refusing keys of small order and non-canonical encodings, so that
 * one message has one valid signature per key. False for malformed keys and signatures too.
 */
export function verifyBytes(signature: Uint8Array, bytes: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== 64 || publicKey.length !== 32) return false;
  return ed25519.verify(signature, bytes, publicKey, { zip215: false });
}
