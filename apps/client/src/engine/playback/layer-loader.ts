import type { Recipe } from '@flipside/recipe';
import type { SourcePool } from '../workers/source-pool.ts';
import type { RenderLink } from './render-link.ts';

type Layer = NonNullable<Recipe['layers']>[number];

/**
 * Fetches the layers of recipes from their producers, checks them by hash, and hands them to the renderer as they come.
 * What the renderer has, or will soon have, is not fetched again; what could not be had is, the next time it is asked for.
 */
export class LayerLoader {
  readonly #pool: Pick<SourcePool, 'layer'>;
  readonly #renderer: Pick<RenderLink, 'setLayer'>;
  /** By what makes a layer another one: its name in the recipe and its bytes. */
  readonly #known = new Map<string, Promise<void>>();

  constructor(pool: Pick<SourcePool, 'layer'>, renderer: Pick<RenderLink, 'setLayer'>) {
    this.#pool = pool;
    this.#renderer = renderer;
  }

  /**
   * Resolves when every layer of the recipe is with the renderer.
   *
   * @throws AggregateError with one error per layer that could not be had; the others are heard. The signal's reason.
   */
  async load({ layers = [] }: Pick<Recipe, 'layers'>, signal: AbortSignal): Promise<void> {
    const errors: unknown[] = [];
    for (const layer of layers) {
      try {
        await this.#had(layer, signal);
      } catch (error) {
        signal.throwIfAborted();
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, 'Some layers of this flip could not be loaded.');
  }

  #had(layer: Layer, signal: AbortSignal): Promise<void> {
    const key = `${layer.id} ${layer.sha256}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const coming = this.#fetch(layer, signal).catch((error: unknown) => {
      this.#known.delete(key);
      throw error;
    });
    this.#known.set(key, coming);
    return coming;
  }

  async #fetch({ id, href, sha256 }: Layer, signal: AbortSignal): Promise<void> {
    await this.#renderer.setLayer(id, await this.#pool.layer({ href, sha256 }, signal));
  }
}
