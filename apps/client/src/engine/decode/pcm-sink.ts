import { SAMPLE_RATE } from '../types.ts';
import { DecodeError } from './decode-error.ts';
import { type ChannelOrder, downmix } from './downmix.ts';
import {
  FREE_SECONDS,
  LEAST_BYTES_PER_SECOND,
  MAX_CHANNELS,
  MAX_RATE,
  MAX_SECONDS,
  MIN_RATE,
} from './limits.ts';
import { designResampler, Resampler } from './resample.ts';

/** Refuses a sample rate or channel count that no recording has, before anything is allocated for it. */
export function assertFormat(rate: number, channels: number): void {
  if (!Number.isInteger(rate) || rate < MIN_RATE || rate > MAX_RATE)
    throw new DecodeError('unsupported', `A sample rate of ${rate} Hz cannot be decoded.`);
  if (channels < 1 || channels > MAX_CHANNELS)
    throw new DecodeError('unsupported', `Files with ${channels} channels cannot be decoded.`);
}

/** Takes finished blocks of the engine's format, in order. Mono comes as one array twice; blocks belong to the taker. */
export type TakeBlock = (left: Float32Array, right: Float32Array) => void;

/** What is known of a stream before it is decoded. */
export interface StreamFacts {
  readonly rate: number;
  readonly channels: number;
  /** Frames at the stream's own rate; null when its header does not say. What exceeds them is padding and is dropped. */
  readonly frames: number | null;
  /** Frames to drop before the first that counts. */
  readonly skip?: number;
  readonly kind: keyof typeof LEAST_BYTES_PER_SECOND;
  readonly order: ChannelOrder;
}

/** Turns decoded blocks of any rate and channel count into the engine's one PCM format and hands them on. */
export class PcmSink {
  readonly #take: TakeBlock;
  readonly #expect: (frames: number) => void;
  readonly #fileBytes: number;
  #facts: StreamFacts | null = null;
  #toSkip = 0;
  #frames = 0;
  #left: Resampler | null = null;
  /** The same as `#left` as long as both sides are the same. */
  #right: Resampler | null = null;

  /**
   * @param fileBytes size of the file, which bounds how much sound may come out of it
   * @param expect is told how many frames at 44.1 kHz there will be, where that is known
   */
  constructor(fileBytes: number, take: TakeBlock, expect: (frames: number) => void) {
    this.#fileBytes = fileBytes;
    this.#take = take;
    this.#expect = expect;
  }

  /** Frames taken so far, at the source's rate, without those skipped. */
  get frames(): number {
    return this.#frames;
  }

  /** Whether all frames that the facts promise are there. */
  get isFull(): boolean {
    return this.#facts !== null && this.#facts.frames !== null && this.#frames >= this.#facts.frames;
  }

  /**
   * Says what comes; before any `add`.
   *
   * @throws {DecodeError} for formats and lengths that no recording has
   */
  begin(facts: StreamFacts): void {
    assertFormat(facts.rate, facts.channels);
    this.#facts = facts;
    this.#toSkip = facts.skip ?? 0;
    if (facts.frames !== null) this.#assertLength(facts.frames);
    const design = facts.rate === SAMPLE_RATE ? null : designResampler(facts.rate);
    if (facts.rate !== SAMPLE_RATE && design === null)
      throw new DecodeError('unsupported', `A sample rate of ${facts.rate} Hz cannot be converted.`);
    this.#left = design === null ? null : new Resampler(design);
    this.#right = this.#left;
    if (facts.frames !== null)
      this.#expect(design === null ? facts.frames : Math.ceil((facts.frames * design.up) / design.down));
  }

  /** Adds a block at the stream's rate; the arrays are kept, not copied. */
  add(channels: readonly Float32Array[], rate: number): void {
    const facts = this.#facts;
    if (facts === null) throw new TypeError('Sound before its format.');
    const length = channels[0]?.length ?? 0;
    if (length === 0) return;
    if (facts.rate !== rate)
      throw new DecodeError('unsupported', 'The sample rate changes in the middle of the file.');
    assertFormat(rate, channels.length);
    const from = Math.min(length, this.#toSkip);
    this.#toSkip -= from;
    const to = Math.min(length, from + (facts.frames ?? Infinity) - this.#frames);
    if (to <= from) return;
    this.#frames += to - from;
    if (facts.frames === null) this.#assertLength(this.#frames);
    const cut = from > 0 || to < length ? channels.map((channel) => channel.subarray(from, to)) : channels;
    this.#convert(...downmix(cut, facts.order));
  }

  /** Says that nothing more comes. */
  end(): void {
    if (this.#frames === 0) throw new DecodeError('truncated', 'The file holds no sound.');
    if (this.#left === null || this.#right === null) return;
    const left = this.#left.end();
    this.#take(left, this.#right === this.#left ? left : this.#right.end());
  }

  #convert(left: Float32Array, right: Float32Array): void {
    if (this.#left === null || this.#right === null) {
      this.#take(left, right);
      return;
    }
    if (left !== right && this.#right === this.#left) this.#right = this.#left.fork();
    const first = this.#left.push(left);
    const second = this.#right === this.#left ? first : this.#right.push(right);
    if (first.length > 0) this.#take(first, second);
  }

  #assertLength(frames: number): void {
    const { rate = SAMPLE_RATE, kind = 'lossless' } = this.#facts ?? {};
    const seconds = frames / rate;
    if (seconds > MAX_SECONDS)
      throw new DecodeError('too-long', `The recording is longer than ${MAX_SECONDS / 3600} hours.`);
    if (seconds > FREE_SECONDS + this.#fileBytes / LEAST_BYTES_PER_SECOND[kind])
      throw new DecodeError('too-long', 'The file unpacks to hours of nothing: no recording is that small.');
  }
}
