import { automationRange } from './automatable.ts';
import type { PointerPart } from './json.pointer.ts';
import { LIMITS } from './limits.ts';
import { firstNotIncreasing, firstTooDense, reportRepeats, type RuleContext } from './rules.ts';
import type { Automation, Clip, Track } from './schema.timeline.ts';
import { timelineEndBeat } from './tempo.ts';

type Path = readonly PointerPart[];

/** Separation models with six stems are named so: `htdemucs_6s`. */
const SIX_STEM_MODEL = /[_-]6s$/;
const LEAST_LOOP_BEATS = 1 / 1024;

const total = (context: RuleContext, count: (track: Track) => number): number =>
  context.recipe.tracks.reduce((sum, track) => sum + count(track), 0);

/** Counts over all tracks together. */
export function checkTotals(context: RuleContext): void {
  const points = (track: Track) =>
    (track.automation ?? []).reduce((sum, lane) => sum + lane.points.length, 0);
  const warps = (track: Track) =>
    (track.clips ?? []).reduce((sum, clip) => sum + (clip.warp?.length ?? 0), 0);
  const counts = [
    ['clips', total(context, (track) => track.clips?.length ?? 0), LIMITS.clips],
    ['notes', total(context, (track) => track.notes?.length ?? 0), LIMITS.notes],
    ['automation points', total(context, points), LIMITS.automationPoints],
    ['warp points', total(context, warps), LIMITS.warpPointsInAll],
  ] as const;
  for (const [name, count, limit] of counts) {
    if (count > limit) context.report(['tracks'], `hold ${count} ${name}; at most ${limit} are allowed`);
  }
}

/** The tempo list, and how long the whole may last. */
export function checkTimeline(context: RuleContext): void {
  const { recipe, tempo, report } = context;
  if (recipe.tempo[0]?.beat !== 0) report(['tempo', 0, 'beat'], 'must be 0');
  const at = firstNotIncreasing(recipe.tempo.map(({ beat }) => beat));
  if (at >= 0) {
    report(['tempo', at, 'beat'], 'must be greater than the one before');
    return;
  }
  checkDensity(
    context,
    recipe.tempo.map(({ beat }) => beat),
    ['tempo'],
  );
  const end = timelineEndBeat(recipe);
  if (end === 0) report(['tracks'], 'hold neither a clip nor a note');
  if (tempo.beatToSeconds(end) > LIMITS.seconds) report(['tracks'], 'last longer than four hours');
}

function checkDensity({ tempo, report }: RuleContext, beats: readonly number[], path: Path): void {
  const dense = firstTooDense(
    beats.map((beat) => tempo.beatToSeconds(beat)),
    LIMITS.eventsPerLaneSecond,
  );
  if (dense >= 0) report([...path, dense], 'is one of more than 200 in one second');
}

function checkReference({ recipe, report }: RuleContext, clip: Clip, path: Path, known: Known): void {
  if ('layer' in clip) {
    if (!known.layers.has(clip.layer))
      report([...path, 'layer'], `names no layer of this recipe: ${clip.layer}`);
    return;
  }
  const durationMs = known.sources.get(clip.source);
  if (durationMs === undefined) {
    report([...path, 'source'], `names no source of this recipe: ${clip.source}`);
  } else if (clip.in * 1000 >= durationMs) {
    report([...path, 'in'], 'must lie within the source');
  }
  const sixStems = clip.stem === 'guitar' || clip.stem === 'piano';
  if (sixStems && !SIX_STEM_MODEL.test(recipe.separation.model)) {
    report([...path, 'stem'], `needs a separation model with six stems, not ${recipe.separation.model}`);
  }
}

function checkClip({ report }: RuleContext, clip: Clip, path: Path): void {
  if (clip.at + clip.length > LIMITS.beats) report([...path, 'length'], 'ends after the last beat allowed');
  if ((clip.fadeIn ?? 0) + (clip.fadeOut ?? 0) > clip.length) report(path, 'is shorter than its fades');
  const [start, end] = clip.loop ?? [0, LEAST_LOOP_BEATS];
  if (end - start < LEAST_LOOP_BEATS) report([...path, 'loop'], 'must end after it starts');
  const warp = clip.warp ?? [];
  for (const column of [0, 1] as const) {
    const at = firstNotIncreasing(warp.map((point) => point[column]));
    if (at >= 0) report([...path, 'warp', at, column], 'must be greater than the one before');
  }
  const seconds = warp.map((point) => point[1]);
  const dense = firstTooDense(seconds, LIMITS.eventsPerLaneSecond);
  if (dense >= 0) report([...path, 'warp', dense], 'is one of more than 200 points in one second');
}

function checkLane(context: RuleContext, track: Track, lane: Automation, path: Path): void {
  const { report } = context;
  const beats = lane.points.map(([beat]) => beat);
  const at = firstNotIncreasing(beats);
  if (at >= 0) report([...path, 'points', at, 0], 'must be greater than the one before');
  checkDensity(context, beats, [...path, 'points']);
  const range = automationRange(lane.target, track.effects ?? []);
  if (range === null) {
    report([...path, 'target'], `names nothing that can be automated on this track: ${lane.target}`);
    return;
  }
  const outside = lane.points.findIndex(([, value]) => value < range.min || value > range.max);
  if (outside >= 0) {
    report([...path, 'points', outside, 1], `must be between ${range.min} and ${range.max}`);
  }
}

interface Known {
  /** Duration in milliseconds by source id. */
  readonly sources: ReadonlyMap<string, number>;
  readonly layers: ReadonlySet<string>;
}

function checkTrack(context: RuleContext, track: Track, path: Path, known: Known): void {
  const { report } = context;
  (track.clips ?? []).forEach((clip, index) => {
    checkReference(context, clip, [...path, 'clips', index], known);
    checkClip(context, clip, [...path, 'clips', index]);
  });
  const notes = track.notes ?? [];
  if (notes.length > 0 && track.instrument === undefined) {
    report([...path, 'notes'], 'need an instrument on their track');
  }
  const late = notes.findIndex((note) => note.at + note.length > LIMITS.beats);
  if (late >= 0) report([...path, 'notes', late, 'length'], 'ends after the last beat allowed');
  checkDensity(
    context,
    notes.map(({ at }) => at),
    [...path, 'notes'],
  );
  const lanes = track.automation ?? [];
  reportRepeats(
    context,
    lanes.map(({ target }) => target),
    (index) => [...path, 'automation', index, 'target'],
  );
  lanes.forEach((lane, index) => checkLane(context, track, lane, [...path, 'automation', index]));
}

/** Rules of every track, its clips, notes and lanes. */
export function checkTracks(context: RuleContext): void {
  const { recipe } = context;
  reportRepeats(
    context,
    recipe.tracks.map(({ id }) => id),
    (index) => ['tracks', index, 'id'],
  );
  const known: Known = {
    sources: new Map(recipe.sources.map(({ id, durationMs }) => [id, durationMs])),
    layers: new Set((recipe.layers ?? []).map(({ id }) => id)),
  };
  recipe.tracks.forEach((track, index) => checkTrack(context, track, ['tracks', index], known));
}
