import { GoneError } from '../../platform/problem/errors.ts';
import type { RecipeRow } from './recipe.view.ts';

/** The flip is gone and its credits are not: whoever made it stays named. */
export function flipGone(row: RecipeRow): GoneError {
  const { hash, code, title, producer, state, stateReason, stateSince, credits, print } = row;
  const since = stateSince?.toISOString() ?? null;
  return new GoneError(stateReason ?? 'This flip was taken back.', {
    data: { flip: { hash, code, title, producer, state, since, credits, print } },
  });
}
