import { audibleBeats } from './audible.ts';
import { lengthOf, unite, type Interval } from './intervals.ts';
import { STEMS, type Stem } from './schema.scalars.ts';
import type { Track } from './schema.timeline.ts';
import type { Recipe, Source } from './schema.ts';
import { createTempoMap, toMilliseconds, type TempoMap } from './tempo.ts';

/** When one source is heard, in whole milliseconds of the remix. Stretches are sorted and disjoint. */
export interface SourceIntervals {
  readonly sourceId: string;
  /** The primary ISRC: the first of the source's list. */
  readonly isrc: string;
  /** Any of its stems. */
  readonly total: readonly Interval[];
  /** Only stems that are heard at all. */
  readonly stems: { readonly [S in Stem]?: readonly Interval[] };
}

/** How long one source is heard, in whole milliseconds of the remix: the royalty weight. */
export interface SourceUsage {
  readonly sourceId: string;
  readonly isrc: string;
  readonly totalMs: number;
  readonly stems: { readonly [S in Stem]?: number };
}

/** Stretches are joined whenever this many have gathered, so that memory stays bounded. */
const GATHER = 50_000;

class Heard {
  private readonly stretches = new Map<Stem, Interval[]>();

  add(stem: Stem, intervals: readonly Interval[]): void {
    let list = this.stretches.get(stem) ?? [];
    for (const interval of intervals) list.push(interval);
    if (list.length > GATHER) list = unite(list);
    this.stretches.set(stem, list);
  }

  of(source: Source): SourceIntervals {
    const stems: { [S in Stem]?: readonly Interval[] } = {};
    const all: Interval[] = [];
    for (const stem of STEMS) {
      const united = unite(this.stretches.get(stem) ?? []);
      if (united.length === 0) continue;
      stems[stem] = united;
      for (const interval of united) all.push(interval);
    }
    return { sourceId: source.id, isrc: source.isrc[0] ?? '', total: unite(all), stems };
  }
}

function gather(track: Track, tempo: TempoMap, heard: ReadonlyMap<string, Heard>): void {
  if (track.mute === true) return;
  const lane = track.automation?.find(({ target }) => target === 'gainDb')?.points ?? null;
  const milliseconds = (beat: number) => toMilliseconds(tempo.beatToSeconds(beat));
  for (const clip of track.clips ?? []) {
    if (!('source' in clip) || clip.mute === true) continue;
    const beats = audibleBeats(clip, track.gainDb ?? 0, lane);
    heard.get(clip.source)?.add(
      clip.stem,
      beats.map(([start, end]): Interval => [milliseconds(start), milliseconds(end)]),
    );
  }
}

/**
 * The stretches of the output timeline in which each source is heard, in the order of `recipe.sources`.
 *
 * A clip is heard where its gain plus the track's gain is above −60 dB (see `audibleBeats`), neither being muted.
 * Both ends are rounded to the nearest millisecond with one non-decreasing function before anything is joined, so
 * stretches that touch in beats touch in milliseconds.
 */
export function audibleIntervals(recipe: Recipe): readonly SourceIntervals[] {
  const tempo = createTempoMap(recipe);
  const heard = new Map(recipe.sources.map((source) => [source.id, new Heard()] as const));
  for (const track of recipe.tracks) gather(track, tempo, heard);
  return recipe.sources.map((source) => (heard.get(source.id) ?? new Heard()).of(source));
}

/**
 * The royalty weight: for each source, in the order of `recipe.sources`, the milliseconds of the remix during which
 * at least one of its clips is audible, in total and per stem. Overlaps of one source count once. Integers, the same
 * on every engine.
 */
export function usage(recipe: Recipe): readonly SourceUsage[] {
  return audibleIntervals(recipe).map(({ sourceId, isrc, total, stems }) => {
    const lengths: { [S in Stem]?: number } = {};
    for (const stem of STEMS) {
      const intervals = stems[stem];
      if (intervals !== undefined) lengths[stem] = lengthOf(intervals);
    }
    return { sourceId, isrc, totalMs: lengthOf(total), stems: lengths };
  });
}
