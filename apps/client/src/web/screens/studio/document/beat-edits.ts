import type { Clip, Source } from '@flipside/recipe';
import { bpmOf, type BeatgridPoint } from '../../../../engine/analysis/index.ts';
import { secondInto } from './clip-trim.ts';
import { warpOf } from './source-grid.ts';
import type { Edit, StudioDocument } from './studio-document.ts';

/** Tempi that a recipe may state. */
const SLOWEST_BPM = 20;
const FASTEST_BPM = 400;

/** The grid that a recording has, measured or by its tempo alone. */
export function gridOf(
  source: Pick<Source, 'beatgrid' | 'bpm' | 'durationMs'>,
): readonly BeatgridPoint[] | null {
  return source.beatgrid ?? warpOf(source) ?? null;
}

/** The same beats counted twice as fast (2) or half as fast (0.5); beat 0 stays where it is. */
export const timesBeats = (grid: readonly BeatgridPoint[], factor: 0.5 | 2): BeatgridPoint[] =>
  grid.map(([beat, second]) => [beat * factor, second]);

/** The bar begins `beats` later. */
export const laterBar = (grid: readonly BeatgridPoint[], beats: number): BeatgridPoint[] =>
  grid.map(([beat, second]) => [beat - beats, second]);

/**
 * Says where the beats of a recording fall. Its clips keep their places on the timeline and the moments at which they begin in the
 * recording; what follows in them follows the new beats.
 */
export const setGrid =
  (sourceId: string, grid: readonly BeatgridPoint[]): Edit =>
  (document) => {
    const bpm = bpmOf(grid);
    if (bpm === null || bpm < SLOWEST_BPM || bpm > FASTEST_BPM) return document;
    const found = document.sources.find(({ id }) => id === sourceId);
    if (found === undefined) return document;
    const source: Source = { ...found, bpm, beatgrid: grid.map(([beat, second]) => [beat, second]) };
    const warp = warpOf(source);
    const tracks = document.tracks.map((track) => ({
      ...track,
      clips: track.clips.map((clip) =>
        'source' in clip && clip.source === sourceId && clip.warp !== undefined && warp !== undefined
          ? { ...clip, warp }
          : clip,
      ),
    }));
    return {
      ...document,
      sources: document.sources.map((other) => (other.id === sourceId ? source : other)),
      tracks,
    };
  };

const isUnder = (clip: Clip, sourceId: string, beat: number): boolean =>
  'source' in clip &&
  clip.source === sourceId &&
  clip.mute !== true &&
  clip.reverse !== true &&
  (clip.loop ?? null) === null &&
  clip.at <= beat &&
  beat < clip.at + clip.length;

/** The second of a recording that is heard at a beat of the timeline; null where it is not heard as it is. */
export function heardSecond(document: StudioDocument, sourceId: string, beat: number): number | null {
  for (const { clips, mute } of document.tracks) {
    const clip = mute === true ? undefined : clips.find((other) => isUnder(other, sourceId, beat));
    if (clip !== undefined) return secondInto(document, clip, beat - clip.at);
  }
  return null;
}
