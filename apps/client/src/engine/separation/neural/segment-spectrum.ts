import { Stft } from '../../dsp/fft.ts';
import {
  BINS,
  COLUMNS,
  HOP,
  PAD_AFTER,
  PAD_BEFORE,
  PLANE,
  SEGMENT_FRAMES,
  SPECTRUM_SCALE,
  TRANSFORM_SIZE,
} from './contract.ts';

/** Samples mirrored at their ends, the end itself not repeated. */
function padMirrored(samples: Float32Array, padded: Float32Array): void {
  padded.set(samples, PAD_BEFORE);
  for (let i = 1; i <= PAD_BEFORE; i++) padded[PAD_BEFORE - i] = samples[i] as number;
  const last = samples.length - 1;
  for (let i = 1; i <= PAD_AFTER; i++) padded[PAD_BEFORE + last + i] = samples[last - i] as number;
}

/**
 * Spectrograms of one segment as the contract `stft-out` lays them out: planes of real and imaginary parts, bin after
 * bin. The transform's own mirrored pad of 2,048 frames touches only columns that the contract drops, so it is not
 * made.
 */
export class SegmentSpectrum {
  readonly #stft = new Stft(TRANSFORM_SIZE, HOP, 'hann');
  readonly #padded = new Float32Array(PAD_BEFORE + SEGMENT_FRAMES + PAD_AFTER);
  readonly #re = new Float64Array(BINS + 1);
  readonly #im = new Float64Array(BINS + 1);

  /**
   * Writes the two planes of one channel.
   *
   * @param samples `SEGMENT_FRAMES` frames
   * @param plane number of the real part's plane in `output`; the imaginary part follows
   */
  forward(samples: Float32Array, output: Float32Array, plane: number): void {
    padMirrored(samples, this.#padded);
    const re = plane * PLANE;
    const im = re + PLANE;
    for (let column = 0; column < COLUMNS; column++) {
      this.#stft.analyse(this.#padded, column * HOP, this.#re, this.#im);
      for (let bin = 0; bin < BINS; bin++) {
        output[re + bin * COLUMNS + column] = (this.#re[bin] as number) / SPECTRUM_SCALE;
        output[im + bin * COLUMNS + column] = (this.#im[bin] as number) / SPECTRUM_SCALE;
      }
    }
  }

  /**
   * Adds the signal of two planes to `output`, which holds `SEGMENT_FRAMES` frames.
   *
   * @param plane number of the real part's plane in `spectrum`; the imaginary part follows
   */
  inverse(spectrum: Float32Array, plane: number, output: Float32Array): void {
    const re = plane * PLANE;
    const im = re + PLANE;
    this.#re[BINS] = 0;
    this.#im[BINS] = 0;
    for (let column = 0; column < COLUMNS; column++) {
      for (let bin = 0; bin < BINS; bin++) {
        this.#re[bin] = (spectrum[re + bin * COLUMNS + column] as number) * SPECTRUM_SCALE;
        this.#im[bin] = (spectrum[im + bin * COLUMNS + column] as number) * SPECTRUM_SCALE;
      }
      // Four windows cover every frame of the segment, so that the sum of their squares is the same everywhere.
      this.#stft.synthesise(this.#re, this.#im, output, column * HOP - PAD_BEFORE);
    }
  }
}
