import type { RecipeStateName, StateCause } from './recipe.types.ts';

const WHO: Record<Exclude<StateCause, 'CLEARANCE'>, string> = {
  PRODUCER: 'Its producer took it down',
  OPERATOR: 'An operator of this instance removed it',
};

/** What a share page tells: who took the flip away, and why. The reason of a clearance names its party itself. */
export function stateWords(cause: StateCause, reason: string): string {
  if (cause === 'CLEARANCE') return reason;
  return reason === '' ? `${WHO[cause]}.` : `${WHO[cause]}: ${reason}`;
}

/** Whose word a state is: nobody else's change undoes it. */
export const CAUSE_OF: Record<Exclude<RecipeStateName, 'PUBLISHED'>, StateCause> = {
  WITHDRAWN: 'CLEARANCE',
  TAKEN_DOWN: 'PRODUCER',
  REMOVED: 'OPERATOR',
};

/** Neither can be read any more; what is only withdrawn can. */
export const isClosed = (state: RecipeStateName): boolean => state === 'REMOVED' || state === 'TAKEN_DOWN';
