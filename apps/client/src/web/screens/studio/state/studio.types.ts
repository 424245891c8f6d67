import type { RecipeLink, Stem } from '@flipside/recipe';
import type { SourceStatus, StemWaveform } from '../../../../engine/playback/session.types.ts';
import type { History } from '../document/history.ts';
import type { Schemas } from '../../../../api/client.ts';
import type { StudioDocument } from '../document/studio-document.ts';

export type Tool = 'select' | 'cut' | 'fade' | 'automate';

export type Published = Schemas['PublishedRecipe'];

/** What inspector fields speak about. */
export type InspectorTab = 'clip' | 'lane' | 'flip';

/** A recording on its way into the studio. */
export interface Arrival {
  readonly sourceId: string;
  readonly title: string;
  readonly artist: string;
  readonly status: SourceStatus | null;
  readonly error: unknown;
}

/** A stretch of the timeline, in beats. */
export interface BeatRange {
  readonly from: number;
  readonly to: number;
}

export interface Transport {
  readonly playing: boolean;
  readonly buffering: boolean;
  /** Gaps heard since the studio was opened. */
  readonly underruns: number;
}

export type Saved =
  | { readonly kind: 'empty' }
  | { readonly kind: 'unsaved' }
  /** Milliseconds since 1970. */
  | { readonly kind: 'saved'; readonly at: number }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface StudioState {
  readonly draftId: string;
  readonly history: History<StudioDocument>;
  readonly saved: Saved;
  readonly selection: ReadonlySet<string>;
  readonly trackId: string | null;
  readonly tab: InspectorTab;
  readonly tool: Tool;
  /** Grid in beats; 0 is off. */
  readonly snap: number;
  readonly pxPerBeat: number;
  readonly loop: BeatRange | null;
  readonly isLooping: boolean;
  readonly metronome: boolean;
  /** Lanes that alone are heard here; it is a way of listening and not part of the flip. */
  readonly solos: ReadonlySet<string>;
  /** Lanes whose level curve is shown. */
  readonly curves: ReadonlySet<string>;
  /** `A` is the untouched recording at this place, `B` the flip. */
  readonly hearing: 'A' | 'B';
  readonly transport: Transport;
  readonly statuses: ReadonlyMap<string, SourceStatus>;
  readonly arrivals: readonly Arrival[];
  readonly waveforms: ReadonlyMap<string, StemWaveform>;
  /** Stems of each source on this device. */
  readonly stems: ReadonlyMap<string, readonly Stem[]>;
  /** Where the flip went when it was last published from here; panels come and go with the width of the window. */
  readonly published: Published | null;
  /** The clearance request that the draft was asked for with. */
  readonly request: string | null;
  /** Last event in words, for screen readers. */
  readonly news: string;
  readonly error: unknown;
}

/** What the studio opens with. */
export interface Opening {
  readonly draftId: string;
  readonly document: StudioDocument;
  readonly pxPerBeat?: number;
  readonly parent?: RecipeLink;
  readonly request?: string | null;
}
