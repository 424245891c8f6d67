import { parseRecipe, recipeHash, verifyRecipe } from '@flipside/recipe';
import type { Recipe } from '@flipside/recipe';

/** A recipe of another instance is not what it is said to be. */
export class RefusedRecipe extends Error {}

/**
 * Reads a recipe of another instance. It is believed when it has the hash that it is known by and its proof holds, wherever it comes
 * from.
 *
 * @throws {RefusedRecipe}
 */
export function readRemoteDocument(bytes: string, hash: string): Recipe {
  let value: unknown;
  try {
    value = JSON.parse(bytes);
  } catch {
    throw new RefusedRecipe('The recipe is not JSON.');
  }
  const parsed = parseRecipe(value);
  if (!parsed.ok)
    throw new RefusedRecipe(`The recipe is refused: ${parsed.issues[0]?.message ?? 'it is malformed'}.`);
  const { recipe } = parsed;
  if (recipeHash(recipe) !== hash) throw new RefusedRecipe('The recipe is not the one that was announced.');
  if (!verifyRecipe(recipe).ok) throw new RefusedRecipe('The signature of the recipe does not hold.');
  return recipe;
}
