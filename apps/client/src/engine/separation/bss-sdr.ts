import { log10 } from '../dsp/math.ts';
import type { StereoPcm } from '../types.ts';

/**
 * Signal-to-distortion ratio in dB over both channels, `10·log10(Σ s² / Σ (s − ŝ)²)`: the global measure of the
 * Music Demixing Challenge 2021, without the distortion filters of BSS Eval, so that gain and delay errors count.
 *
 * @returns +∞ when the estimate is exact, −∞ when the reference is silent and the estimate is not
 * @throws RangeError when the lengths differ
 */
export function bssSdr(reference: StereoPcm, estimate: StereoPcm): number {
  let signal = 0;
  let distortion = 0;
  for (const channel of ['left', 'right'] as const) {
    const truth = reference[channel];
    const guess = estimate[channel];
    if (truth.length !== guess.length) {
      throw new RangeError(`Cannot compare ${String(truth.length)} frames with ${String(guess.length)}`);
    }
    for (let i = 0; i < truth.length; i++) {
      const s = truth[i] as number;
      const d = s - (guess[i] as number);
      signal += s * s;
      distortion += d * d;
    }
  }
  if (distortion === 0) return Infinity;
  return signal === 0 ? -Infinity : 10 * log10(signal / distortion);
}
