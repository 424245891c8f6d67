import type { ClearanceState, Policy } from '@flipside/royalty';
import type { DatedTariff } from '../consent/index.ts';
import type { ClearanceReport, CreditSheet, Decided, KeptUse, RecipeStateName } from './recipe.types.ts';
import type { RemoteRecipe } from './remote-recipe.types.ts';

/** Whether a published recipe may be played, decided at this moment. */
export interface RecipeDecision {
  readonly hash: string;
  /** An operator may have removed the recipe, whatever its clearance. */
  readonly recipeState: RecipeStateName;
  readonly recipeStateReason: string | null;
  readonly state: ClearanceState;
  readonly policy: Policy;
  readonly clearance: ClearanceReport;
  readonly tariff: DatedTariff;
  readonly uses: readonly KeptUse[];
  readonly decided: Decided;
  readonly credits: CreditSheet;
  /** Of a recipe that another instance published; null of one of this instance. */
  readonly remote: RemoteRecipe | null;
}
