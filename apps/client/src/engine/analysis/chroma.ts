import { Stft } from '../dsp/fft.ts';
import { log2 } from '../dsp/math.ts';
import { SAMPLE_RATE } from '../types.ts';

const { ceil, floor, max, min, round, sqrt } = Math;

const SIZE = 8192;
const HOP = 2048;
const LOWEST_HZ = 60;
const HIGHEST_HZ = 2200;
const A4_HZ = 440;
export const PITCH_CLASSES = 12;

/** Energy per pitch class (0 is C), frame by frame: rows of `PITCH_CLASSES`. */
export interface Chroma {
  readonly frames: number;
  readonly rows: Float32Array;
  /** Number of the row whose window is centred nearest to a time in seconds. */
  rowAt(second: number): number;
}

/**
 * Pitch classes of a mono recording from spectral peaks, so that noise and hits count little. Peaks are placed between bins by
 * a parabola; a peak counts for the nearer pitch class, the less the further it is from it.
 */
export function measureChroma(mono: Float32Array): Chroma {
  const stft = new Stft(SIZE, HOP, 'hann');
  const frames = ceil(mono.length / HOP) + 1;
  const rows = new Float32Array(frames * PITCH_CLASSES);
  const re = new Float64Array(stft.bins);
  const im = new Float64Array(stft.bins);
  const levels = new Float64Array(stft.bins);
  for (let frame = 0; frame < frames; frame++) {
    stft.analyse(mono, frame * HOP - SIZE / 2, re, im);
    for (let k = 0; k < levels.length; k++) {
      levels[k] = sqrt((re[k] as number) * (re[k] as number) + (im[k] as number) * (im[k] as number));
    }
    addPeaks(levels, rows, frame * PITCH_CLASSES);
  }
  return {
    frames,
    rows,
    rowAt: (second) => max(0, min(frames - 1, round((second * SAMPLE_RATE) / HOP))),
  };
}

function addPeaks(levels: Float64Array, rows: Float32Array, row: number): void {
  const binHz = SAMPLE_RATE / SIZE;
  const last = floor(HIGHEST_HZ / binHz);
  for (let k = ceil(LOWEST_HZ / binHz); k <= last; k++) {
    const before = levels[k - 1] as number;
    const at = levels[k] as number;
    const after = levels[k + 1] as number;
    if (at <= before || at < after || at <= 0) continue;
    const shift = (0.5 * (before - after)) / (before - 2 * at + after);
    const pitch = 69 + 12 * log2(((k + shift) * binHz) / A4_HZ);
    const nearest = round(pitch);
    const miss = 2 * (pitch - nearest);
    const slot = row + (((nearest % PITCH_CLASSES) + PITCH_CLASSES) % PITCH_CLASSES);
    rows[slot] = (rows[slot] as number) + at * (1 - miss * miss);
  }
}
