import type { Recipe, Stem } from '@flipside/recipe';
import type { ProviderId } from '../types.ts';
import type { SeparatedHow } from '../separation/separated-how.ts';

export type SourceStage =
  'waiting' | 'matching' | 'reading' | 'aligning' | 'separating' | 'ready' | 'missing' | 'refused';

/** A problem with a code for the program and words for the listener. */
export interface SourceProblem {
  readonly code: string;
  readonly text: string;
}

/** How far one source of a recipe has come on this device. */
export interface SourceStatus {
  readonly sourceId: string;
  readonly stage: SourceStage;
  /** Progress of the whole preparation of this source, 0 to 1. */
  readonly progress: number;
  /** Estimate to `ready`; null until there is something to estimate from. */
  readonly secondsLeft: number | null;
  readonly matchedBy?: 'isrc' | 'title';
  /** Delay of the listener's copy against canonical time, taken out before separation. */
  readonly offsetMs?: number;
  readonly provider?: ProviderId;
  /** Stems came from this device's cache. */
  readonly cached?: boolean;
  /** How its stems were made, once they are. */
  readonly how?: SeparatedHow;
  readonly problem?: SourceProblem;
}

/** What a listener does to a stem or a track, on top of the recipe. */
export interface ListenerMix {
  readonly gainDb: number;
  readonly mute: boolean;
  readonly solo: boolean;
}

/** A stretch of the timeline, in seconds. */
export interface LoopRegion {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

export interface SessionState {
  readonly playing: boolean;
  readonly positionSeconds: number;
  readonly durationSeconds: number;
  /** Playing is wanted but the next block is not finished. */
  readonly buffering: boolean;
  /** Gaps heard since the session began. */
  readonly underruns: number;
  /** The last play reached the end. */
  readonly ended: boolean;
  readonly loop: LoopRegion | null;
}

/** Linear levels of one stretch of sound, full scale 1. */
export interface Level {
  readonly peak: number;
  readonly rms: number;
}

export interface SessionLevels {
  readonly master: Level;
  readonly tracks: Readonly<Record<string, Level>>;
}

/** A stretch of the timeline that left the loudspeaker, in frames at 44.1 kHz; `to` is exclusive. */
export interface HeardSpan {
  readonly from: number;
  readonly to: number;
}

export interface HeardTotals {
  readonly totalMs: number;
  /** Keyed by source id. */
  readonly sources: Readonly<Record<string, number>>;
}

/** Lowest and highest sample and root mean square of each bin, full scale ±1. */
export interface StemWaveform {
  readonly framesPerBin: number;
  readonly min: Float32Array;
  readonly max: Float32Array;
  readonly rms: Float32Array;
}

/** A recording that the studio took in: ready to stand in a recipe's `sources`. */
export interface StudioSource {
  readonly source: Recipe['sources'][number];
  readonly stems: readonly Stem[];
  readonly waveforms: { readonly [S in Stem]?: StemWaveform };
}

export interface SessionEvents {
  /** Playing, paused, buffering, ended, loop, underruns. */
  state: SessionState;
  /** About thirty times a second while playing, and after a seek. */
  position: number;
  source: SourceStatus;
  levels: SessionLevels;
  /** What left the loudspeaker since the last report: the ground of metering. */
  heard: readonly HeardSpan[];
  error: { readonly code: string; readonly error: Error };
}
