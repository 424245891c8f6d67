import type { Recipe, Stem } from '@flipside/recipe';
import type { FrameLoop } from '../playback/block-producer.ts';
import type { RingBuffers } from '../playback/ring-layout.ts';
import type { ListenerMix, SessionLevels, StemWaveform } from '../playback/session.types.ts';
import type { StemSet, StereoPcm } from '../types.ts';
import type { ExportStep } from './export-desk.ts';
import type { ExportKind, ExportOutlook } from './recipe-export.ts';

/** How the renderer reaches the player. */
export interface PlayerLink {
  /** The other end is the player's: blocks go out where memory is not shared, `released` comes back. */
  readonly port: MessagePort;
  /** Null where memory cannot be shared. */
  readonly ring: RingBuffers | null;
  /** Hertz. */
  readonly deviceRate: number;
  /** Takes a `LevelsMessage` for every block when it is rendered, before it is heard. */
  readonly levels: MessagePort;
}

export interface LevelsMessage {
  readonly blockId: number;
  readonly levels: SessionLevels;
}

/** What a render worker does. Frames are of the timeline, at 44.1 kHz. */
export interface RenderWorker {
  connect(link: PlayerLink): Promise<void>;
  /**
   * Renders this recipe from now on: at first from where sound rests, later from what is heard.
   *
   * @returns its length in frames
   */
  load(recipe: Recipe): Promise<number>;
  /** The stems of a source, as far as they are ready; heard from the next block on. */
  setStems(sourceId: string, stems: StemSet): Promise<void>;
  setLayer(layerId: string, pcm: StereoPcm): Promise<void>;
  setStemMix(stem: Stem, mix: ListenerMix): Promise<void>;
  setTrackMix(trackId: string, mix: ListenerMix): Promise<void>;
  seek(frame: number): Promise<void>;
  /** Where sound rests while nothing plays; null while it plays. */
  rest(frame: number | null): Promise<void>;
  setLoop(loop: FrameLoop | null): Promise<void>;
  setBackground(background: boolean): Promise<void>;
  /** The player had a gap: work further ahead. */
  underrun(): Promise<void>;
  waveform(sourceId: string, stem: Stem, framesPerBin: number): Promise<StemWaveform | null>;
  /** What files of this recipe would be, by what is here now. */
  exportOutlook(recipe: Recipe): Promise<ExportOutlook>;
  /** Begins a file of what is here now, beside what is heard; gives its number. */
  beginExport(recipe: Recipe, kind: ExportKind): Promise<number>;
  /** Makes the next piece of a file. */
  exportPiece(id: number): Promise<ExportStep>;
  /** Ends a file, wherever it is. */
  endExport(id: number): Promise<void>;
}
