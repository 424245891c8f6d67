import { GoneError } from '../../platform/problem/errors.ts';
import type { RecipeCard, RecipeStateName } from './recipe.types.ts';
import type { RecipeRow } from './recipe.view.ts';

/** What stays of a flip that was taken away. */
export interface GoneFlip extends Pick<
  RecipeCard,
  'hash' | 'code' | 'title' | 'producer' | 'credits' | 'print'
> {
  readonly state: RecipeStateName;
  /** RFC 3339; `null` when it is not known. */
  readonly since: string | null;
}

/** The flip is gone and its credits are not: whoever made it stays named. */
export class FlipGoneError extends GoneError {
  readonly flip: GoneFlip;

  constructor(row: RecipeRow) {
    const { hash, code, title, producer, state, stateReason, stateSince, credits, print } = row;
    const since = stateSince?.toISOString() ?? null;
    const flip = { hash, code, title, producer, state, since, credits, print };
    super(stateReason ?? 'This flip was taken back.', { data: { flip } });
    this.flip = flip;
  }
}
