import { SAMPLE_RATE, type StereoPcm } from '../types.ts';
import { DecodeError } from './decode-error.ts';
import { type ChannelOrder, downmix } from './downmix.ts';
import { MAX_CHANNELS, MAX_RATE, MAX_SECONDS, MIN_RATE } from './limits.ts';
import { designResampler, resample } from './resample.ts';

/** Refuses a sample rate or channel count that no recording has, before anything is allocated for it. */
export function assertFormat(rate: number, channels: number): void {
  if (!Number.isInteger(rate) || rate < MIN_RATE || rate > MAX_RATE)
    throw new DecodeError('unsupported', `A sample rate of ${rate} Hz cannot be decoded.`);
  if (channels < 1 || channels > MAX_CHANNELS)
    throw new DecodeError('unsupported', `Files with ${channels} channels cannot be decoded.`);
}

/** Refuses a length beyond the bound; `frames` may be a header's claim or a count of what was decoded. */
export function assertDuration(frames: number, rate: number): void {
  if (frames > MAX_SECONDS * rate)
    throw new DecodeError('too-long', `The recording is longer than ${MAX_SECONDS / 3600} hours.`);
}

function join(chunks: Float32Array[], frames: number): Float32Array {
  const whole = new Float32Array(frames);
  let at = 0;
  for (let chunk = chunks.shift(); chunk !== undefined; chunk = chunks.shift()) {
    whole.set(chunk.length > frames - at ? chunk.subarray(0, frames - at) : chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** Collects decoded blocks of any rate and channel count and turns them into the engine's one PCM format. */
export class PcmSink {
  readonly #order: ChannelOrder;
  readonly #left: Float32Array[] = [];
  readonly #right: Float32Array[] = [];
  #rate = 0;
  #isMono = true;
  #frames = 0;

  constructor(order: ChannelOrder) {
    this.#order = order;
  }

  /** Frames collected so far, at the source's rate. */
  get frames(): number {
    return this.#frames;
  }

  /** Adds a block; the arrays are kept, not copied. */
  add(channels: readonly Float32Array[], rate: number): void {
    const length = channels[0]?.length ?? 0;
    if (length === 0) return;
    assertFormat(rate, channels.length);
    if (this.#rate !== 0 && this.#rate !== rate)
      throw new DecodeError('unsupported', 'The sample rate changes in the middle of the file.');
    this.#rate = rate;
    this.#frames += length;
    assertDuration(this.#frames, rate);
    const [left, right] = downmix(channels, this.#order);
    this.#left.push(left);
    this.#right.push(right);
    this.#isMono &&= left === right;
  }

  /** Everything collected, cut to `frames` at the source's rate where given, at 44.1 kHz. Empties the sink. */
  finish(frames = this.#frames): StereoPcm {
    if (Math.min(this.#frames, frames) <= 0) throw new DecodeError('truncated', 'The file holds no sound.');
    const kept = Math.min(frames, this.#frames);
    const left = this.#convert(this.#left, kept);
    if (this.#isMono) return { left, right: left.slice() };
    return { left, right: this.#convert(this.#right, kept) };
  }

  #convert(chunks: Float32Array[], frames: number): Float32Array {
    const joined = join(chunks, frames);
    if (this.#rate === SAMPLE_RATE) return joined;
    const filter = designResampler(this.#rate);
    if (filter === null)
      throw new DecodeError('unsupported', `A sample rate of ${this.#rate} Hz cannot be converted.`);
    return resample(joined, filter);
  }
}
