import type { Runtime } from './neural/segment-model.ts';
import type { Separation } from './separation-choice.ts';

/** How the stems of one source came about. */
export interface SeparatedHow {
  /** What made them, also when they came from the cache. */
  readonly separation: Separation;
  /** Why it was not what was asked for; null when it was. */
  readonly fallback: string | null;
  /** What a model ran on, and seconds of work per second of sound; null when none ran. */
  readonly run: { readonly runtime: Runtime; readonly realTimeFactor: number } | null;
}
