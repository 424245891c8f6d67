import type { Schemas } from '../../api/client.ts';

export type RecipeState = Schemas['RecipeState'];

/** What a flip's state is called, beside its name. */
export const STATE_WORDS: Record<RecipeState, string> = {
  PUBLISHED: 'Published',
  WITHDRAWN: 'Withdrawn',
  TAKEN_DOWN: 'Taken down',
  REMOVED: 'Removed',
};

export const CAUSE_WORDS: Record<Schemas['StateChange']['cause'], string> = {
  CLEARANCE: 'consent',
  PRODUCER: 'its producer',
  OPERATOR: 'an operator',
};
