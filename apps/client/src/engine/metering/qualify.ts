import { durationMs, type Recipe } from '@flipside/recipe';

const FULL_PLAY_MS = 30_000;
const SHORT_REMIX_MS = 60_000;

/** Milliseconds that must be heard for a play: 30 s, or half of a remix shorter than a minute. */
export function qualifyingMs(recipe: Pick<Recipe, 'tempo' | 'tracks'>): number {
  const length = durationMs(recipe);
  return length < SHORT_REMIX_MS ? Math.ceil(length / 2) : FULL_PLAY_MS;
}
