import type { Stem } from '@flipside/recipe';
import { builtInSeparator } from './built-in.separator.ts';

/** How a model is fed: `built-in` runs the engine's own code and needs no weights. */
export type SeparationContract = 'built-in';

/** A way of separating that a listener may choose and a recipe may name. */
export interface SeparationModel {
  /** Goes into a recipe as `separation.model`. */
  readonly id: string;
  readonly name: string;
  readonly stems: readonly Stem[];
  /** SPDX identifier of what is run. */
  readonly licence: string;
  readonly contract: SeparationContract;
}

export const SEPARATION_MODELS: readonly SeparationModel[] = [
  {
    id: builtInSeparator.id,
    name: 'Built-in',
    stems: builtInSeparator.stems,
    licence: 'Apache-2.0',
    contract: 'built-in',
  },
];

/** The model that a recipe names, or null when this version of the engine does not know it. */
export function findSeparationModel(id: string): SeparationModel | null {
  return SEPARATION_MODELS.find((model) => model.id === id) ?? null;
}
