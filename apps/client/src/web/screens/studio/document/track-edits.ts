import { LIMITS, type Instrument, type Stem } from '@flipside/recipe';
import { STEM_NAMES } from '../../../theme/stems.ts';
import { clamp, withTrack, type Edit, type StudioDocument, type StudioTrack } from './studio-document.ts';

const GAIN_MIN = -120;
const GAIN_MAX = 24;
/** Control characters are not allowed in a recipe's text. */
const CONTROL = /\p{Cc}+/gu;

/** Text as a recipe may hold it: one line, not blank, within its bound; null when nothing is left. */
export function readableText(text: string, most: number): string | null {
  const clean = text.replace(CONTROL, ' ').slice(0, most);
  return clean.trim() === '' ? null : clean;
}

function freeTrackId(document: StudioDocument): string {
  const taken = new Set(document.tracks.map(({ id }) => id));
  let number = document.tracks.length + 1;
  while (taken.has(`t${number}`)) number += 1;
  return `t${number}`;
}

/** "Vocals", then "Vocals 2": lanes are told apart by name. */
function freeName(document: StudioDocument, name: string): string {
  const taken = new Set(document.tracks.map((track) => track.name));
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name} ${number}`)) number += 1;
  return `${name} ${number}`;
}

function addTrack(
  document: StudioDocument,
  name: string,
  rest: Omit<StudioTrack, 'id' | 'name'>,
): StudioDocument {
  if (document.tracks.length >= LIMITS.tracks) return document;
  const track = { id: freeTrackId(document), name: freeName(document, name), ...rest };
  return { ...document, tracks: [...document.tracks, track] };
}

/** An empty lane at the bottom, named after what it is for. */
export const addStemTrack =
  (stem: Stem): Edit =>
  (document) =>
    addTrack(document, STEM_NAMES[stem], { clips: [] });

const INSTRUMENT_NAMES: Record<Instrument['type'], string> = {
  drumkit: 'Drum kit',
  subtractive: 'Synth',
  fm: 'FM keys',
};

/** A lane of notes played by one of the engine's instruments. */
export const addInstrumentTrack =
  (type: Instrument['type']): Edit =>
  (document) =>
    addTrack(document, INSTRUMENT_NAMES[type], { clips: [], instrument: { type }, notes: [] });

export const removeTrack =
  (id: string): Edit =>
  (document) => {
    const tracks = document.tracks.filter((track) => track.id !== id);
    return tracks.length === document.tracks.length ? document : { ...document, tracks };
  };

/** Moves a lane up (negative) or down the list. */
export const moveTrack =
  (id: string, by: number): Edit =>
  (document) => {
    const from = document.tracks.findIndex((track) => track.id === id);
    const track = document.tracks[from];
    const to = clamp(from + by, 0, document.tracks.length - 1);
    if (track === undefined || to === from) return document;
    return { ...document, tracks: document.tracks.toSpliced(from, 1).toSpliced(to, 0, track) };
  };

export const renameTrack =
  (id: string, name: string): Edit =>
  (document) => {
    const readable = readableText(name, LIMITS.nameChars);
    return readable === null
      ? document
      : withTrack(document, id, (track) => (track.name === readable ? track : { ...track, name: readable }));
  };

export const setTrackGain =
  (id: string, gainDb: number): Edit =>
  (document) =>
    withTrack(document, id, (track) => {
      const gain = clamp(Math.round(gainDb * 10) / 10, GAIN_MIN, GAIN_MAX);
      return (track.gainDb ?? 0) === gain ? track : { ...track, gainDb: gain };
    });

/** −1 is left, 1 is right. */
export const setTrackPan =
  (id: string, pan: number): Edit =>
  (document) =>
    withTrack(document, id, (track) => {
      const position = clamp(Math.round(pan * 100) / 100, -1, 1);
      return (track.pan ?? 0) === position ? track : { ...track, pan: position };
    });

/** A muted lane is silent in the flip itself, and its recordings are not counted. */
export const setTrackMute =
  (id: string, mute: boolean): Edit =>
  (document) =>
    withTrack(document, id, (track) => ((track.mute ?? false) === mute ? track : { ...track, mute }));

export const setInstrument =
  (id: string, instrument: Instrument): Edit =>
  (document) =>
    withTrack(document, id, (track) => ({ ...track, instrument }));
