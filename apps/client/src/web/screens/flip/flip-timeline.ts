import { createTempoMap, durationMs, type Clip, type Recipe, type TempoMap } from '@flipside/recipe';
import { ClipContent } from '../../../engine/render/clip-content.ts';
import { SAMPLE_RATE } from '../../../engine/types.ts';
import { lanesOf } from '../../player/lanes.ts';
import { laneKey, type LaneId } from '../../player/player.types.ts';
import { STEM_NAMES } from '../../theme/stems.ts';

/** A clip as it lies on a lane; positions are fractions of the flip's length. */
export interface LaneClip {
  readonly key: string;
  readonly from: number;
  readonly to: number;
  /** Place among clips that sound at the same time on this lane. */
  readonly row: number;
  readonly sourceId: string | null;
  readonly muted: boolean;
  /** The second of the source heard at a fraction of the clip. */
  readonly secondAt: (fraction: number) => number | null;
}

export interface LaneNote {
  readonly from: number;
  readonly to: number;
  /** 0 is the lowest note of the lane, 1 the highest. */
  readonly height: number;
}

export interface FlipLane {
  readonly id: LaneId;
  readonly key: string;
  readonly name: string;
  readonly clips: readonly LaneClip[];
  readonly notes: readonly LaneNote[];
  /** How many clips sound at once at most. */
  readonly rows: number;
}

export interface FlipMarker {
  readonly at: number;
  readonly until: number;
  readonly name: string;
}

export interface FlipTimeline {
  readonly seconds: number;
  readonly lanes: readonly FlipLane[];
  readonly markers: readonly FlipMarker[];
  /** Numbers by which sources are called, by source id. */
  readonly numbers: ReadonlyMap<string, number>;
}

function clipOf(
  clip: Clip,
  key: string,
  tempo: TempoMap,
  recipe: Recipe,
  seconds: number,
): Omit<LaneClip, 'row'> {
  const start = tempo.beatToSeconds(clip.at);
  const end = tempo.beatToSeconds(clip.at + clip.length);
  const content = new ClipContent(
    clip,
    tempo,
    recipe.tempo.map(({ beat }) => beat),
  );
  return {
    key,
    from: start / seconds,
    to: end / seconds,
    sourceId: 'source' in clip ? clip.source : null,
    muted: clip.mute ?? false,
    secondAt: (fraction) => {
      const frame = (start + (end - start) * Math.min(fraction, 1 - 1e-9)) * SAMPLE_RATE;
      const segment = content.at(frame);
      return (segment.source + (frame - segment.start) * segment.rate) / SAMPLE_RATE;
    },
  };
}

/** Gives each clip the first row that is free when it starts. */
function inRows(clips: readonly Omit<LaneClip, 'row'>[]): { clips: LaneClip[]; rows: number } {
  const ends: number[] = [];
  const placed = [...clips]
    .sort((a, b) => a.from - b.from)
    .map((clip) => {
      const free = ends.findIndex((end) => end <= clip.from + 1e-6);
      const row = free === -1 ? ends.length : free;
      ends[row] = clip.to;
      return { ...clip, row };
    });
  return { clips: placed, rows: Math.max(1, ends.length) };
}

function notesOf(recipe: Recipe, track: string, tempo: TempoMap, seconds: number): LaneNote[] {
  const notes = recipe.tracks.find(({ id }) => id === track)?.notes ?? [];
  const keys = notes.map(({ key }) => key);
  const lowest = Math.min(...keys);
  const reach = Math.max(1, Math.max(...keys) - lowest);
  return notes.map(({ at, length, key }) => ({
    from: tempo.beatToSeconds(at) / seconds,
    to: tempo.beatToSeconds(at + length) / seconds,
    height: (key - lowest) / reach,
  }));
}

/** Lays a recipe out for showing: lanes of clips and notes, markers and source numbers. */
export function flipTimeline(recipe: Recipe): FlipTimeline {
  const tempo = createTempoMap(recipe);
  const seconds = Math.max(durationMs(recipe) / 1000, 1e-3);
  const tracks = recipe.tracks.filter(({ mute }) => !mute);
  const lanes = lanesOf(recipe).map((id): FlipLane => {
    const clips = tracks.flatMap((track) =>
      (track.clips ?? []).flatMap((clip, index) => {
        const mine =
          'stem' in id ? 'source' in clip && clip.stem === id.stem : 'layer' in clip && track.id === id.track;
        return mine ? [clipOf(clip, `${track.id}-${index}`, tempo, recipe, seconds)] : [];
      }),
    );
    const name =
      'stem' in id
        ? STEM_NAMES[id.stem]
        : (recipe.tracks.find((track) => track.id === id.track)?.name ?? 'Own part');
    return {
      id,
      key: laneKey(id),
      name,
      notes: 'track' in id ? notesOf(recipe, id.track, tempo, seconds) : [],
      ...inRows(clips),
    };
  });
  const marks = [...(recipe.markers ?? [])].sort((a, b) => a.at - b.at);
  const markers = marks.map(({ at, name }, index) => {
    const next = marks[index + 1];
    return {
      at: tempo.beatToSeconds(at) / seconds,
      until: next === undefined ? 1 : tempo.beatToSeconds(next.at) / seconds,
      name,
    };
  });
  const numbers = new Map(recipe.sources.map(({ id }, index) => [id, index + 1]));
  return { seconds, lanes, markers, numbers };
}

const TICK_SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800];

/** Round times for a ruler, at most `count` of them; the step is the finest that fits. */
export function rulerTicks(seconds: number, count: number): number[] {
  const step = TICK_SECONDS.find((candidate) => seconds / candidate <= count) ?? 3600;
  const ticks: number[] = [];
  for (let at = 0; at < seconds; at += step) ticks.push(at);
  return ticks;
}
