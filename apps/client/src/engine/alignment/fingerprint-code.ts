import { decodeBinaryField } from '@flipside/recipe';
import { encodeBase64Url } from './base64.ts';

/** Chromaprint's default algorithm, `CHROMAPRINT_ALGORITHM_TEST2`. */
export const ALGORITHM = 1;
const NORMAL_BITS = 3;
const NORMAL_MAX = 7;
const EXCEPTION_BITS = 5;

/** Packs groups of bits, least significant first. */
class BitWriter {
  readonly #bytes: number[] = [];
  #used = 8;

  write(value: number, width: number): void {
    for (let bit = 0; bit < width; bit++) {
      if (this.#used === 8) {
        this.#bytes.push(0);
        this.#used = 0;
      }
      const last = this.#bytes.length - 1;
      this.#bytes[last] = (this.#bytes[last] ?? 0) | (((value >>> bit) & 1) << this.#used);
      this.#used++;
    }
  }

  /** The bytes so far; what is written next starts at a whole byte. */
  take(): number[] {
    this.#used = 8;
    return this.#bytes.splice(0);
  }
}

function readBits(bytes: Uint8Array, position: number, width: number): number {
  let value = 0;
  for (let bit = 0; bit < width; bit++, position++)
    value |= (((bytes[position >>> 3] ?? 0) >>> (position & 7)) & 1) << bit;
  return value;
}

/**
 * Chromaprint's compressed form: algorithm, count (24 bits, big-endian), then each item XOR its predecessor as the
 * distances between set bits in 3 bits each, ended by 0; distances of 7 and more continue in a second list of 5 bits each.
 *
 * @returns base64url without padding, as AcoustID writes it
 */
export function compressFingerprint(raw: Uint32Array): string {
  const normal = new BitWriter();
  const exceptions = new BitWriter();
  let previous = 0;
  for (const item of raw) {
    let bits = (item ^ previous) >>> 0;
    previous = item;
    for (let position = 1, last = 0; bits !== 0; position++, bits >>>= 1) {
      if ((bits & 1) === 0) continue;
      const distance = position - last;
      last = position;
      normal.write(Math.min(distance, NORMAL_MAX), NORMAL_BITS);
      if (distance >= NORMAL_MAX) exceptions.write(distance - NORMAL_MAX, EXCEPTION_BITS);
    }
    normal.write(0, NORMAL_BITS);
  }
  const count = raw.length;
  const head = [ALGORITHM, (count >>> 16) & 255, (count >>> 8) & 255, count & 255];
  return encodeBase64Url(Uint8Array.from([...head, ...normal.take(), ...exceptions.take()]));
}

/** The inverse of `compressFingerprint`; null when the text is no compressed Chromaprint of the default algorithm. */
export function decompressFingerprint(text: string): Uint32Array | null {
  const bytes = decodeBinaryField(text);
  if (bytes === null || bytes.length < 4 || bytes[0] !== ALGORITHM) return null;
  const count = ((bytes[1] ?? 0) << 16) | ((bytes[2] ?? 0) << 8) | (bytes[3] ?? 0);
  const end = bytes.length * 8;
  const distances: number[] = [];
  let position = 32;
  // Every item takes one group of three bits at least, so a false count ends the walk at the end of the bytes.
  for (let ended = 0; ended < count; position += NORMAL_BITS) {
    if (position + NORMAL_BITS > end) return null;
    const distance = readBits(bytes, position, NORMAL_BITS);
    distances.push(distance);
    if (distance === 0) ended++;
  }
  position = Math.ceil(position / 8) * 8;
  const raw = new Uint32Array(count);
  let index = 0;
  let value = 0;
  let last = 0;
  for (const distance of distances) {
    if (distance === 0) {
      raw[index++] = value;
      last = 0;
      continue;
    }
    last += distance;
    if (distance === NORMAL_MAX) {
      if (position + EXCEPTION_BITS > end) return null;
      last += readBits(bytes, position, EXCEPTION_BITS);
      position += EXCEPTION_BITS;
    }
    if (last > 32) return null;
    value = (value ^ (1 << (last - 1))) >>> 0;
  }
  return raw;
}
