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

/** Frames in a bin of what is kept of a recording's levels: fine enough for any zoom, a thousandth of the sound's own size. */
export const KEPT_BIN = 256;

/**
 * A level of larger bins from one of smaller ones, without the sound.
 *
 * @param framesPerBin a positive multiple of the level's own
 * @param frames of the recording: its last bin may hold less than the others
 * @throws RangeError for bins that the level's own do not fill
 */
export function coarserLevel(level: WaveformLevel, framesPerBin: number, frames: number): WaveformLevel {
  const step = framesPerBin / level.framesPerBin;
  if (!Number.isInteger(step) || step < 1)
    throw new RangeError(`Bins of ${String(level.framesPerBin)} do not fill one of ${String(framesPerBin)}`);
  if (step === 1) return level;
  const bins = ceil(level.peak.length / step);
  const peak = new Float32Array(bins);
  const rms = new Float32Array(bins);
  for (let bin = 0; bin < bins; bin++) {
    let energy = 0;
    const from = bin * step;
    const to = min(level.peak.length, from + step);
    for (let i = from; i < to; i++) {
      peak[bin] = max(peak[bin] as number, level.peak[i] as number);
      const share = min(frames, (i + 1) * level.framesPerBin) - i * level.framesPerBin;
      energy += (level.rms[i] as number) * (level.rms[i] as number) * share;
    }
    rms[bin] = sqrt(energy / (min(frames, to * level.framesPerBin) - from * level.framesPerBin));
  }
  return { framesPerBin, peak, rms };
}

function measureLevel(pcm: StereoPcm, framesPerBin: number): WaveformLevel {
  const level = emptyLevel(pcm.left.length, framesPerBin);
  measureBins(pcm, level, 0, level.peak.length);
  return level;
}

/** The level of silence. */
export function emptyLevel(frames: number, framesPerBin: number): WaveformLevel {
  const bins = ceil(frames / framesPerBin);
  return { framesPerBin, peak: new Float32Array(bins), rms: new Float32Array(bins) };
}

/** Measures bins [first, last) of a level and leaves the others as they are. */
export function measureBins(
  { left, right }: StereoPcm,
  level: WaveformLevel,
  first: number,
  last: number,
): void {
  const { framesPerBin, peak, rms } = level;
  for (let bin = first; bin < last; bin++) {
    const from = bin * framesPerBin;
    const to = min(left.length, from + framesPerBin);
    let largest = 0;
    let energy = 0;
    for (let i = from; i < to; i++) {
      const l = left[i] as number;
      const r = right[i] as number;
      energy += l * l + r * r;
      const height = max(l, -l, r, -r);
      if (height > largest) largest = height;
    }
    peak[bin] = largest;
    rms[bin] = sqrt(energy / (2 * (to - from)));
  }
}
