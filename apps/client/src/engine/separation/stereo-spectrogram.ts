import { Stft } from '../dsp/fft.ts';
import type { StereoPcm } from '../types.ts';

const { floor, sqrt } = Math;

/**
 * Spectra of a run of stereo frames on the recording's own frame grid: frame `t` begins at sample
 * `t · hop − (size − hop)`, so that it does not matter in which block a frame is looked at.
 */
export class StereoSpectrogram {
  readonly bins: number;
  readonly hop: number;
  readonly size: number;
  readonly leftRe: Float32Array;
  readonly leftIm: Float32Array;
  readonly rightRe: Float32Array;
  readonly rightIm: Float32Array;
  /** First frame held, and how many. */
  first = 0;
  count = 0;
  readonly #capacity: number;
  readonly #stft: Stft;
  readonly #re: Float64Array;
  readonly #im: Float64Array;

  constructor(size: number, hop: number, capacity: number) {
    this.#stft = new Stft(size, hop, 'sine');
    this.size = size;
    this.hop = hop;
    this.bins = this.#stft.bins;
    this.#capacity = capacity;
    this.leftRe = new Float32Array(capacity * this.bins);
    this.leftIm = new Float32Array(capacity * this.bins);
    this.rightRe = new Float32Array(capacity * this.bins);
    this.rightIm = new Float32Array(capacity * this.bins);
    this.#re = new Float64Array(this.bins);
    this.#im = new Float64Array(this.bins);
  }

  /** First sample of a frame. */
  startOf(frame: number): number {
    return frame * this.hop - (this.size - this.hop);
  }

  /** First frame that touches a sample. */
  firstTouching(sample: number): number {
    return floor(sample / this.hop);
  }

  /** Last frame that touches a sample. */
  lastTouching(sample: number): number {
    return floor(sample / this.hop) + this.size / this.hop - 1;
  }

  /** Forgets what it holds and begins again at a frame. */
  begin(first: number): void {
    this.first = first;
    this.count = 0;
  }

  /**
   * Goes on to a later first frame of the same sound, and keeps the frames that it holds from there on.
   *
   * @returns rows that were let go of at the start; null when nothing could be kept
   */
  advance(first: number): number | null {
    const gone = first - this.first;
    if (gone < 0 || gone >= this.count) {
      this.begin(first);
      return null;
    }
    for (const part of [this.leftRe, this.leftIm, this.rightRe, this.rightIm]) {
      part.copyWithin(0, gone * this.bins, this.count * this.bins);
    }
    this.first = first;
    this.count -= gone;
    return gone;
  }

  /** Offset of a held frame's bins in the arrays. */
  rowOf(frame: number): number {
    return (frame - this.first) * this.bins;
  }

  /** Adds the next frame; `origin` is the sample number of the first frame of `pcm`. */
  append(pcm: StereoPcm, origin: number): void {
    if (this.count === this.#capacity) throw new RangeError('More frames than the spectrogram was made for');
    const start = this.startOf(this.first + this.count) - origin;
    const row = this.count * this.bins;
    this.#stft.analyse(pcm.left, start, this.#re, this.#im);
    this.leftRe.set(this.#re, row);
    this.leftIm.set(this.#im, row);
    this.#stft.analyse(pcm.right, start, this.#re, this.#im);
    this.rightRe.set(this.#re, row);
    this.rightIm.set(this.#im, row);
    this.count++;
  }

  /** Loudness `√(|L|² + |R|²)` of every bin of a held frame. */
  magnitudes(frame: number, output: Float32Array, offset: number): void {
    const row = this.rowOf(frame);
    for (let k = 0; k < this.bins; k++) {
      const a = this.leftRe[row + k] as number;
      const b = this.leftIm[row + k] as number;
      const c = this.rightRe[row + k] as number;
      const d = this.rightIm[row + k] as number;
      output[offset + k] = sqrt(a * a + b * b + c * c + d * d);
    }
  }

  /** How much of each bin is common to both channels: 1 in the middle, ½ on one side, 0 in counterphase. */
  centredness(frame: number, output: Float32Array): void {
    const row = this.rowOf(frame);
    for (let k = 0; k < this.bins; k++) {
      const a = this.leftRe[row + k] as number;
      const b = this.leftIm[row + k] as number;
      const c = this.rightRe[row + k] as number;
      const d = this.rightIm[row + k] as number;
      const total = a * a + b * b + c * c + d * d;
      output[k] = total > 0 ? 0.5 + (a * c + b * d) / total : 0.5;
    }
  }

  /** Adds a held frame, weighted bin by bin, to `output`, whose first sample is number `origin`. */
  synthesise(frame: number, mask: Float32Array, output: StereoPcm, origin: number): void {
    const start = this.startOf(frame) - origin;
    this.#weigh(this.leftRe, this.leftIm, frame, mask);
    this.#stft.synthesise(this.#re, this.#im, output.left, start);
    this.#weigh(this.rightRe, this.rightIm, frame, mask);
    this.#stft.synthesise(this.#re, this.#im, output.right, start);
  }

  #weigh(re: Float32Array, im: Float32Array, frame: number, mask: Float32Array): void {
    const row = this.rowOf(frame);
    for (let k = 0; k < this.bins; k++) {
      const weight = mask[k] as number;
      this.#re[k] = (re[row + k] as number) * weight;
      this.#im[k] = (im[row + k] as number) * weight;
    }
  }
}
