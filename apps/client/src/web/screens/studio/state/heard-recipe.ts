import { timelineEndBeat, type Note, type Recipe } from '@flipside/recipe';
import { barBeats } from '../document/music-time.ts';
import { endBeat, findClip, recipeOf, type StudioDocument } from '../document/studio-document.ts';

/** Keys of the General MIDI percussion map: side stick, and claves for the first of a bar. */
const CLICK = 37;
const ACCENT = 75;
const MOST_CLICKS = 4000;
const METRONOME_ID = 'studio-metronome';
const ORIGINAL_ID = 'studio-original';

function metronome(document: StudioDocument, beats: number): Recipe['tracks'][number] {
  const unit = 4 / document.timeSignature[1];
  const bar = barBeats(document.timeSignature);
  const count = Math.min(MOST_CLICKS, Math.ceil(beats / unit));
  const notes = Array.from({ length: count }, (_, index): Note => {
    const at = index * unit;
    const first = Math.abs(at / bar - Math.round(at / bar)) < 1e-6;
    return { at, length: unit / 4, key: first ? ACCENT : CLICK, velocity: first ? 0.9 : 0.5 };
  });
  return { id: METRONOME_ID, name: 'Metronome', gainDb: -6, instrument: { type: 'drumkit' }, notes };
}

/**
 * Side A of a place: the untouched recording of a clip at its own speed and pitch, lined up with the clip's start, and
 * nothing else. Null when the clip is not of a recording.
 */
function original(document: StudioDocument, clipId: string): Recipe | null {
  const found = findClip(document, clipId);
  if (found === null || !('source' in found.clip)) return null;
  const { source, at, in: from } = found.clip;
  const length = Math.max(4, endBeat(document) - at);
  const plain = recipeOf(document);
  return {
    ...plain,
    tracks: [{ id: ORIGINAL_ID, name: 'Original', clips: [{ source, stem: 'mix', at, length, in: from }] }],
    master: {},
  };
}

export interface Listening {
  readonly hearing: 'A' | 'B';
  /** The clip whose recording is side A. */
  readonly clipId: string | null;
  readonly metronome: boolean;
}

/** What is to be heard now: the flip with or without clicks, or the recording that a clip was taken from. */
export function heardRecipe(document: StudioDocument, listening: Listening): Recipe {
  const side =
    listening.hearing === 'A' && listening.clipId !== null ? original(document, listening.clipId) : null;
  const recipe = side ?? recipeOf(document);
  const end = timelineEndBeat(recipe);
  return listening.metronome && end > 0
    ? { ...recipe, tracks: [...recipe.tracks, metronome(document, end)] }
    : recipe;
}
