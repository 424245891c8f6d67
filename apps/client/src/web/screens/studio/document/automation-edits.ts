import { automationRange, LIMITS, type Automation, type AutomationPoint } from '@flipside/recipe';
import { clamp, tidy, withTrack, type Edit, type StudioTrack } from './studio-document.ts';

const LEAST_GAP = 1 / 64;

export const lanePoints = (track: StudioTrack, target: string): readonly AutomationPoint[] =>
  track.automation?.find((lane) => lane.target === target)?.points ?? [];

function withPoints(
  trackId: string,
  target: string,
  change: (
    points: readonly AutomationPoint[],
    range: { min: number; max: number },
  ) => readonly AutomationPoint[],
): Edit {
  return (document) =>
    withTrack(document, trackId, (track): StudioTrack => {
      const range = automationRange(target, track.effects ?? []);
      const before = lanePoints(track, target);
      if (range === null) return track;
      const points = change(before, range);
      if (points === before) return track;
      const others = (track.automation ?? []).filter((lane) => lane.target !== target);
      const lanes: Automation[] = points.length === 0 ? others : [...others, { target, points: [...points] }];
      const { automation: _was, ...rest } = track;
      return lanes.length === 0 ? rest : { ...rest, automation: lanes };
    });
}

const byBeat = (points: readonly AutomationPoint[]): AutomationPoint[] =>
  [...points].sort((a, b) => a[0] - b[0]);

/** Adds a point to a lane, or gives the point that is there its value. */
export const setPoint = (trackId: string, target: string, at: number, value: number): Edit =>
  withPoints(trackId, target, (points, { min, max }) => {
    const beat = tidy(clamp(at, 0, LIMITS.beats));
    const others = points.filter((point) => Math.abs(point[0] - beat) >= LEAST_GAP);
    if (others.length >= LIMITS.automationPoints) return points;
    return byBeat([...others, [beat, clamp(Math.round(value * 100) / 100, min, max), 'linear']]);
  });

/** Moves a point; it stays between its neighbours. */
export const movePoint = (trackId: string, target: string, index: number, at: number, value: number): Edit =>
  withPoints(trackId, target, (points, { min, max }) => {
    const point = points[index];
    if (point === undefined) return points;
    const least = (points[index - 1]?.[0] ?? -LEAST_GAP) + LEAST_GAP;
    const most = (points[index + 1]?.[0] ?? LIMITS.beats + LEAST_GAP) - LEAST_GAP;
    const beat = tidy(clamp(at, Math.max(0, least), Math.max(least, most)));
    const moved: AutomationPoint = [beat, clamp(Math.round(value * 100) / 100, min, max), point[2]];
    return points.with(index, moved);
  });

export const removePoint = (trackId: string, target: string, index: number): Edit =>
  withPoints(trackId, target, (points) =>
    points[index] === undefined ? points : points.toSpliced(index, 1),
  );

export const clearLane = (trackId: string, target: string): Edit =>
  withPoints(trackId, target, (points) => (points.length === 0 ? points : []));
