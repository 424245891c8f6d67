import type { Recipe } from '@flipside/recipe';
import type { StereoPcm } from '../types.ts';
import type { StemLibrary } from './clip-plan.ts';
import { RecipeRenderer } from './recipe-renderer.ts';

/** Renders a whole recipe into memory; 8 bytes a frame. For long ones take blocks from `RecipeRenderer`. */
export async function renderToPcm(recipe: Recipe, library: StemLibrary): Promise<StereoPcm> {
  const renderer = await RecipeRenderer.create(recipe, library);
  const left = new Float32Array(renderer.frames);
  const right = new Float32Array(renderer.frames);
  while (renderer.position < renderer.frames) {
    const from = renderer.position;
    renderer.render({ left: left.subarray(from), right: right.subarray(from) });
  }
  return { left, right };
}
