import type { StereoPcm } from '../types.ts';
import { type Novelty, NOVELTY_RATE, measureNovelty, noveltySeconds, sharpen, toMono } from './novelty.ts';

const { max, min, round } = Math;

/** A peak must be the largest within ±30 ms and stand this far above the local mean, in deviations. */
const NEIGHBOUR_FRAMES = round(0.03 * NOVELTY_RATE);
const MEAN_FRAMES = round(0.5 * NOVELTY_RATE);
const THRESHOLD = 1;
/** Rises smaller than this, summed over all bands, are not heard as attacks. */
const FLOOR = 0.5;

export interface Onset {
  readonly second: number;
  /** Height of the novelty peak, in deviations of the whole recording. */
  readonly strength: number;
}

/**
 * Attacks in a recording, in order: where notes and hits begin, to about 5 ms.
 *
 * @param heard its novelty, where that was measured for something else already
 */
export function detectOnsets(pcm: StereoPcm, heard: Novelty = measureNovelty(toMono(pcm))): Onset[] {
  const novelty = heard.all;
  const sharp = sharpen(novelty, MEAN_FRAMES);
  const onsets: Onset[] = [];
  for (let i = 0; i < sharp.length; i++) {
    const height = sharp[i] as number;
    if (height < THRESHOLD || (novelty[i] as number) < FLOOR || !isPeak(sharp, i)) continue;
    onsets.push({ second: max(0, noveltySeconds(i + peakOffset(sharp, i))), strength: height });
  }
  return onsets;
}

function isPeak(values: Float32Array, index: number): boolean {
  const height = values[index] as number;
  const from = max(0, index - NEIGHBOUR_FRAMES);
  const to = min(values.length - 1, index + NEIGHBOUR_FRAMES);
  for (let i = from; i <= to; i++) {
    const other = values[i] as number;
    if (other > height || (other === height && i < index)) return false;
  }
  return true;
}

/** Where a parabola through a peak and its neighbours is highest, from −½ to ½. */
export function peakOffset(values: Float32Array | Float64Array, index: number): number {
  const before = values[index - 1] ?? 0;
  const at = values[index] ?? 0;
  const after = values[index + 1] ?? 0;
  const bend = before - 2 * at + after;
  return bend < 0 ? max(-0.5, min(0.5, (0.5 * (before - after)) / bend)) : 0;
}
