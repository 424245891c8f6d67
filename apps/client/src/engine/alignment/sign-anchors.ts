import { decodeBinaryField, onsetEnvelopeLayout } from '@flipside/recipe';
import type { StereoPcm } from '../types.ts';
import { ANCHOR_RATE, anchorSignal, DECIMATION } from './anchor-signal.ts';

/** Bound once: looking a global up costs more than the call in some hosts. */
const { imul } = Math;

/**
 * Sign anchors: one byte per hop of the recipe's `onsetEnvelope` (50 ms, or longer so that 4,096 bytes last), eight bits at eight
 * instants of the hop. A bit says only whether the anchor signal is positive at its instant; the instants are fixed by a hash of
 * their index, one in each eighth of the hop.
 *
 * They cannot be listened to: 160 bits a second or fewer, without any level, at irregular instants 6 ms apart, of a signal whose spectrum
 * was flattened. That is a sixtieth of what its bandwidth would need. But thousands of such bits together have one sharp
 * correlation peak, as wide as the signal's shortest wave, which places a copy to a fraction of a frame.
 */
export interface SignAnchors {
  /** Instants, as indices at 11,025 Hz from the start of the canonical recording, increasing. */
  readonly instants: Int32Array;
  /** +1 or −1 at each instant. */
  readonly signs: Int8Array;
  /** First and last instant that is not digital silence, which has no positive sign at all. */
  readonly soundStart: number;
  readonly soundEnd: number;
}

const BITS_PER_HOP = 8;
const SEGMENT = 64 * 1024;

/** A fixed hash of the index to 32 bits (xorshift-multiply; constants of Murmur 3's finaliser). */
function hash(index: number): number {
  let x = imul(index + 1, 0x9e3779b1);
  x = imul(x ^ (x >>> 16), 0x85ebca6b);
  x = imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/** The instants of a recording of this length: they depend on nothing else. */
export function anchorInstants(durationMs: number): Int32Array {
  const { hopMs, bytes } = onsetEnvelopeLayout(durationMs);
  const step = (hopMs * ANCHOR_RATE) / (1000 * BITS_PER_HOP);
  const instants = new Int32Array(bytes * BITS_PER_HOP);
  for (let i = 0; i < instants.length; i++) instants[i] = Math.floor((i + hash(i) / 4_294_967_296) * step);
  return instants;
}

/** Takes the anchor bytes of a canonical recording. `durationMs` must be the one that the recipe states. */
export function takeSignAnchors(pcm: StereoPcm, durationMs: number): Uint8Array {
  const instants = anchorInstants(durationMs);
  const bytes = new Uint8Array(instants.length / BITS_PER_HOP);
  let index = 0;
  const end = Math.ceil(pcm.left.length / DECIMATION);
  for (let from = 0; from < end && index < instants.length; from += SEGMENT) {
    const signal = anchorSignal(pcm, from, SEGMENT);
    for (; index < instants.length && (instants[index] ?? 0) < from + SEGMENT; index++) {
      if ((signal[(instants[index] ?? 0) - from] ?? 0) <= 0) continue;
      const byte = index >>> 3;
      bytes[byte] = (bytes[byte] ?? 0) | (1 << (index & 7));
    }
  }
  return bytes;
}

/** Reads the recipe's field; null when it does not have the length that the duration asks for. */
export function readSignAnchors(text: string, durationMs: number): SignAnchors | null {
  const bytes = decodeBinaryField(text);
  const instants = anchorInstants(durationMs);
  if (bytes === null || bytes.length * BITS_PER_HOP !== instants.length) return null;
  const signs = new Int8Array(instants.length);
  for (let i = 0; i < signs.length; i++) signs[i] = (((bytes[i >>> 3] ?? 0) >>> (i & 7)) & 1) === 1 ? 1 : -1;
  const soundStart = instants[signs.indexOf(1)] ?? 0;
  return { instants, signs, soundStart, soundEnd: instants[signs.lastIndexOf(1)] ?? 0 };
}

/** The anchors that a copy of inverted polarity would have given. */
export function invertAnchors(anchors: SignAnchors): SignAnchors {
  return { ...anchors, signs: anchors.signs.map((sign) => -sign) };
}
