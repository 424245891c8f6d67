import { base64, utf8 as utf8Coder } from '@scure/base';

export const utf8 = (text: string): Uint8Array => utf8Coder.decode(text);

/** The text of UTF-8 bytes; null when they are not UTF-8, or begin with a byte order mark. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    const text = utf8Coder.encode(bytes);
    return equalBytes(utf8(text), bytes) ? text : null;
  } catch {
    return null;
  }
}

/** Compares everything, whatever differs first. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (const [index, byte] of a.entries()) difference |= byte ^ (b[index] ?? 0);
  return difference === 0;
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Whether a text has a control character below U+0020 other than those allowed. */
export function hasControl(text: string, allowed: string): boolean {
  for (const character of text) if (character < ' ' && !allowed.includes(character)) return true;
  return false;
}

/** Standard Base 64 with padding (RFC 4648 §4). */
export const toBase64 = (bytes: Uint8Array): string => base64.encode(bytes);

/** Strict: standard alphabet, padding, no unused bits set; null for anything else. */
export function fromBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null;
  try {
    const bytes = base64.decode(text);
    return base64.encode(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
}

/** A decimal without sign or leading zeros, up to 2^53 − 1; null for anything else. */
export function parseDecimal(text: string): number | null {
  if (!/^(?:0|[1-9]\d{0,15})$/.test(text)) return null;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : null;
}

/** Eight bytes, big-endian. */
export function uint64(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

/** Reads eight big-endian bytes; null above 2^53 − 1. */
export function readUint64(bytes: Uint8Array, at: number): number | null {
  const value = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getBigUint64(at);
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : null;
}
