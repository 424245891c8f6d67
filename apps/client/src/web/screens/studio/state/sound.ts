import type { Recipe, Stem } from '@flipside/recipe';
import type { Onset } from '../../../../engine/analysis/index.ts';
import { RemixSession } from '../../../../engine/playback/remix-session.ts';
import type {
  SessionLevels,
  SourceStatus,
  StemWaveform,
  StudioSource,
} from '../../../../engine/playback/session.types.ts';
import type { RecipeSeparation } from '../../../../engine/separation/separation-name.ts';
import type { Provider, ProviderTrack } from '../../../../engine/types.ts';
import type {
  ExportHead,
  ExportKind,
  ExportOutlook,
  ExportPiece,
} from '../../../../engine/workers/recipe-export.ts';
import { separation } from '../../../separation/separation-store.ts';
import type { StudioDocument } from '../document/studio-document.ts';
import { SHELF, shelf } from './shelf.ts';

/** About a fortieth of a second: finer than a pixel at most zooms. */
const FRAMES_PER_BIN = 1024;
const RECIPE_PAUSE_MS = 60;

export interface SoundEvents {
  transport(change: { playing: boolean; buffering: boolean; underruns: number }): void;
  position(seconds: number): void;
  levels(levels: SessionLevels): void;
  status(status: SourceStatus): void;
  waveform(sourceId: string, stem: Stem, waveform: StemWaveform): void;
  error(error: unknown): void;
}

/** The engine as the studio uses it: whole recordings, and a recipe that changes all the time. */
export class Sound {
  readonly #session = new RemixSession({
    extent: 'whole',
    separation: separation.separationFor,
  });
  readonly #events: SoundEvents;
  #preparing: AbortController | null = null;
  #waiting: Recipe | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(events: SoundEvents) {
    this.#events = events;
    this.#session.on('state', ({ playing, buffering, underruns, positionSeconds }) => {
      events.transport({ playing, buffering, underruns });
      events.position(positionSeconds);
    });
    this.#session.on('position', (seconds) => events.position(seconds));
    this.#session.on('levels', (levels) => events.levels(levels));
    this.#session.on('source', (status) => {
      if (status.how !== undefined) separation.noteRun(status.how);
      events.status(status);
    });
    this.#session.on('error', ({ error }) => events.error(error));
  }

  get durationSeconds(): number {
    return this.#session.state.durationSeconds;
  }

  /** Makes the sources of a reopened flip ready again. Called anew when more music is connected. */
  async prepare(document: StudioDocument, providers: readonly Provider[]): Promise<void> {
    this.#preparing?.abort();
    const stop = new AbortController();
    this.#preparing = stop;
    const work = this.#session.prepare(shelf(document), providers, stop.signal);
    try {
      const statuses = await work;
      for (const { sourceId, stage } of statuses) if (stage === 'ready') await this.#drawAll(sourceId);
    } catch (error) {
      if (!stop.signal.aborted && !this.#closed) this.#events.error(error);
    }
  }

  /** Makes the layers of a reopened flip ready: a producer's own sound needs no music to be connected. */
  prepareLayers(document: StudioDocument): Promise<void> {
    return this.#session.prepareLayers(document);
  }

  async #drawAll(sourceId: string): Promise<void> {
    for (const stem of SHELF) {
      const waveform = await this.#session.waveform(sourceId, stem, FRAMES_PER_BIN);
      if (waveform !== null) this.#events.waveform(sourceId, stem, waveform);
    }
  }

  /** Where notes and hits of a recording begin; null when it was not measured on this device. */
  onsets(sourceId: string): readonly Onset[] | null {
    return this.#session.onsets(sourceId);
  }

  add(
    sourceId: string,
    provider: Provider,
    track: ProviderTrack,
    options: { readonly made: RecipeSeparation; readonly signal: AbortSignal },
  ): Promise<StudioSource> {
    return this.#session.addSource({ sourceId, provider, track, ...options, framesPerBin: FRAMES_PER_BIN });
  }

  /** Hears this recipe soon; of several in quick succession only the last is rendered. */
  hear(recipe: Recipe): void {
    this.#waiting = recipe;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.flush().catch((error: unknown) => this.#events.error(error));
    }, RECIPE_PAUSE_MS);
  }

  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const recipe = this.#waiting;
    this.#waiting = null;
    if (recipe !== null && !this.#closed) await this.#session.setRecipe(recipe);
  }

  async play(): Promise<void> {
    await this.flush();
    await this.#session.play();
  }

  pause(): void {
    this.#session.pause();
  }

  seek(seconds: number): void {
    this.#session.seek(seconds);
  }

  setLoop(seconds: { readonly from: number; readonly to: number } | null): void {
    this.#session.setLoop(seconds === null ? null : { startSeconds: seconds.from, endSeconds: seconds.to });
  }

  setSolo(trackId: string, solo: boolean): void {
    this.#session.setTrackMix(trackId, { gainDb: 0, mute: false, solo });
  }

  setVolume(volume: number): void {
    this.#session.setVolume(volume);
  }

  exportOutlook(recipe: Recipe): Promise<ExportOutlook> {
    return this.#session.exportOutlook(recipe);
  }

  exportFile(
    recipe: Recipe,
    kind: ExportKind,
    signal: AbortSignal,
  ): AsyncGenerator<ExportPiece, ExportHead, void> {
    return this.#session.exportFile(recipe, kind, signal);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#session.close();
  }
}
