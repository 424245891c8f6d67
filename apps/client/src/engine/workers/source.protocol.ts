import type { Source, Stem } from '@flipside/recipe';
import type { Onset } from '../analysis/index.ts';
import type { SourceProblem, SourceStage } from '../playback/session.types.ts';
import type { SeparatedHow } from '../separation/separated-how.ts';
import type { Separation } from '../separation/separation-choice.ts';
import type { MeasuredSource } from '../storage/device-records.ts';
import type { FrameSpan } from '../storage/stem-chunk.ts';
import type { StemSet, StereoPcm } from '../types.ts';
import type { LayerTask } from './layer-fetch.ts';
import type { StemPictures } from './stem-pictures.ts';

/** How far a source has come; `done` runs from 0 to 1 over the whole preparation. */
export interface SourceProgress {
  readonly stage: Extract<SourceStage, 'reading' | 'aligning' | 'separating'>;
  readonly done: number;
  readonly secondsLeft: number | null;
}

/** A listener's copy to be made into the stems that a recipe needs. */
export interface PrepareTask {
  readonly file: Blob;
  /** Already decoded by the page, for formats that only the page can decode. */
  readonly decoded: StereoPcm | null;
  readonly source: Source;
  readonly separation: Separation;
  readonly stems: readonly Stem[];
  /** Frames needed, in playing order; null for the whole recording. */
  readonly spans: readonly FrameSpan[] | null;
}

export type PrepareResult =
  | {
      readonly kind: 'ready';
      readonly stems: StemSet;
      readonly offsetMs: number;
      readonly cached: boolean;
      readonly how: SeparatedHow;
      /** What is drawn of its stems: of the stretches that were asked for. */
      readonly pictures: StemPictures;
      /** Its onsets, where this file was once taken in; null otherwise. */
      readonly onsets: readonly Onset[] | null;
      /** False when stems were made that this device has no room to keep. */
      readonly kept: boolean;
    }
  | { readonly kind: 'refused'; readonly problem: SourceProblem }
  /** Only the page can decode this format: decode there and ask again with `decoded`. */
  | { readonly kind: 'page-decoder-needed' };

/** A producer's copy to be taken into the studio: it becomes the canonical one. */
export interface TakeInTask {
  readonly file: Blob;
  readonly decoded: StereoPcm | null;
  readonly separation: Separation;
}

export type TakeInResult =
  | {
      readonly kind: 'ready';
      readonly measured: MeasuredSource;
      readonly stems: StemSet;
      readonly how: SeparatedHow;
      readonly pictures: StemPictures;
      readonly onsets: readonly Onset[];
      readonly kept: boolean;
    }
  | { readonly kind: 'refused'; readonly problem: SourceProblem }
  | { readonly kind: 'page-decoder-needed' };

/** What a source worker does, one task at a time; to cancel, end the worker: finished chunks are kept. */
export interface SourceWorker {
  prepare(task: PrepareTask, report: (progress: SourceProgress) => void): Promise<PrepareResult>;
  takeIn(task: TakeInTask, report: (progress: SourceProgress) => void): Promise<TakeInResult>;
  layer(task: LayerTask): Promise<StereoPcm>;
}
