import type { Recipe, Stem } from '@flipside/recipe';
import { RecipeRenderer, type StemLibrary } from '../render/index.ts';
import { BLOCK_SIZE, type StereoPcm } from '../types.ts';

/** What of a recipe is rendered. Parts are as long as the whole and sum to what enters the master. */
export type RenderPart =
  | { readonly kind: 'mix' }
  /** One track with its effects, before the master. */
  | { readonly kind: 'track'; readonly trackId: string }
  /** All that comes from one stem of all recordings, through the effects of its tracks, before the master. */
  | { readonly kind: 'stem'; readonly stem: Stem };

export const WHOLE_MIX: RenderPart = { kind: 'mix' };

/** The next frames of a rendering. Arrays are reused: they hold until the next block is asked for. */
export interface RenderedBlock {
  readonly pcm: StereoPcm;
  readonly frames: number;
}

/**
 * Renders a recipe block by block in constant memory: block after block of at most 4,096 frames until the whole length is
 * reached. Call `create` once per pass.
 */
export class PartRenderer {
  /** Length of the whole recipe in frames; parts are filled up with silence. */
  readonly frames: number;
  private readonly renderer: RecipeRenderer;
  private readonly block = { left: new Float32Array(BLOCK_SIZE), right: new Float32Array(BLOCK_SIZE) };

  private constructor(renderer: RecipeRenderer, frames: number) {
    this.renderer = renderer;
    this.frames = frames;
  }

  /**
   * @throws RangeError for a track that the recipe does not have, and when more than 128 clips are stretched at once
   */
  static async create(recipe: Recipe, library: StemLibrary, part: RenderPart): Promise<PartRenderer> {
    if (part.kind === 'mix') {
      const renderer = await RecipeRenderer.create(recipe, library);
      return new PartRenderer(renderer, renderer.frames);
    }
    const whole = await RecipeRenderer.create(recipe, library);
    const renderer = await RecipeRenderer.create({ ...recipe, master: {} }, library);
    if (part.kind === 'stem') renderer.setStemMix(part.stem, { solo: true });
    else if (recipe.tracks.some(({ id }) => id === part.trackId))
      renderer.setTrackMix(part.trackId, { solo: true });
    else throw new RangeError(`the recipe has no track ${part.trackId}`);
    // Faders travel; from a seek on they stand where they were put.
    renderer.seek(0);
    return new PartRenderer(renderer, whole.frames);
  }

  /** All blocks, in order. */
  *blocks(): Generator<RenderedBlock, void, void> {
    const { block: pcm } = this;
    let made = 0;
    while (made < this.frames) {
      const room = Math.min(BLOCK_SIZE, this.frames - made);
      const rendered = this.renderer.render(pcm);
      const frames = rendered === 0 ? room : Math.min(rendered, room);
      if (rendered === 0) {
        pcm.left.fill(0);
        pcm.right.fill(0);
      }
      made += frames;
      yield { pcm, frames };
    }
  }
}
