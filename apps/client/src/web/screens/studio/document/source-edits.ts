import { LIMITS, type Source, type Stem } from '@flipside/recipe';
import { placeClip } from './clip-edits.ts';
import { barBeats } from './music-time.ts';
import { beatsLeft, firstDownbeat, warpOf } from './source-grid.ts';
import { type Edit, type StudioDocument } from './studio-document.ts';
import { addStemTrack } from './track-edits.ts';

/** An id that no source has, nor any that is on its way in. */
export function freeSourceId(ids: readonly string[]): string {
  const taken = new Set(ids);
  let number = 1;
  while (taken.has(`s${number}`)) number += 1;
  return `s${number}`;
}

/** The first recording gives the flip its tempo and key. */
function tuned(document: StudioDocument, source: Source): StudioDocument {
  if (document.sources.length > 0) return document;
  const bpm = source.bpm === undefined ? null : Math.round(source.bpm * 10) / 10;
  return {
    ...document,
    ...(bpm === null ? {} : { tempo: [{ beat: 0, bpm }] }),
    ...(source.key === undefined ? {} : { key: source.key }),
  };
}

/** Takes a recording into the flip; it sounds only once a clip of it is placed. */
export const addSource =
  (source: Source): Edit =>
  (document) => {
    if (document.sources.length >= LIMITS.sources) return document;
    if (document.sources.some(({ id }) => id === source.id)) return document;
    return { ...tuned(document, source), sources: [...document.sources, source] };
  };

/** Takes a recording out, with all its clips. */
export const removeSource =
  (id: string): Edit =>
  (document) => {
    if (!document.sources.some((source) => source.id === id)) return document;
    const tracks = document.tracks.map((track) => {
      const clips = track.clips.filter((clip) => !('source' in clip) || clip.source !== id);
      return clips.length === track.clips.length ? track : { ...track, clips };
    });
    return { ...document, sources: document.sources.filter((source) => source.id !== id), tracks };
  };

/** Says by which code a recording is known; own files do not always tell. */
export const setIsrc =
  (id: string, isrc: readonly string[]): Edit =>
  (document) => ({
    ...document,
    sources: document.sources.map((source) => (source.id === id ? { ...source, isrc: [...isrc] } : source)),
  });

/** Whole bars of a recording from its first downbeat. */
export function wholeBars(
  document: StudioDocument,
  source: Source,
): { readonly fromBeat: number; readonly beats: number } {
  const bar = barBeats(document.timeSignature);
  const warp = warpOf(source);
  const bpm = document.tempo[0]?.bpm ?? 120;
  if (warp === undefined) {
    const beats = (source.durationMs / 60_000) * bpm;
    return { fromBeat: 0, beats: Math.max(bar, Math.floor(beats / bar) * bar) };
  }
  const fromBeat = firstDownbeat(warp, bar);
  const left = beatsLeft(source, warp, fromBeat);
  return { fromBeat, beats: left < bar ? left : Math.floor(left / bar + 1e-6) * bar };
}

/** Lays the stems of a recording on lanes of their own, side by side, from one beat of the timeline on. */
export const layOutStems =
  (sourceId: string, stems: readonly Stem[], at: number, beats?: number): Edit =>
  (document) => {
    const source = document.sources.find(({ id }) => id === sourceId);
    if (source === undefined) return document;
    const whole = wholeBars(document, source);
    const length = Math.min(beats ?? whole.beats, whole.beats);
    return stems.reduce((current, stem) => {
      const { document: ready, trackId } = laneFor(current, stem, at, length);
      return placeClip({ trackId, source: sourceId, stem, at, length, fromBeat: whole.fromBeat })(ready);
    }, document);
  };

/** A lane of this stem that is free there, or a new one. */
export function laneFor(
  document: StudioDocument,
  stem: Stem,
  at: number,
  length: number,
): { readonly document: StudioDocument; readonly trackId: string } {
  const free = document.tracks.find(
    (track) =>
      track.instrument === undefined &&
      track.clips.some((clip) => 'source' in clip && clip.stem === stem) &&
      track.clips.every((clip) => clip.at >= at + length || clip.at + clip.length <= at),
  );
  if (free !== undefined) return { document, trackId: free.id };
  const added = addStemTrack(stem)(document);
  return { document: added, trackId: added.tracks.at(-1)?.id ?? '' };
}
