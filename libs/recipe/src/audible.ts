import type { Interval } from './intervals.ts';
import { SILENCE_DB } from './limits.ts';
import type { AutomationPoint, Clip } from './schema.timeline.ts';
import { lastAtMost } from './tempo.ts';

/** A fade runs linearly in amplitude, so its own level is below −60 dB over its first (or last) thousandth. */
const SILENT_PART_OF_FADE = 1 / 1000;

/** Where, within one segment from `[b0, v0]` to `[b1, v1]`, a straight line lies above the threshold. */
function lineAbove(b0: number, v0: number, b1: number, v1: number, threshold: number): Interval | null {
  if (v0 > threshold && v1 > threshold) return [b0, b1];
  if (v0 <= threshold && v1 <= threshold) return null;
  // v0 and v1 lie on both sides, so the divisor is not zero; clamped because the quotient is rounded.
  const crossing = Math.min(b1, Math.max(b0, b0 + ((threshold - v0) * (b1 - b0)) / (v1 - v0)));
  return v0 > threshold ? [b0, crossing] : [crossing, b1];
}

/** Where a lane lies above the threshold within `[from, to)`: first value before it, last value after it. */
function laneAbove(
  points: readonly AutomationPoint[],
  threshold: number,
  from: number,
  to: number,
): readonly Interval[] {
  const above: Interval[] = [];
  const keep = (interval: Interval | null) => {
    if (interval === null) return;
    const clipped: Interval = [Math.max(from, interval[0]), Math.min(to, interval[1])];
    if (clipped[0] < clipped[1]) above.push(clipped);
  };
  const first = points[0];
  if (first === undefined) return above;
  if (first[1] > threshold) keep([from, first[0]]);
  for (
    let i = lastAtMost(points.length, (at) => points[at]?.[0] ?? Infinity, from);
    i < points.length;
    i += 1
  ) {
    const point = points[i];
    if (point === undefined || point[0] >= to) break;
    const next = points[i + 1];
    if (next === undefined) keep(point[1] > threshold ? [point[0], to] : null);
    else if (point[2] === 'hold') keep(point[1] > threshold ? [point[0], next[0]] : null);
    else keep(lineAbove(point[0], point[1], next[0], next[1], threshold));
  }
  return above;
}

/**
 * The stretches of the timeline, in beats, in which a clip is above −60 dB.
 *
 * Level = clip `gainDb` + track gain. A `gainDb` automation lane replaces the track's `gainDb`: before its first
 * point the first value holds, after its last point the last; between points it runs straight in dB, or holds.
 * Of a fade only the thousandth in which the fade alone is below −60 dB is silent, whatever the gain, so cutting a
 * clip in two outside its fades changes nothing. Effects and the master are not considered.
 */
export function audibleBeats(
  clip: Pick<Clip, 'at' | 'length' | 'gainDb' | 'fadeIn' | 'fadeOut'>,
  trackGainDb: number,
  lane: readonly AutomationPoint[] | null,
): readonly Interval[] {
  const from = clip.at + (clip.fadeIn ?? 0) * SILENT_PART_OF_FADE;
  const to = clip.at + clip.length - (clip.fadeOut ?? 0) * SILENT_PART_OF_FADE;
  if (from >= to) return [];
  const clipGainDb = clip.gainDb ?? 0;
  if (lane !== null) return laneAbove(lane, SILENCE_DB - clipGainDb, from, to);
  return clipGainDb + trackGainDb > SILENCE_DB ? [[from, to]] : [];
}
