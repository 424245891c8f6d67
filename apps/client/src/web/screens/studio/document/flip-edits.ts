import { LIMITS, type Recipe } from '@flipside/recipe';
import { clamp, DEFAULT_TITLE, tidy, type Edit } from './studio-document.ts';
import { readableText } from './track-edits.ts';

const MOST_TAGS = 10;
const TAG_CHARS = 40;

/** A title that says nothing becomes the title of a flip without one. */
export const setTitle =
  (title: string): Edit =>
  (document) => {
    const readable = readableText(title, LIMITS.titleChars) ?? DEFAULT_TITLE;
    return readable === document.title ? document : { ...document, title: readable };
  };

/** Sets the tempo the flip starts with; clips that follow it are heard at it from now on. Later changes are kept. */
export const setTempo =
  (bpm: number): Edit =>
  (document) => {
    const held = clamp(Math.round(bpm * 100) / 100, 20, 400);
    if (document.tempo[0]?.bpm === held) return document;
    return { ...document, tempo: [{ beat: 0, bpm: held }, ...document.tempo.slice(1)] };
  };

export const setTimeSignature =
  (timeSignature: Recipe['timeSignature']): Edit =>
  (document) => ({ ...document, timeSignature });

/** Such as `A:min`; null when the flip does not say. */
export const setKey =
  (key: string | null): Edit =>
  (document) => {
    const { key: _was, ...rest } = document;
    return key === null ? rest : { ...rest, key };
  };

/** Names a place on the timeline; the name that stood there is replaced. */
export const setMarker =
  (at: number, name: string): Edit =>
  (document) => {
    const readable = readableText(name, LIMITS.nameChars);
    const others = (document.markers ?? []).filter((marker) => Math.abs(marker.at - at) > 1e-4);
    if (readable === null || others.length >= LIMITS.markers) return document;
    const markers = [...others, { at: tidy(clamp(at, 0, LIMITS.beats)), name: readable }];
    return { ...document, markers: markers.sort((a, b) => a.at - b.at) };
  };

export const removeMarker =
  (at: number): Edit =>
  (document) => ({
    ...document,
    markers: (document.markers ?? []).filter((marker) => Math.abs(marker.at - at) > 1e-4),
  });

/** Words the flip is found by: lower case, without repeats. */
export const setTags =
  (tags: readonly string[]): Edit =>
  (document) => {
    const clean = tags.map((tag) => tag.normalize('NFC').trim().toLowerCase().slice(0, TAG_CHARS));
    return { ...document, tags: [...new Set(clean.filter((tag) => tag !== ''))].slice(0, MOST_TAGS) };
  };

/** The level that the finished flip never passes, in dB below full scale. */
export const setCeiling =
  (ceilingDb: number): Edit =>
  (document) => ({
    ...document,
    master: {
      ...document.master,
      limiter: { ...document.master.limiter, ceilingDb: clamp(ceilingDb, -12, 0) },
    },
  });
