import { LIMITS } from '@flipside/recipe';
import type { BeatgridPoint } from './types.ts';

/** Seconds by which a straight stretch of grid may miss the beats it stands for. */
const TOLERANCE = 0.006;

/** Fewest points that keep every beat within the tolerance (Douglas & Peucker, 1973), and no more than a recipe holds. */
export function simplifyGrid(points: readonly BeatgridPoint[]): BeatgridPoint[] {
  for (let tolerance = TOLERANCE; ; tolerance *= 2) {
    const kept = keepCorners(points, tolerance);
    if (kept.length <= LIMITS.beatgridPoints) return kept;
  }
}

function keepCorners(points: readonly BeatgridPoint[], tolerance: number): BeatgridPoint[] {
  const keep = new Uint8Array(points.length);
  keep[0] = 1;
  keep[points.length - 1] = 1;
  const open: [number, number][] = [[0, points.length - 1]];
  for (let span = open.pop(); span; span = open.pop()) {
    const [from, to] = span;
    const corner = farthest(points, from, to, tolerance);
    if (corner < 0) continue;
    keep[corner] = 1;
    open.push([from, corner], [corner, to]);
  }
  return points.filter((_, i) => keep[i] === 1);
}

/** The beat that lies farthest from the straight line between two others, or −1 when all are near enough. */
function farthest(points: readonly BeatgridPoint[], from: number, to: number, tolerance: number): number {
  const [k0, s0] = points[from] ?? [0, 0];
  const [k1, s1] = points[to] ?? [0, 0];
  let corner = -1;
  let worst = tolerance;
  for (let i = from + 1; i < to; i++) {
    const [k, s] = points[i] ?? [0, 0];
    const miss = Math.abs(s - s0 - ((k - k0) / (k1 - k0)) * (s1 - s0));
    if (miss > worst) {
      worst = miss;
      corner = i;
    }
  }
  return corner;
}
