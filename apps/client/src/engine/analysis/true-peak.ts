import { gainToDb } from '../dsp/math.ts';
import type { StereoPcm } from '../types.ts';

const { abs, max } = Math;

/** ITU-R BS.1770-4 Annex 2: phases 0 and 1 of the 48-tap interpolator; 3 and 2 are the same two reversed. */
const PHASE_0 = Float64Array.of(
  0.001708984375,
  0.010986328125,
  -0.0196533203125,
  0.033203125,
  -0.0594482421875,
  0.1373291015625,
  0.97216796875,
  -0.102294921875,
  0.047607421875,
  -0.026611328125,
  0.014892578125,
  -0.00830078125,
);
const PHASE_1 = Float64Array.of(
  -0.0291748046875,
  0.029296875,
  -0.0517578125,
  0.089111328125,
  -0.16650390625,
  0.465087890625,
  0.77978515625,
  -0.2003173828125,
  0.1015625,
  -0.0582275390625,
  0.0330810546875,
  -0.0189208984375,
);
const TAPS = PHASE_0.length;
const CHUNK = 64;
/** No output of the interpolator can exceed the largest of its inputs by more than this factor. */
const LARGEST_GAIN = max(absoluteSum(PHASE_0), absoluteSum(PHASE_1));

function absoluteSum(taps: Float64Array): number {
  return taps.reduce((sum, tap) => sum + abs(tap), 0);
}

/** Largest magnitude that the four phases give at one sample, the last of the `TAPS` that end at `end`. */
function interpolatedPeak(samples: Float64Array, end: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let tap = 0; tap < TAPS; tap++) {
    const recent = samples[end - tap] as number;
    const oldest = samples[end - TAPS + 1 + tap] as number;
    const p = PHASE_0[tap] as number;
    const q = PHASE_1[tap] as number;
    a += p * recent;
    b += q * recent;
    c += q * oldest;
    d += p * oldest;
  }
  return max(abs(a), abs(b), abs(c), abs(d));
}

/** Largest magnitude of a channel, at its samples and at the three points between them. */
function channelPeak(channel: Float32Array): number {
  const samples = new Float64Array(TAPS + CHUNK);
  let peak = 0;
  for (let from = 0; from < channel.length + TAPS; from += CHUNK) {
    let largest = 0;
    for (let i = 0; i < samples.length; i++) {
      const x = channel[from - TAPS + i] ?? 0;
      samples[i] = x;
      largest = max(largest, x, -x);
    }
    // Quiet stretches cannot raise the peak; most of a recording is skipped here.
    if (largest * LARGEST_GAIN <= peak) continue;
    peak = max(peak, largest);
    for (let end = TAPS; end < samples.length; end++) peak = max(peak, interpolatedPeak(samples, end));
  }
  return peak;
}

/**
 * True peak of both channels in dB relative to full scale, oversampled four times (ITU-R BS.1770-4 Annex 2), and never below
 * the sample peak; −∞ for silence.
 */
export function truePeak(pcm: StereoPcm): number {
  const peak = max(channelPeak(pcm.left), channelPeak(pcm.right));
  return peak > 0 ? gainToDb(peak) : -Infinity;
}
