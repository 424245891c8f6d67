import type { Recipe, Source } from '@flipside/recipe';
import type { Onset } from '../analysis/index.ts';
import type { PromiseState } from '../verify/index.ts';
import type { PlayReceipt } from '../metering/metering-api.ts';

/** A key of this device. WebCrypto keeps the private half unreadable; where it lacks Ed25519 the seed is kept. */
export type StoredKey =
  | { readonly name: string; readonly kind: 'webcrypto'; readonly pair: CryptoKeyPair }
  | { readonly name: string; readonly kind: 'seed'; readonly seed: Uint8Array<ArrayBuffer> };

/** A receipt on its way to its home instance. */
export interface QueuedReceipt {
  readonly grant: string;
  readonly home: string;
  readonly receipt: PlayReceipt;
  /** Milliseconds since 1970. */
  readonly queuedAt: number;
  readonly attempts: number;
  readonly nextAttemptAt: number;
}

/** A home's signed promise to include a counted play in its log. */
export interface KeptPromise {
  readonly grant: string;
  readonly home: string;
  readonly recipe: string;
  readonly countedAt: number;
  readonly promise: unknown;
  /** What was found when it was last looked for in the log; absent before that. */
  readonly checked?: { readonly state: PromiseState; readonly at: number };
}

/** Stems of one recording by one model, as far as they are on this device. */
export interface StemSetEntry {
  /** `<recording>/<model>` */
  readonly key: string;
  readonly bytes: number;
  readonly usedAt: number;
}

/** What decoding and aligning one file against one recording's anchors gave, so that it need not be done again. */
export interface KnownCopy {
  /** `<sha-256 of the file>/<sha-256 of the anchors, or own>` */
  readonly key: string;
  /** sha-256 of the aligned PCM, hexadecimal. */
  readonly recording: string;
  readonly frames: number;
  readonly offsetMs: number;
  /** What was measured in a copy that is canonical itself, so that it is analysed once. */
  readonly measured?: MeasuredSource;
  /** Where its notes and hits begin; like `measured` it holds for one version of the analysis. */
  readonly onsets?: readonly Onset[];
  readonly analysis?: number;
  /** Milliseconds since 1970; the oldest go first. */
  readonly keptAt?: number;
}

/** What was found in a recording: the measured members of a recipe's source. */
export type MeasuredSource = Pick<
  Source,
  'durationMs' | 'fingerprint' | 'anchors' | 'beatgrid' | 'bpm' | 'key'
>;

/** A remix in the making, on this device only. */
export interface Draft {
  readonly id: string;
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly updatedAt: number;
  /** May break the rules that span fields: it is checked when it is published. */
  readonly recipe: Recipe;
  /** What the studio keeps beside the recipe: chosen tracks, zoom, undo. Must be structured-cloneable. */
  readonly studio: unknown;
}
