import sodium from 'sodium-native';

const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;

/**
 * Whether an Ed25519 signature (RFC 8032) is that of the key, by libsodium: it takes three fifths of OpenSSL's time. Keys and points of
 * small order, with which one signature fits many texts, forms that are not canonical and unreduced S are refused, so
 * that whoever checks a receipt later, by another library, finds it signed (ADR 72).
 */
export const isSignedBy = (publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean =>
  publicKey.length === KEY_BYTES &&
  signature.length === SIGNATURE_BYTES &&
  sodium.crypto_sign_verify_detached(signature, bytes, publicKey);
