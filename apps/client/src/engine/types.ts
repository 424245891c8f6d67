import type { Stem } from '@flipside/recipe';

/** The one sample rate of the engine, in hertz. Everything decoded is brought to it once. */
export const SAMPLE_RATE = 44_100;
/** Frames the renderer produces at a time; named in every recipe (`engine.blockSize`). */
export const BLOCK_SIZE = 4096;

/** Two channels of equal length, 44.1 kHz, float32, full scale ±1. Mono material carries the same data twice. */
export interface StereoPcm {
  readonly left: Float32Array;
  readonly right: Float32Array;
}

/** Stems of one recording in its canonical time. They sum to `mix` exactly (to float32 rounding). */
export type StemSet = { readonly [S in Stem]?: StereoPcm };

/** What tags and container say about a file, before anything is decoded. */
export interface TrackTags {
  readonly isrc: readonly string[];
  readonly title: string | null;
  readonly artist: string | null;
  readonly durationMs: number | null;
}

/** What a recipe asks a provider for. */
export interface SourceQuery {
  readonly isrc: readonly string[];
  readonly title: string;
  readonly artist: string;
  readonly durationMs: number;
}

/** True capabilities of a provider; the interface's words follow them. */
export interface ProviderCapabilities {
  /** Full audio for rendering. */
  readonly pcm: boolean;
  /** A short excerpt only. */
  readonly preview: boolean;
  readonly search: boolean;
  /** Recordings can be looked up by ISRC. */
  readonly isrc: boolean;
}

export interface ProviderTrack extends TrackTags {
  /** Provider and item: stable on this device, never sent anywhere. */
  readonly ref: string;
  readonly provider: ProviderId;
}

export const PROVIDER_IDS = ['files', 'demo', 'subsonic', 'tidal', 'soundcloud', 'beatport'] as const;
export type ProviderId = (typeof PROVIDER_IDS)[number];

export type ResolveResult =
  | { readonly kind: 'match'; readonly track: ProviderTrack; readonly by: 'isrc' | 'title' }
  | {
      readonly kind: 'mismatch';
      readonly reason: 'not-found' | 'duration' | 'ambiguous' | 'unreadable';
      readonly detail: string;
    };

/** One place that a listener's recordings come from. Tokens and file handles stay inside it. */
export interface Provider {
  readonly id: ProviderId;
  readonly capabilities: ProviderCapabilities;
  search(text: string, limit: number): Promise<readonly ProviderTrack[]>;
  resolve(query: SourceQuery): Promise<ResolveResult>;
  /** The encoded file; throws `ProviderError` with a code when it cannot be read. */
  open(track: ProviderTrack): Promise<Blob>;
}

/** Progress of long work: `done` of `total` in the work's own units, for one named step. */
export interface Progress {
  readonly step: 'decode' | 'align' | 'separate' | 'analyse' | 'render';
  readonly done: number;
  readonly total: number;
}
