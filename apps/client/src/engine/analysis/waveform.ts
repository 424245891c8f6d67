import type { StereoPcm } from '../types.ts';
import type { WaveformLevel } from './types.ts';

const { ceil, max, min, sqrt } = Math;

/**
 * Peaks and levels for drawing, at several resolutions. Both channels count: the peak is the larger of the two, the RMS
 * is over both.
 *
 * @param framesPerBin one entry per resolution wanted, each a positive integer
 * @returns one level per entry, in the same order; the last bin of a level covers what is left of the recording
 * @throws RangeError for a resolution that is not a positive integer
 */
export function waveform(pcm: StereoPcm, framesPerBin: readonly number[]): WaveformLevel[] {
  return framesPerBin.map((size) => {
    if (!Number.isInteger(size) || size < 1) {
      throw new RangeError(`A waveform needs whole frames per bin, not ${String(size)}`);
    }
    return measureLevel(pcm, size);
  });
}

function measureLevel({ left, right }: StereoPcm, framesPerBin: number): WaveformLevel {
  const length = left.length;
  const bins = ceil(length / framesPerBin);
  const peak = new Float32Array(bins);
  const rms = new Float32Array(bins);
  for (let bin = 0; bin < bins; bin++) {
    const from = bin * framesPerBin;
    const to = min(length, from + framesPerBin);
    let largest = 0;
    let energy = 0;
    for (let i = from; i < to; i++) {
      const l = left[i] as number;
      const r = right[i] as number;
      energy += l * l + r * r;
      const level = max(l, -l, r, -r);
      if (level > largest) largest = level;
    }
    peak[bin] = largest;
    rms[bin] = sqrt(energy / (2 * (to - from)));
  }
  return { framesPerBin, peak, rms };
}
