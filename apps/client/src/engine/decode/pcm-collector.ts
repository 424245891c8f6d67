import type { StereoPcm } from '../types.ts';

const SEGMENT_FRAMES = 1_048_576;

/** One channel that grows: into its final place where the length is known, into segments otherwise. */
class Channel {
  #whole: Float32Array | null = null;
  readonly #segments: Float32Array[] = [];
  #length = 0;

  expect(frames: number): void {
    this.#whole = new Float32Array(frames);
  }

  take(block: Float32Array): void {
    if (this.#whole !== null) {
      this.#whole.set(block, this.#length);
      this.#length += block.length;
      return;
    }
    for (let from = 0; from < block.length;) {
      const used = this.#length % SEGMENT_FRAMES;
      if (used === 0) this.#segments.push(new Float32Array(SEGMENT_FRAMES));
      const part = block.subarray(from, from + SEGMENT_FRAMES - used);
      this.#segments.at(-1)?.set(part, used);
      this.#length += part.length;
      from += part.length;
    }
  }

  /** Gives another channel what this one has so far. */
  copyTo(other: Channel): void {
    if (this.#whole !== null) other.take(this.#whole.subarray(0, this.#length));
    for (const [index, segment] of this.#segments.entries())
      other.take(segment.subarray(0, this.#length - index * SEGMENT_FRAMES));
  }

  /** All of it; segments are let go one by one as they are copied. */
  finish(): Float32Array {
    if (this.#whole !== null)
      return this.#length === this.#whole.length ? this.#whole : this.#whole.slice(0, this.#length);
    const whole = new Float32Array(this.#length);
    for (let at = 0, next = this.#segments.shift(); next !== undefined; next = this.#segments.shift()) {
      whole.set(next.subarray(0, this.#length - at), at);
      at += next.length;
    }
    return whole;
  }
}

/** Gathers blocks to one recording; what is the same on both sides is kept once until the end. */
export class PcmCollector {
  readonly #left = new Channel();
  #right: Channel | null = null;
  #expected: number | null = null;

  /** Says how many frames will come at most, so that they need not be copied together. */
  expect(frames: number): void {
    this.#expected = frames;
    this.#left.expect(frames);
  }

  take(left: Float32Array, right: Float32Array): void {
    if (left !== right && this.#right === null) this.#right = this.#secondSide();
    this.#left.take(left);
    this.#right?.take(right);
  }

  finish(): StereoPcm {
    const left = this.#left.finish();
    return { left, right: this.#right === null ? left.slice() : this.#right.finish() };
  }

  /** The right side of a recording whose sides were the same so far. */
  #secondSide(): Channel {
    const right = new Channel();
    if (this.#expected !== null) right.expect(this.#expected);
    this.#left.copyTo(right);
    return right;
  }
}
