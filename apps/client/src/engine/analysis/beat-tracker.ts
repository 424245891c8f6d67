import { log } from '../dsp/math.ts';

const { max, min, round } = Math;

/** Weight of an even pulse against strong attacks. */
const TIGHTNESS = 100;

/**
 * Finds the beats: the sequence of frames that collects most novelty while keeping near to the period (dynamic programming:
 * Ellis, "Beat tracking by dynamic programming", JNMR 36(1), 2007).
 *
 * @param novelty of unit deviation
 * @param period frames per beat
 * @returns frame numbers in order
 */
export function trackBeats(novelty: Float32Array, period: number): number[] {
  const length = novelty.length;
  const nearest = round(period / 2);
  const farthest = round(period * 2);
  const penalties = Float64Array.from({ length: farthest + 1 }, (_, gap) => {
    const ratio = log(max(1, gap) / period);
    return TIGHTNESS * ratio * ratio;
  });
  const score = new Float64Array(length);
  const origin = new Int32Array(length).fill(-1);
  for (let i = 0; i < length; i++) {
    let best = -Infinity;
    let from = -1;
    for (let gap = nearest; gap <= min(farthest, i); gap++) {
      const value = (score[i - gap] as number) - (penalties[gap] as number);
      if (value > best) {
        best = value;
        from = i - gap;
      }
    }
    // A sequence may begin anywhere: an origin that costs more than it brings is not taken.
    score[i] = (novelty[i] as number) + max(0, best);
    if (best > 0) origin[i] = from;
  }
  return traceBack(score, origin);
}

/** Follows the best sequence back from its last attack. */
function traceBack(score: Float64Array, origin: Int32Array): number[] {
  let end = -1;
  let best = 0;
  for (let i = 0; i < score.length; i++) {
    if ((score[i] as number) > best) {
      best = score[i] as number;
      end = i;
    }
  }
  const beats: number[] = [];
  for (let i = end; i >= 0; i = origin[i] as number) beats.push(i);
  return beats.toReversed();
}
