import type { Recipe } from './schema.ts';

/** Beats to seconds and back over the tempo list: piecewise constant, the last tempo runs on without end. */
export interface TempoMap {
  /** Seconds from the start at which a beat falls. Never decreasing; beats before 0 run at the first tempo. */
  beatToSeconds(beat: number): number;
  /** Beat that falls at a second. Never decreasing. */
  secondsToBeat(seconds: number): number;
  /** The tempo in force at a beat, in beats per minute. */
  bpmAt(beat: number): number;
}

interface Segment {
  readonly beat: number;
  readonly seconds: number;
  readonly bpm: number;
}

/** Index of the last element whose value is at most `limit`; 0 when none is. `values` must not decrease. */
export function lastAtMost(length: number, valueAt: (index: number) => number, limit: number): number {
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (valueAt(middle) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The tempo map of a recipe. Only IEEE 754 addition, multiplication and division are used, in one fixed order, so
 * every engine computes the same doubles.
 */
export function createTempoMap(recipe: Pick<Recipe, 'tempo'>): TempoMap {
  const segments: Segment[] = [];
  for (const { beat, bpm } of recipe.tempo) {
    const last = segments.at(-1);
    const seconds = last === undefined ? 0 : last.seconds + ((beat - last.beat) * 60) / last.bpm;
    segments.push({ beat, seconds, bpm });
  }
  const segmentAt = (key: 'beat' | 'seconds', limit: number): Segment => {
    const index = lastAtMost(segments.length, (i) => segments[i]?.[key] ?? Infinity, limit);
    const segment = segments[index];
    if (segment === undefined) throw new RangeError('a tempo list is never empty');
    return segment;
  };
  return {
    beatToSeconds(beat) {
      const segment = segmentAt('beat', beat);
      return segment.seconds + ((beat - segment.beat) * 60) / segment.bpm;
    },
    secondsToBeat(seconds) {
      const segment = segmentAt('seconds', seconds);
      return segment.beat + ((seconds - segment.seconds) * segment.bpm) / 60;
    },
    bpmAt: (beat) => segmentAt('beat', beat).bpm,
  };
}

/** Milliseconds, to the nearest integer with halves up: non-decreasing, so that intervals never swap their ends. */
export const toMilliseconds = (seconds: number): number => Math.floor(seconds * 1000 + 0.5);

/** The beat at which the last clip or note ends, muted or not. Tails of effects ring on after it. */
export function timelineEndBeat(recipe: Pick<Recipe, 'tracks'>): number {
  let end = 0;
  for (const track of recipe.tracks) {
    for (const clip of track.clips ?? []) end = Math.max(end, clip.at + clip.length);
    for (const note of track.notes ?? []) end = Math.max(end, note.at + note.length);
  }
  return end;
}

/** Length of the timeline in milliseconds: the second of {@link timelineEndBeat}, rounded. */
export function durationMs(recipe: Pick<Recipe, 'tempo' | 'tracks'>): number {
  return toMilliseconds(createTempoMap(recipe).beatToSeconds(timelineEndBeat(recipe)));
}
