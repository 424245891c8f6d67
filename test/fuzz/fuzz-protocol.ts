/** How a case ended: sound, a clear refusal, or what must not happen. */
export type Outcome =
  | { readonly kind: 'sound'; readonly frames: number }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'broken'; readonly what: string };

/** What the worker says about one case. */
export interface CaseReport {
  readonly index: number;
  /** File or document that was changed. */
  readonly name: string;
  readonly outcome: Outcome;
  /** Processor time of the worker's thread. */
  readonly cpuMs: number;
}

/** Cases of sound for each case of a recipe. */
export const RECIPE_EVERY = 4;
