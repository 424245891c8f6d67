import { wavFrames, wavHeader, type WavFormat } from '../render/wav.ts';
import type { StereoPcm } from '../types.ts';
import type { AudioEncoder } from './audio-encoder.ts';
import { IntegerSamples } from './integer-samples.ts';

const CHANNELS = 2;

export interface WavOptions {
  readonly format: WavFormat;
  /** Length of the whole file: it stands in the head. */
  readonly frames: number;
  readonly dither: boolean;
}

/** WAV, piece by piece. */
export class WavEncoder implements AudioEncoder {
  private readonly header: Uint8Array;
  private readonly samples: readonly [IntegerSamples, IntegerSamples] | null;
  private readonly options: WavOptions;

  /** @throws RangeError when the frames do not fit the format. */
  constructor(options: WavOptions) {
    this.options = options;
    this.header = wavHeader(options.frames, options.format);
    const dithered = options.dither && options.format === 'int16';
    this.samples = dithered ? [new IntegerSamples(16, true), new IntegerSamples(16, true)] : null;
  }

  head(): Uint8Array {
    return this.header;
  }

  encode(pcm: StereoPcm, frames: number): Uint8Array {
    const { samples } = this;
    if (samples === null) return wavFrames(pcm, frames, this.options.format);
    const bytes = new Uint8Array(frames * CHANNELS * 2);
    const view = new DataView(bytes.buffer);
    const whole = new Int32Array(frames);
    for (const [channel, source] of [pcm.left, pcm.right].entries()) {
      samples[channel === 0 ? 0 : 1].convert(source, 0, frames, whole, 0);
      for (let i = 0; i < frames; i++) view.setInt16((i * CHANNELS + channel) * 2, whole[i] ?? 0, true);
    }
    return bytes;
  }

  finish(): Uint8Array {
    return new Uint8Array(0);
  }

  finalHead(): Uint8Array {
    return this.header;
  }
}
