import type { StereoPcm } from '../../types.ts';

/**
 * The pre- and post-processing of the contract `stft-out` once more, as plainly as it can be written: the pads as
 * they are described, a discrete Fourier transform by its definition, every window's square added up. It shares no
 * code with what it checks.
 */

const { cos, floor, min, PI, sin, sqrt, trunc } = Math;
const SEGMENT = 343_980;
const SIZE = 4096;
const HOP = 1024;

function mirror(index: number, length: number): number {
  let i = index;
  if (i < 0) i = -i;
  if (i >= length) i = 2 * (length - 1) - i;
  return i;
}

const window = Float64Array.from({ length: SIZE }, (_, i) => 0.5 * (1 - cos((2 * PI * i) / SIZE)));
const COS = Float64Array.from({ length: SIZE }, (_, i) => cos((2 * PI * i) / SIZE));
const SIN = Float64Array.from({ length: SIZE }, (_, i) => sin((2 * PI * i) / SIZE));

/** A channel of a segment, padded as the model's authors do: 1,536 and 1,620 frames, then 2,048 on both sides. */
function paddedSample(samples: Float32Array, index: number): number {
  const inner = mirror(index - 2048, 1536 + SEGMENT + 1620);
  return samples[mirror(inner - 1536, SEGMENT)]!;
}

/** Some bins of one column (of the 336 that the model sees). */
export function referenceColumn(samples: Float32Array, column: number, bins: readonly number[]) {
  return bins.map((bin) => {
    let re = 0;
    let im = 0;
    for (let i = 0; i < SIZE; i++) {
      const value = paddedSample(samples, (column + 2) * HOP + i) * window[i]!;
      re += value * COS[(bin * i) % SIZE]!;
      im -= value * SIN[(bin * i) % SIZE]!;
    }
    return { re: re / 64, im: im / 64 };
  });
}

/** A spectrogram that is zero but for these values. */
export interface SparseValue {
  readonly column: number;
  readonly bin: number;
  readonly re: number;
  readonly im: number;
}

/** The signal of a sparse spectrogram at some frames of the segment. */
export function referenceInverse(values: readonly SparseValue[], frames: readonly number[]): number[] {
  return frames.map((frame) => {
    const at = frame + 1536 + 2048;
    let sum = 0;
    let squares = 0;
    for (let column = 0; column < 340; column++) {
      const offset = at - column * HOP;
      if (offset < 0 || offset >= SIZE) continue;
      squares += window[offset]! * window[offset]!;
      for (const value of values) {
        if (value.column + 2 !== column) continue;
        const angle = (value.bin * offset) % SIZE;
        // A real signal: the bin and its mirror image. The imaginary part at 0 Hz counts for nothing.
        const once = value.re * COS[angle]! - value.im * SIN[angle]!;
        const sample = value.bin === 0 ? value.re : 2 * once;
        sum += ((sample * 64) / SIZE) * window[offset]!;
      }
    }
    return sum / squares;
  });
}

type Run = (samples: readonly [Float32Array, Float32Array]) => Promise<readonly StereoPcm[]>;

/**
 * Overlapping segments as Demucs applies them, over the whole recording at once.
 *
 * @param run gives the stems of one segment, spectrum and waveform added up
 */
export async function referenceApply(mix: StereoPcm, overlap: number, run: Run): Promise<StereoPcm[]> {
  const length = mix.left.length;
  const mono = Float64Array.from(mix.left, (value, i) => (value + mix.right[i]!) / 2);
  const mean = mono.reduce((sum, value) => sum + value, 0) / length;
  const std = sqrt(mono.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (length - 1));
  const normal = [mix.left, mix.right].map((channel) => channel.map((value) => (value - mean) / std));
  const stride = trunc((1 - overlap) * SEGMENT);
  const sums = Array.from({ length: 4 }, () => [new Float64Array(length), new Float64Array(length)]);
  const weights = new Float64Array(length);
  for (let offset = 0; offset < length; offset += stride) {
    const size = min(SEGMENT, length - offset);
    const start = offset - floor((SEGMENT - size) / 2);
    const input = normal.map((channel) => {
      const part = new Float32Array(SEGMENT);
      for (let i = 0; i < SEGMENT; i++) part[i] = channel[start + i] ?? 0;
      return part;
    }) as [Float32Array, Float32Array];
    const stems = await run(input);
    for (let i = 0; i < size; i++) {
      const weight = min(i + 1, SEGMENT - i);
      weights[offset + i]! += weight;
      for (const [stem, { left, right }] of stems.entries()) {
        sums[stem]![0]![offset + i]! += weight * left[offset + i - start]!;
        sums[stem]![1]![offset + i]! += weight * right[offset + i - start]!;
      }
    }
  }
  const made = sums.map((rows) => rows.map((row) => row.map((sum, i) => (sum / weights[i]!) * std + mean)));
  for (const [row, channel] of [mix.left, mix.right].entries()) {
    for (let i = 0; i < length; i++) {
      let sum = 0;
      for (const stem of made) sum += stem[row]![i]!;
      const lost = channel[i]! - sum;
      for (const stem of made) stem[row]![i]! += lost / 4;
    }
  }
  return made.map(([left, right]) => ({ left: Float32Array.from(left!), right: Float32Array.from(right!) }));
}
