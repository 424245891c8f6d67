import type { Stem } from '@flipside/recipe';
import { BUILT_IN_MODEL, type NeuralModel } from './registry.ts';
import type { RecipeSeparation } from './separation-name.ts';

export interface BuiltInSeparation {
  readonly contract: 'built-in';
  readonly model: string;
}

export interface NeuralSeparation {
  readonly contract: 'stft-out';
  readonly model: string;
  readonly sha256: string;
  readonly overlap: number;
  readonly stems: readonly Stem[];
}

/** How stems are made on this device, as a worker is told. */
export type Separation = BuiltInSeparation | NeuralSeparation;

export const BUILT_IN_SEPARATION: BuiltInSeparation = { contract: 'built-in', model: BUILT_IN_MODEL.id };

/** What a listener asks for: as each flip was made, the built-in one always, or one model (its hash) always. */
export type SeparationPreference = 'as-made' | 'built-in' | (string & {});

/** Why a flip is not separated as its producer did. */
export type SeparationDifference =
  /** The listener wants it so. */
  | 'preferred'
  /** The producer's model is not on this device. */
  | 'model-missing'
  /** The recipe names a model this version knows nothing of. */
  | 'model-unknown'
  /** A model of the same name is here, but its weights are others. */
  | 'other-weights';

export interface SeparationChoice {
  readonly separation: Separation;
  /** Null when it is as the producer did. */
  readonly differs: SeparationDifference | null;
}

const neural = (model: NeuralModel, overlap: number = model.overlap): NeuralSeparation => ({
  contract: 'stft-out',
  model: model.id,
  sha256: model.sha256,
  overlap,
  stems: model.stems,
});

/** Whether the stems would be those of the producer. Recipes before the built-in one had a number name it `builtin`. */
function same(separation: Separation, made: RecipeSeparation): boolean {
  if (separation.contract === 'built-in')
    return made.model.startsWith('builtin') || made.model === 'built-in';
  const weights =
    made.sha256 === undefined ? separation.model === made.model : separation.sha256 === made.sha256;
  return weights && separation.overlap === (made.overlap ?? separation.overlap);
}

/**
 * How a recipe's stems are made on a device that has certain models.
 *
 * @param here the models whose weights are on this device
 * @param known every model that could be had
 */
export function chooseSeparation(
  made: RecipeSeparation,
  preference: SeparationPreference,
  here: readonly NeuralModel[],
  known: readonly NeuralModel[],
): SeparationChoice {
  const chosen = (separation: Separation, otherwise: SeparationDifference): SeparationChoice => ({
    separation,
    differs: same(separation, made) ? null : otherwise,
  });
  if (preference === 'built-in') return chosen(BUILT_IN_SEPARATION, 'preferred');
  const fixed = preference === 'as-made' ? undefined : here.find(({ sha256 }) => sha256 === preference);
  if (fixed !== undefined) {
    return chosen(neural(fixed, fixed.sha256 === made.sha256 ? made.overlap : undefined), 'preferred');
  }
  if (same(BUILT_IN_SEPARATION, made)) return chosen(BUILT_IN_SEPARATION, 'preferred');
  const exact = here.find(({ sha256 }) => sha256 === made.sha256);
  if (exact !== undefined) return chosen(neural(exact, made.overlap), 'preferred');
  const named = here.find(({ id }) => id === made.model);
  if (named !== undefined) {
    const differs = made.sha256 === undefined ? null : 'other-weights';
    return { separation: neural(named, made.overlap), differs };
  }
  const isKnown = known.some(({ id, sha256 }) => sha256 === made.sha256 || id === made.model);
  return { separation: BUILT_IN_SEPARATION, differs: isKnown ? 'model-missing' : 'model-unknown' };
}

/** What goes into a new recipe. */
export function recipeSeparation(separation: Separation): RecipeSeparation {
  if (separation.contract === 'built-in') return { model: separation.model };
  const { model, sha256, overlap } = separation;
  return { model, sha256, overlap };
}
