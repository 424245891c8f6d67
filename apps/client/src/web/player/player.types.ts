import type { Recipe, Stem } from '@flipside/recipe';
import type { PlayMeterState } from '../../engine/metering/play-meter.ts';
import type {
  ListenerMix,
  LoopRegion,
  SourceStatus,
  StemWaveform,
} from '../../engine/playback/session.types.ts';
import type { RecipeView } from '../queries/flips.ts';

/** What the player needs of a flip. A draft has no code yet: hearing it is not counted, and pays nobody. */
export interface PlayableFlip extends Pick<
  RecipeView,
  'hash' | 'recipe' | 'title' | 'print' | 'durationMs' | 'producer'
> {
  readonly code: string | null;
  readonly economics: RecipeView['economics'] | null;
  /** The clearance request that a draft is heard from. */
  readonly request?: string;
  /** It was published at another server: hearing it is counted, though it has no code here. */
  readonly elsewhere?: true;
}

/** How far the flip in the player has come on this device. */
export type PlayerPhase =
  | 'empty'
  /** Its sources are matched, read, aligned and separated. */
  | 'preparing'
  /** At least one source can be heard. */
  | 'ready'
  /** Nothing of it can be heard; `sources` and `error` tell why. */
  | 'failed';

/** What the listener does to each lane, keyed by `laneKey`. */
export type LaneMixes = Readonly<Record<string, ListenerMix>>;

/** A fader of the flip: one of its stems, or a track that is made of notes or of the producer’s own recordings. */
export type LaneId = { readonly stem: Stem } | { readonly track: string };

export function laneKey(lane: LaneId): string {
  return 'stem' in lane ? `stem:${lane.stem}` : `track:${lane.track}`;
}

/** Waveforms of one flip, keyed by `waveformKey`. */
export type Waveforms = ReadonlyMap<string, StemWaveform>;

export interface PlayerState {
  readonly flip: PlayableFlip | null;
  readonly recipe: Recipe | null;
  readonly phase: PlayerPhase;
  readonly sources: readonly SourceStatus[];
  readonly waveforms: Waveforms;
  /** Sound is wanted: it is playing, or will be as soon as it can. */
  readonly wanted: boolean;
  readonly playing: boolean;
  readonly buffering: boolean;
  readonly loop: LoopRegion | null;
  readonly mixes: LaneMixes;
  readonly volume: number;
  readonly meter: PlayMeterState | null;
  /** Why the home instance will not count this play, in its words. */
  readonly refusal: string | null;
  /** The flip was taken away while it was open: nothing more is heard of it. */
  readonly takenAway: boolean;
  readonly error: unknown;
}

export const EMPTY_PLAYER: PlayerState = {
  flip: null,
  recipe: null,
  phase: 'empty',
  sources: [],
  waveforms: new Map(),
  wanted: false,
  playing: false,
  buffering: false,
  loop: null,
  mixes: {},
  volume: 1,
  meter: null,
  refusal: null,
  takenAway: false,
  error: null,
};

export const NEUTRAL_MIX: ListenerMix = { gainDb: 0, mute: false, solo: false };

export function waveformKey(sourceId: string, stem: Stem): string {
  return `${sourceId}/${stem}`;
}
