/** A point of a warp: beat of the content, second of the recording. Strictly increasing in both. */
export type WarpPoint = readonly [beat: number, second: number];

/** The first two points, the last two, or the two around a value: before and after them a warp runs on as it was. */
function segmentAt(
  points: readonly WarpPoint[],
  axis: 0 | 1,
  value: number,
): readonly [WarpPoint, WarpPoint] {
  let from = 0;
  while (from < points.length - 2 && (points[from + 1]?.[axis] ?? Infinity) <= value) from += 1;
  const [a, b] = [points[from], points[from + 1]];
  if (a === undefined || b === undefined) throw new RangeError('a warp has at least two points');
  return [a, b];
}

/** The second of the recording that is heard at a beat of the content. */
export function secondAt(points: readonly WarpPoint[], beat: number): number {
  const [[beatA, secondA], [beatB, secondB]] = segmentAt(points, 0, beat);
  return secondA + ((beat - beatA) * (secondB - secondA)) / (beatB - beatA);
}

/** The beat of the content at which a second of the recording is heard. */
export function beatAt(points: readonly WarpPoint[], second: number): number {
  const [[beatA, secondA], [beatB, secondB]] = segmentAt(points, 1, second);
  return beatA + ((second - secondA) * (beatB - beatA)) / (secondB - secondA);
}
