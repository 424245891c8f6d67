import type { StereoPcm } from '../types.ts';

// Taken from the global once: looking it up for each sample is slow where globals are intercepted.
const { abs, max, min } = Math;

/** ITU-R BS.1770-4 Annex 2: phases 0 and 1 of the 48-tap interpolator; 3 and 2 are the same two reversed. */
const PHASE_0 = [
  0.001708984375, 0.010986328125, -0.0196533203125, 0.033203125, -0.0594482421875, 0.1373291015625,
  0.97216796875, -0.102294921875, 0.047607421875, -0.026611328125, 0.014892578125, -0.00830078125,
] as const;
const PHASE_1 = [
  -0.0291748046875, 0.029296875, -0.0517578125, 0.089111328125, -0.16650390625, 0.465087890625, 0.77978515625,
  -0.2003173828125, 0.1015625, -0.0582275390625, 0.0330810546875, -0.0189208984375,
] as const;

/** Samples that take part in one interpolated value. */
export const TRUE_PEAK_TAPS = 12;
const HALF = TRUE_PEAK_TAPS / 2;

const absoluteSum = (taps: readonly number[]): number => taps.reduce((sum, tap) => sum + abs(tap), 0);

/** No interpolated value can exceed the largest of its samples by more than this factor. */
export const TRUE_PEAK_GAIN = max(absoluteSum(PHASE_0), absoluteSum(PHASE_1));

/** Half of what tap k adds for the sum, and for the difference, of the two samples that mirror each other. */
const even = (taps: readonly number[]): Float64Array =>
  Float64Array.from({ length: HALF }, (_, k) => ((taps[k] ?? 0) + (taps[TRUE_PEAK_TAPS - 1 - k] ?? 0)) / 2);
const odd = (taps: readonly number[]): Float64Array =>
  Float64Array.from({ length: HALF }, (_, k) => ((taps[k] ?? 0) - (taps[TRUE_PEAK_TAPS - 1 - k] ?? 0)) / 2);

const EVEN_0 = even(PHASE_0);
const ODD_0 = odd(PHASE_0);
const EVEN_1 = even(PHASE_1);
const ODD_1 = odd(PHASE_1);

/**
 * Largest magnitude of the four interpolated values that are complete with sample `end`, the last of twelve. A phase
 * a and its mirror d differ in the sign of one half only, and max(|a|, |d|) = |a + d|/2 + |a − d|/2: half the work.
 */
export function interpolatedPeak(samples: Float64Array, end: number): number {
  let evenSum0 = 0;
  let oddSum0 = 0;
  let evenSum1 = 0;
  let oddSum1 = 0;
  for (let k = 0; k < HALF; k++) {
    const recent = samples[end - k] ?? 0;
    const oldest = samples[end - TRUE_PEAK_TAPS + 1 + k] ?? 0;
    const sum = recent + oldest;
    const difference = recent - oldest;
    evenSum0 += (EVEN_0[k] ?? 0) * sum;
    oddSum0 += (ODD_0[k] ?? 0) * difference;
    evenSum1 += (EVEN_1[k] ?? 0) * sum;
    oddSum1 += (ODD_1[k] ?? 0) * difference;
  }
  return max(abs(evenSum0) + abs(oddSum0), abs(evenSum1) + abs(oddSum1));
}

const CHUNK = 64;
const HISTORY = TRUE_PEAK_TAPS - 1;

/** Largest magnitude of one channel at its samples and at the three points between them, piece by piece. */
class ChannelPeak {
  peak = 0;
  private readonly samples = new Float64Array(HISTORY + CHUNK);

  update(channel: Float32Array, frames: number): void {
    for (let from = 0; from < frames; from += CHUNK) this.chunk(channel, from, min(CHUNK, frames - from));
  }

  /** What lies between the last samples and the silence after them. */
  finish(): void {
    this.chunk(new Float32Array(HISTORY), 0, HISTORY);
  }

  private chunk(channel: Float32Array, from: number, count: number): void {
    const { samples } = this;
    for (let i = 0; i < count; i++) samples[HISTORY + i] = channel[from + i] ?? 0;
    let largest = 0;
    for (let i = 0; i < HISTORY + count; i++) largest = max(largest, abs(samples[i] ?? 0));
    // Quiet stretches cannot raise the peak; most of a recording is skipped here.
    if (largest * TRUE_PEAK_GAIN > this.peak) {
      this.peak = max(this.peak, largest);
      for (let end = HISTORY; end < HISTORY + count; end++)
        this.peak = max(this.peak, interpolatedPeak(samples, end));
    }
    samples.copyWithin(0, count, count + HISTORY);
  }
}

/**
 * True peak of both channels, oversampled four times (ITU-R BS.1770-4 Annex 2), and never below the sample peak. Linear,
 * full scale 1.
 */
export class TruePeakMeter {
  private readonly left = new ChannelPeak();
  private readonly right = new ChannelPeak();

  /** Takes in the first `frames` of both channels. */
  update(pcm: StereoPcm, frames: number): void {
    this.left.update(pcm.left, frames);
    this.right.update(pcm.right, frames);
  }

  /** The peak of all that was taken in, as if silence followed. */
  finish(): number {
    this.left.finish();
    this.right.finish();
    return max(this.left.peak, this.right.peak);
  }
}
