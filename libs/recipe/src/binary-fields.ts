import { base64, base64nopad, base64url, base64urlnopad } from '@scure/base';
import { LIMITS } from './limits.ts';

/** Bytes of a base64 or base64url field, padded or not; null when it is neither or has stray trailing bits. */
export function decodeBinaryField(text: string): Uint8Array | null {
  const urlSafe = /[-_]/.test(text);
  if (urlSafe && /[+/]/.test(text)) return null;
  const padded = text.endsWith('=');
  const coder = urlSafe ? (padded ? base64url : base64urlnopad) : padded ? base64 : base64nopad;
  try {
    return coder.decode(text);
  } catch {
    // The coder's only way to say that the text is not base64.
    return null;
  }
}

/** Greatest number of the algorithms that Chromaprint defines (TEST1 … TEST5). */
const LAST_ALGORITHM = 4;
/** Chromaprint hops 1,365 frames at 11,025 Hz: 123.8 ms per item. Rounded down, which allows for tag errors. */
const LEAST_ITEM_MS = 120;

/** Reads groups of bits, least significant first, as Chromaprint packs them. */
function packedBits(bytes: Uint8Array, offset: number, width: number, index: number): number | null {
  let value = 0;
  for (let bit = 0; bit < width; bit += 1) {
    const position = index * width + bit;
    const byte = bytes[offset + (position >>> 3)];
    if (byte === undefined) return null;
    value |= ((byte >>> (position & 7)) & 1) << bit;
  }
  return value;
}

/**
 * Why bytes cannot be a compressed Chromaprint of a recording of this length, or null when they can.
 *
 * Layout: algorithm (1 byte), number of items (3 bytes, big-endian); then for every item the distances between its
 * set bits in 3 bits each, ended by 0; then, from the next whole byte, 5 bits for each distance that did not fit
 * (written 7). The length must follow exactly from that.
 */
export function fingerprintFault(bytes: Uint8Array, durationMs: number): string | null {
  const [algorithm, high, middle, low] = bytes;
  if (algorithm === undefined || high === undefined || middle === undefined || low === undefined) {
    return 'is too short for a Chromaprint';
  }
  if (algorithm > LAST_ALGORITHM) return 'names an unknown Chromaprint algorithm';
  const items = (high << 16) | (middle << 8) | low;
  if (items === 0) return 'holds no items';
  if (items > Math.ceil(durationMs / LEAST_ITEM_MS)) return 'holds more items than the recording is long';
  let groups = 0;
  let exceptions = 0;
  let lastBit = 0;
  for (let ended = 0; ended < items; groups += 1) {
    const distance = packedBits(bytes, 4, 3, groups);
    if (distance === null) return 'ends before its last item';
    if (distance === 7) exceptions += 1;
    lastBit = distance === 0 ? 0 : lastBit + distance;
    if (lastBit > 32) return 'sets a bit beyond the 32 of an item';
    if (distance === 0) ended += 1;
  }
  const length = 4 + Math.ceil((groups * 3) / 8) + Math.ceil((exceptions * 5) / 8);
  return bytes.length === length ? null : 'has a length that does not follow from its items';
}

/**
 * Layout of the onset envelope of a recording: one byte per hop, hops of equal whole milliseconds, the shortest of at
 * least 50 ms with which the whole recording fits into 4,096 bytes. At 20 values of 8 bits a second it is far too
 * coarse to carry sound.
 *
 * @returns the hop in milliseconds and the exact number of bytes: `ceil(durationMs / hopMs)`.
 */
export function onsetEnvelopeLayout(durationMs: number): { readonly hopMs: number; readonly bytes: number } {
  const hopMs = Math.max(LIMITS.onsetEnvelopeHopMs, Math.ceil(durationMs / LIMITS.onsetEnvelopeBytes));
  return { hopMs, bytes: Math.ceil(durationMs / hopMs) };
}
