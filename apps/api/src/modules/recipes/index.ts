export { AssessmentService } from './assessment.service.ts';
export type { Assessment, Subject } from './assessment.service.ts';
export { ClearanceService } from './clearance.service.ts';
export type { RecipeDecision } from './recipe-decision.types.ts';
export { NotClearedError, RecipeRefusedError } from './errors.ts';
export { recipePublished, recipeRestored, recipeWithdrawn } from './events.ts';
export { FlipGoneError } from './flip-gone.ts';
export type { GoneFlip } from './flip-gone.ts';
export { isClosed } from './recipe-state.ts';
export { RecipeStateService } from './recipe-state.service.ts';
export { amendmentsOf, withAmendments } from './credit-amendments.ts';
export { roleName } from './credit-sheet.ts';
export { ForgetService } from './forget.service.ts';
export { GrantForecastService } from './grant-forecast.service.ts';
export { GrantProducersView } from './grant-producers.view.ts';
export { PublishService } from './publish.service.ts';
export type { Preview, Published, PublishRequest } from './publish.service.ts';
export { CARD_COLUMNS, CARD_JOINS, NOT_SUPERSEDED, PLAYS, toCard } from './recipe-card.view.ts';
export type { CardRow } from './recipe-card.view.ts';
export { RecipeHeadlineView } from './recipe-headline.view.ts';
export type { RecipeHeadline } from './recipe-headline.view.ts';
export { recipePrint } from './recipe-print.ts';
export { RecipeStandingService } from './recipe-standing.service.ts';
export { RecipeService } from './recipe.service.ts';
export type { ReadRecipe } from './recipe.service.ts';
export type {
  ClearanceReport,
  CreditAmendment,
  CreditName,
  CreditSheet,
  FrozenCredits,
  EconomicsSheet,
  PrintSheet,
  KeptUse,
  RecipeCard,
  RecipeDetail,
  RecipeStateName,
  StateCause,
  StateChange,
} from './recipe.types.ts';
export { readRemoteDocument, RefusedRecipe } from './remote-document.ts';
export { RemoteClearanceService } from './remote-clearance.service.ts';
export { parseAskedTerritory } from './territory.ts';
export { RecipesModule } from './recipes.module.ts';
