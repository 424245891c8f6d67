import { LIMITS, type Clip, type Source } from '@flipside/recipe';

export type Warp = NonNullable<Clip['warp']>;
type Point = Warp[number];

/** A point that lies this close to the straight line between its neighbours says nothing, in seconds. */
const STRAIGHT_SECONDS = 0.002;

const onLine = (a: Point, b: Point, beat: number): number =>
  a[1] + ((beat - a[0]) * (b[1] - a[1])) / (b[0] - a[0]);

/** Leaves out the points of a grid that a straight line between the others replaces. */
function straightened(points: readonly Point[], tolerance: number): Point[] {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length < 3) return [...points];
  let worst = 0;
  let at = 0;
  points.forEach((point, index) => {
    const off = Math.abs(point[1] - onLine(first, last, point[0]));
    if (off > worst) [worst, at] = [off, index];
  });
  if (worst <= tolerance) return [first, last];
  return [
    ...straightened(points.slice(0, at + 1), tolerance).slice(0, -1),
    ...straightened(points.slice(at), tolerance),
  ];
}

/**
 * Where the beats of a recording fall, as a warp that a clip can carry: the measured grid, or its tempo, as few points
 * as tell it to two milliseconds. Undefined when neither is known: the recording then runs at its own speed.
 */
export function warpOf(source: Pick<Source, 'beatgrid' | 'bpm' | 'durationMs'>): Warp | undefined {
  if (source.beatgrid !== undefined) {
    let tolerance = STRAIGHT_SECONDS;
    let warp = straightened(source.beatgrid, tolerance);
    while (warp.length > LIMITS.warpPoints) {
      tolerance *= 2;
      warp = straightened(source.beatgrid, tolerance);
    }
    return warp;
  }
  if (source.bpm === undefined) return undefined;
  const beats = Math.max(1, Math.floor((source.durationMs / 60_000) * source.bpm));
  return [
    [0, 0],
    [beats, (beats * 60) / source.bpm],
  ];
}

/** The pair of points between which a beat (column 0) or a second (column 1) lies; the outer pairs reach on for ever. */
function pairAt(warp: Warp, value: number, column: 0 | 1): readonly [Point, Point] {
  let index = 0;
  while (index + 2 < warp.length && (warp[index + 1]?.[column] ?? 0) <= value) index += 1;
  const a = warp[index] ?? [0, 0];
  return [a, warp[index + 1] ?? [a[0] + 1, a[1] + 1]];
}

/** The second of the recording at a beat of its own. */
export function secondAtBeat(warp: Warp, beat: number): number {
  const [a, b] = pairAt(warp, beat, 0);
  return onLine(a, b, beat);
}

/** The beat of the recording at one of its seconds. */
export function beatAtSecond(warp: Warp, second: number): number {
  const [a, b] = pairAt(warp, second, 1);
  return a[0] + ((second - a[1]) * (b[0] - a[0])) / (b[1] - a[1]);
}

/** Only the points that a clip's content, `beats` long from the second `from`, passes. */
export function compactWarp(warp: Warp, from: number, beats: number): Warp {
  const start = beatAtSecond(warp, from);
  const first = Math.max(
    0,
    Math.min(
      warp.length - 2,
      warp.findLastIndex(([beat]) => beat <= start),
    ),
  );
  const after = warp.findIndex(([beat], index) => index > first && beat >= start + beats);
  return warp.slice(first, after === -1 ? warp.length : after + 1);
}

/** Beats that a recording holds after one of its beats. */
export function beatsLeft(source: Pick<Source, 'durationMs'>, warp: Warp, beat: number): number {
  return beatAtSecond(warp, source.durationMs / 1000) - beat;
}

/** First beat of the recording that starts a bar: beat 0 is a downbeat, and what comes before it may be cut off. */
export function firstDownbeat(warp: Warp, barBeats: number): number {
  const earliest = beatAtSecond(warp, 0);
  // Adding nought turns a negative nought into a plain one.
  return Math.ceil(earliest / barBeats - 1e-6) * barBeats + 0;
}
