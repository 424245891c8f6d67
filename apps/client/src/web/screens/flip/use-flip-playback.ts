import { useMemo } from 'react';
import type { Recipe } from '@flipside/recipe';
import { player } from '../../player/player.ts';
import { EMPTY_PLAYER, type PlayerState } from '../../player/player.types.ts';
import { usePlayer } from '../../player/use-player.ts';
import { readRecipe } from '../../player/playback.ts';
import { providers } from '../../providers/provider-store.ts';
import type { RecipeView } from '../../queries/flips.ts';

/** The player's state as far as it is about this flip; another flip may be playing meanwhile. */
export function useFlipPlayback(flip: RecipeView): PlayerState {
  return usePlayer((state) =>
    state.flip?.hash === flip.hash && state.flip.code === flip.code ? state : EMPTY_PLAYER,
  );
}

export type ReadFlip =
  { readonly ok: true; readonly recipe: Recipe } | { readonly ok: false; readonly error: unknown };

/** The flip's recipe, checked against its name once. */
export function useRecipe(flip: RecipeView): ReadFlip {
  return useMemo(() => {
    try {
      return { ok: true, recipe: readRecipe(flip) };
    } catch (error) {
      return { ok: false, error };
    }
  }, [flip]);
}

const report = (error: unknown) => player.state.set({ error });

/** Plays or pauses the flip from the music that is connected. */
export function toggleFlip(flip: RecipeView): void {
  const { wanted } = player.state.get();
  if (player.holds(flip) && wanted) player.pause();
  else player.start(flip, providers.state.get().list).catch(report);
}

/** Gets the flip's sources ready from the music that is connected now. */
export function prepareFlip(flip: RecipeView): void {
  player.prepare(flip, providers.state.get().list).catch(report);
}
