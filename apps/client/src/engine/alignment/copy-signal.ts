import type { StereoPcm } from '../types.ts';
import { anchorSignal, DECIMATION } from './anchor-signal.ts';

/** Values of a segment: 5.9 s. */
const SEGMENT = 1 << 16;
/** Segments that are held: six minutes, 16 MB. */
const MOST_SEGMENTS = 64;

/** Bound once: looking a global up costs more than the call in some hosts. */
const { floor, max, min } = Math;

/** The anchor signal of a copy, in which many stretches are looked at again and again; made once, with memory bounded for long copies. */
export class CopySignal {
  /** Frames of the copy at 44.1 kHz. */
  readonly frames: number;
  readonly #pcm: StereoPcm;
  readonly #rounding: number;
  /** Those read last come last. */
  readonly #segments = new Map<number, Float32Array>();

  /** @param rounding power of noise in the copy that is not to be taken for sound (`rounding.ts`) */
  constructor(pcm: StereoPcm, rounding = 0) {
    this.#pcm = pcm;
    this.#rounding = rounding;
    this.frames = pcm.left.length;
  }

  /** Values [from, from + length) at the low rate; silence outside the copy. The same, to the bit, as `anchorSignal` gives. */
  read(from: number, length: number): Float32Array {
    const out = new Float32Array(length);
    const last = floor((from + length - 1) / SEGMENT);
    for (let index = floor(from / SEGMENT); index <= last; index++) {
      const start = index * SEGMENT;
      // An instant of sound has no influence beyond a segment beside it.
      if (start + 2 * SEGMENT < 0 || (start - SEGMENT) * DECIMATION > this.frames) continue;
      const [first, end] = [max(from, start), min(from + length, start + SEGMENT)];
      out.set(this.#segment(index).subarray(first - start, end - start), first - from);
    }
    return out;
  }

  #segment(index: number): Float32Array {
    const segment =
      this.#segments.get(index) ?? anchorSignal(this.#pcm, index * SEGMENT, SEGMENT, this.#rounding);
    this.#segments.delete(index);
    this.#segments.set(index, segment);
    for (const oldest of this.#segments.keys()) {
      if (this.#segments.size <= MOST_SEGMENTS) break;
      this.#segments.delete(oldest);
    }
    return segment;
  }
}
