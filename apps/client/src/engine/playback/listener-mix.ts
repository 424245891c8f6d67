import type { Clip, Recipe, Stem, Track } from '@flipside/recipe';
import { SILENCE_DB } from '@flipside/recipe';
import type { ListenerMix } from './session.types.ts';

export const NEUTRAL_MIX: ListenerMix = { gainDb: 0, mute: false, solo: false };

/** Everything a listener changed, on top of the recipe. */
export interface ListenerMixes {
  readonly stems: ReadonlyMap<Stem, ListenerMix>;
  readonly tracks: ReadonlyMap<string, ListenerMix>;
}

/** Whether a stem or a track passes: a solo anywhere among its kind silences the others; −60 dB is silence. */
export function passes<K>(mixes: ReadonlyMap<K, ListenerMix>, key: K): boolean {
  const own = mixes.get(key) ?? NEUTRAL_MIX;
  if (own.mute || own.gainDb <= SILENCE_DB) return false;
  return own.solo || ![...mixes.values()].some(({ solo }) => solo);
}

/**
 * The part of a recipe that this listener can hear now: tracks and stems not silenced by the listener, sources that
 * are on this device. The hash of what comes out means nothing; it is for `audibleIntervals` alone.
 */
export function audiblePart(recipe: Recipe, mixes: ListenerMixes, present: ReadonlySet<string>): Recipe {
  // While a stem is soloed the renderer silences what is no stem: instruments and layers.
  const addedSounds = ![...mixes.stems.values()].some(({ solo }) => solo);
  const sounds = (clip: Clip): boolean =>
    'source' in clip ? present.has(clip.source) && passes(mixes.stems, clip.stem) : addedSounds;
  const reduced = ({ clips = [], notes = [], ...track }: Track): Track => {
    if (!passes(mixes.tracks, track.id)) return { ...track, mute: true };
    return { ...track, clips: clips.filter(sounds), notes: addedSounds ? notes : [] };
  };
  return { ...recipe, tracks: recipe.tracks.map(reduced) };
}

/** Whether anything at all is left to be heard: a clip or a note on a track that is not muted. */
export function anythingSounds(recipe: Recipe): boolean {
  return recipe.tracks.some(
    ({ mute, clips = [], notes = [] }) =>
      mute !== true && (notes.length > 0 || clips.some((clip) => clip.mute !== true)),
  );
}
