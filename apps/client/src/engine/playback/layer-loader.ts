import type { Recipe } from '@flipside/recipe';
import type { SourcePool } from '../workers/source-pool.ts';
import type { RenderLink } from './render-link.ts';

/**
 * Fetches a recipe's layers from their producers, checks them by hash, and hands them to the renderer as they come.
 *
 * @throws AggregateError with one error per layer that could not be had; the others are heard
 */
export async function loadLayers(
  recipe: Recipe,
  pool: SourcePool,
  renderer: RenderLink,
  signal: AbortSignal,
): Promise<void> {
  const errors: unknown[] = [];
  for (const { id, href, sha256 } of recipe.layers ?? []) {
    try {
      await renderer.setLayer(id, await pool.layer({ href, sha256 }, signal));
    } catch (error) {
      signal.throwIfAborted();
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, 'Some layers of this flip could not be loaded.');
}
