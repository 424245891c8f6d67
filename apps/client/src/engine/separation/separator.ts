import type { Stem } from '@flipside/recipe';
import type { Progress, StemSet, StereoPcm } from '../types.ts';

/** Half-open range of frames at the engine's sample rate. */
export interface FrameRange {
  readonly from: number;
  readonly to: number;
}

/** Stems of one stretch of the recording: every array holds `to − from` frames. */
export interface SeparatedBlock extends FrameRange {
  readonly stems: StemSet;
}

export interface SeparateOptions {
  /** Called after every block, in frames. */
  readonly onProgress?: (progress: Progress) => void;
  /** Called with every finished block, those of `regions` first. The arrays are the receiver's. */
  readonly onBlock?: (block: SeparatedBlock) => void;
  /** Stops the work at the next pause (some ten milliseconds); the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Frames that are needed first, in playing order. The rest follows; the result does not depend on the order. */
  readonly regions?: readonly FrameRange[];
  /** The stems are wanted by `onBlock` alone: the result is empty, and memory does not grow with the recording. */
  readonly blocksOnly?: boolean;
}

/** Takes a mix apart into stems that sum to it. */
export interface Separator {
  /** Goes into a recipe as `separation.model`. */
  readonly id: string;
  readonly stems: readonly Stem[];
  /** Frames of its blocks, which is how finished work is best kept. */
  readonly chunkFrames: number;
  /**
   * @param mix 44.1 kHz stereo, both channels of equal length
   * @returns one entry per stem, each as long as the mix
   * @throws RangeError for channels of unequal length; the signal's reason when it is aborted
   */
  separate(mix: StereoPcm, options?: SeparateOptions): Promise<StemSet>;
}
