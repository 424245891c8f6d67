import { usage } from '@flipside/recipe';
import type { Recipe, Source, SourceClip } from '@flipside/recipe';
import type { IntegerRange } from '@flipside/royalty';
import type { RecordingRef } from '../catalogue/index.ts';
import type { KeptUse } from './recipe.types.ts';

export interface MatchedSource {
  readonly source: Source;
  /** `null`: the catalogue knows none of its ISRCs. */
  readonly recording: RecordingRef | null;
}

export type Matching =
  | { readonly ok: true; readonly sources: readonly MatchedSource[] }
  | { readonly ok: false; readonly pointer: string; readonly message: string };

/**
 * Finds the recording of each source. All ISRCs of a source that the catalogue knows must be one recording: else a
 * cleared one could stand in front of another that is played.
 */
export function matchSources(recipe: Recipe, known: readonly RecordingRef[]): Matching {
  const byIsrc = new Map(known.map((recording) => [recording.isrc, recording]));
  const sources: MatchedSource[] = [];
  for (const [index, source] of recipe.sources.entries()) {
    const found = source.isrc.flatMap((isrc) => byIsrc.get(isrc) ?? []);
    if (new Set(found.map(({ id }) => id)).size > 1)
      return { ok: false, pointer: `/sources/${index}/isrc`, message: 'names more than one recording' };
    sources.push({ source, recording: found[0] ?? null });
  }
  return { ok: true, sources };
}

const clipsOf = (recipe: Recipe, sourceId: string): SourceClip[] =>
  recipe.tracks.flatMap((track) =>
    (track.clips ?? []).filter((clip): clip is SourceClip => 'source' in clip && clip.source === sourceId),
  );

/** The tempi in force while a clip runs, in beats per minute. */
function temposDuring(recipe: Recipe, { at, length }: SourceClip): number[] {
  return recipe.tempo.flatMap(({ beat, bpm }, index) => {
    const next = recipe.tempo[index + 1]?.beat ?? Infinity;
    return beat < at + length && next > at ? [bpm] : [];
  });
}

/** Seconds of the source per content beat, over the stretches of the warp that the clip plays. */
function warpSlopes(clip: SourceClip): number[] | null {
  const points = clip.warp;
  if (points === undefined) return null;
  const end = clip.loop?.[1] ?? clip.length;
  const slopes = points.slice(1).flatMap(([beat, second], index) => {
    const [beforeBeat, beforeSecond] = points[index] ?? [beat, second];
    // Outside its points a warp runs on as at its ends.
    const first = index === 0 ? -Infinity : beforeBeat;
    const last = index === points.length - 2 ? Infinity : beat;
    return first < end && last > 0 ? [(second - beforeSecond) / (beat - beforeBeat)] : [];
  });
  return slopes;
}

/** How fast a clip plays its source, in per mille of the original: 1000 is unchanged. */
function clipTempo(recipe: Recipe, clip: SourceClip): number[] {
  const slopes = warpSlopes(clip);
  if (slopes === null) return [1000];
  return temposDuring(recipe, clip).flatMap((bpm) =>
    slopes.map((slope) => Math.round((slope * bpm * 1000) / 60)),
  );
}

const rangeOf = (values: readonly number[], neutral: number): IntegerRange =>
  values.length === 0
    ? { min: neutral, max: neutral }
    : { min: Math.min(...values), max: Math.max(...values) };

/** The facts of each source that grants may limit. Muted clips count too: a listener can unmute them. */
export function sourceUses(
  recipe: Recipe,
  sources: readonly MatchedSource[],
  isCommercial: boolean,
): KeptUse[] {
  const heard = new Map(usage(recipe).map((one) => [one.sourceId, one]));
  return sources.flatMap(({ source, recording }) => {
    if (recording === null) return [];
    const clips = clipsOf(recipe, source.id);
    return {
      sourceId: source.id,
      recordingId: recording.id,
      isrc: recording.isrc,
      title: recording.title,
      totalMs: heard.get(source.id)?.totalMs ?? 0,
      stems: [...new Set(clips.map(({ stem }) => stem))].sort(),
      tempoPermille: rangeOf(
        clips.flatMap((clip) => clipTempo(recipe, clip)),
        1000,
      ),
      pitchCents: rangeOf(
        clips.map(({ semitones }) => Math.round((semitones ?? 0) * 100)),
        0,
      ),
      mixesWithOthers: recipe.sources.length > 1,
      isRemixOfRemix: recipe.provenance.parents.length > 0,
      hasLayers: (recipe.layers ?? []).length > 0,
      isCommercial,
    };
  });
}
