import type { Issue } from '@flipside/recipe';
import { DomainError } from '../../platform/problem/domain-error.ts';
import type { ClearanceReport } from './recipe.types.ts';

/** The document is no recipe, breaks a rule, or is not signed by the key that it names. */
export class RecipeRefusedError extends DomainError {
  /** @param issues pointers into the recipe. */
  constructor(detail: string, issues: readonly Issue[]) {
    super('recipe_refused', detail, {
      errors: issues.map(({ pointer, message }) => ({ pointer: `/recipe${pointer}`, detail: message })),
    });
  }
}

/** Names whom to ask. */
export class NotClearedError extends DomainError {
  constructor(
    clearance: ClearanceReport,
    blocking: readonly { readonly id: string; readonly name: string }[],
  ) {
    const names = blocking.map(({ name }) => name).join(', ');
    const unknown = clearance.reasons
      .filter(({ code }) => code === 'RECORDING_UNKNOWN')
      .map(({ isrc }) => isrc);
    const detail = [
      ...(names === '' ? [] : [`Still to be asked: ${names}.`]),
      ...(unknown.length === 0 ? [] : [`Not in the catalogue: ${[...new Set(unknown)].join(', ')}.`]),
    ].join(' ');
    super('not_cleared', detail === '' ? 'Not every source is cleared on both sides.' : detail, {
      data: { blocking, clearance },
    });
  }
}

/** A recipe's state does not let it be taken down, brought back, removed or restored. */
export class RecipeStateError extends DomainError {
  constructor(detail: string) {
    super('invalid_transition', detail);
  }
}
