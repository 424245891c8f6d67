import type { Recipe, Stem } from '@flipside/recipe';
import type { Onset } from '../analysis/index.ts';
import { HeardMeter } from '../metering/heard-meter.ts';
import { BUILT_IN_SEPARATION, type Separation } from '../separation/separation-choice.ts';
import type { RecipeSeparation } from '../separation/separation-name.ts';
import { SAMPLE_RATE, type Provider, type ProviderTrack } from '../types.ts';
import { canonicalFrames } from '../workers/canonical-pcm.ts';
import type { ExportHead, ExportKind, ExportOutlook, ExportPiece } from '../workers/recipe-export.ts';
import { SourcePool } from '../workers/source-pool.ts';
import type { PlayerReport } from './block-player.ts';
import { DrawnSources } from './drawn-sources.ts';
import { Emitter } from './emitter.ts';
import { HeardPosition } from './heard-position.ts';
import { LayerLoader } from './layer-loader.ts';
import { PlayerOutput } from './player-output.ts';
import { pulledExport } from './pulled-export.ts';
import { RenderLink } from './render-link.ts';
import type {
  HeardTotals,
  ListenerMix,
  LoopRegion,
  SessionEvents,
  SessionState,
  SourceStatus,
  StemWaveform,
  StudioSource,
} from './session.types.ts';
import { SourceLoader, type Extent, type LoadRequest } from './source-loader.ts';
import { studioSource } from './studio-source.ts';
import { toError } from '../to-error.ts';

export interface RemixSessionOptions {
  /** How stems are made for what a recipe says of its separation; by the built-in separator when absent. */
  readonly separation?: (made: RecipeSeparation) => Promise<Separation>;
  /** Separate what the clips touch (a listener), or all of each recording (the studio). Default `clips`. */
  readonly extent?: Extent;
}

/** A recording to be taken into the studio under an id that is free in the recipe. */
export interface AddSourceRequest {
  readonly sourceId: string;
  readonly provider: Provider;
  readonly track: ProviderTrack;
  /** What the recipe that it goes into says of its separation. */
  readonly made: RecipeSeparation;
  /** Resolution of the waveforms that come back; 1,024 when absent. */
  readonly framesPerBin?: number;
  readonly signal?: AbortSignal;
}

const FRAMES_PER_BIN = 1024;
const STOPPED: SessionState = {
  playing: false,
  positionSeconds: 0,
  durationSeconds: 0,
  buffering: false,
  underruns: 0,
  ended: false,
  loop: null,
};

/**
 * One remix on this device: its sources are matched, read, aligned and separated in workers, rendered in another, and
 * played by the audio thread, which only ever plays finished blocks. The page does nothing but ask and listen.
 */
export class RemixSession extends Emitter<SessionEvents> {
  readonly #pool = new SourcePool();
  readonly #loader: SourceLoader;
  readonly #separation: (made: RecipeSeparation) => Promise<Separation>;
  readonly #renderer: RenderLink;
  readonly #layers: LayerLoader;
  readonly #closing = new AbortController();
  readonly #position = new HeardPosition();
  readonly #meter = new HeardMeter();
  readonly #stemMixes = new Map<Stem, ListenerMix>();
  readonly #trackMixes = new Map<string, ListenerMix>();
  readonly #statuses = new Map<string, SourceStatus>();
  /** Sources whose stems the renderer has, with what they were made for. */
  readonly #present = new Map<string, string>();
  readonly #drawn = new DrawnSources();
  #output: Promise<PlayerOutput> | null = null;
  #opened: PlayerOutput | null = null;
  #recipe: Recipe | null = null;
  #volume = 1;
  #state = STOPPED;

  constructor({ separation, extent = 'clips' }: RemixSessionOptions = {}) {
    super();
    this.#separation = separation ?? (() => Promise.resolve(BUILT_IN_SEPARATION));
    this.#loader = new SourceLoader(this.#pool, extent);
    this.#renderer = new RenderLink((error) => this.emit('error', { code: 'renderer', error }));
    this.#layers = new LayerLoader(this.#pool, this.#renderer);
    const onVisibility = (): void => this.#renderer.tell('setBackground', document.hidden);
    document.addEventListener('visibilitychange', onVisibility, { signal: this.#closing.signal });
  }

  get state(): SessionState {
    return { ...this.#state, positionSeconds: this.#position.frame / SAMPLE_RATE };
  }

  get recipe(): Recipe | null {
    return this.#recipe;
  }

  get sources(): readonly SourceStatus[] {
    return [...this.#statuses.values()];
  }

  /** What was heard since the session began, in whole milliseconds. */
  heard(): HeardTotals {
    return this.#meter.totals();
  }

  /**
   * Makes every source of a recipe ready as far as this device can; `source` events tell how it goes. Called again
   * (after a folder was chosen) it goes on with those still missing. It may be played before it resolves.
   *
   * @returns the status of each source: `ready`, `missing` or `refused`
   * @throws the signal's reason when it is aborted; finished work is kept for the next time
   */
  async prepare(
    recipe: Recipe,
    providers: readonly Provider[],
    signal?: AbortSignal,
  ): Promise<readonly SourceStatus[]> {
    const stop = AbortSignal.any([this.#closing.signal, ...(signal === undefined ? [] : [signal])]);
    stop.throwIfAborted();
    for (const { id } of recipe.sources) {
      if (!this.#present.has(id))
        this.#note({ sourceId: id, stage: 'waiting', progress: 0, secondsLeft: null });
    }
    await Promise.all([this.#open(), this.setRecipe(recipe)]);
    const layers = this.prepareLayers(recipe);
    const separation = await this.#separation(recipe.separation);
    stop.throwIfAborted();
    const sources = recipe.sources.map((source) =>
      this.#load({ recipe, separation, source, providers, signal: stop }),
    );
    const statuses = await Promise.all(sources);
    await layers;
    stop.throwIfAborted();
    return statuses;
  }

  /**
   * Makes the layers of a recipe ready: they come from their producer, so no provider need know them. One that cannot be
   * had is told as an `error`; it is asked for again the next time. They outlast an aborted `prepare`.
   */
  async prepareLayers(recipe: Pick<Recipe, 'layers'>): Promise<void> {
    try {
      await this.#layers.load(recipe, this.#closing.signal);
    } catch (error) {
      if (!this.#closing.signal.aborted) this.emit('error', { code: 'layer', error: toError(error) });
    }
  }

  /**
   * Takes a recording into the studio: decoded, measured (anchors, beats, key) and separated as a whole.
   *
   * @throws SourceRefusedError, ProviderError, or the signal's reason
   */
  async addSource({
    signal,
    framesPerBin = FRAMES_PER_BIN,
    made,
    ...request
  }: AddSourceRequest): Promise<StudioSource> {
    const stop = AbortSignal.any([this.#closing.signal, ...(signal === undefined ? [] : [signal])]);
    const report = (status: SourceStatus): void => this.#note(status);
    const separation = await this.#separation(made);
    const taken = await this.#loader.takeIn({ ...request, separation, signal: stop, report });
    const added = studioSource(request.sourceId, request.track, taken, framesPerBin);
    const { pictures, onsets, measured } = taken;
    this.#drawn.keep(request.sourceId, { pictures, onsets, frames: canonicalFrames(measured.durationMs) });
    await this.#renderer.setStems(request.sourceId, taken.stems);
    this.#present.set(request.sourceId, 'whole');
    this.#hear();
    return added;
  }

  /** Hears an edited recipe from now on. Stems are kept; nothing is separated anew. */
  async setRecipe(recipe: Recipe): Promise<void> {
    this.#recipe = recipe;
    this.#hear();
    const frames = await this.#renderer.call('load', recipe);
    this.#update({ durationSeconds: frames / SAMPLE_RATE });
  }

  /** @throws DOMException `NotAllowedError` where the browser wants a click or a key first */
  async play(): Promise<void> {
    if (this.#state.ended) this.seek(0);
    this.#update({ playing: true, buffering: true, ended: false });
    try {
      const output = await this.#open();
      // Paused again while the device was being opened.
      if (!this.#state.playing) return;
      this.#renderer.tell('rest', null);
      await output.start();
    } catch (error) {
      this.pause();
      throw error;
    }
  }

  pause(): void {
    this.#opened?.stop();
    this.#renderer.tell('rest', this.#position.frame);
    this.#update({ playing: false, buffering: false });
  }

  seek(seconds: number): void {
    const most = this.#state.durationSeconds * SAMPLE_RATE;
    const frame = Math.round(Math.max(0, Math.min(seconds * SAMPLE_RATE, most)));
    this.#position.jump(frame, performance.now());
    this.#renderer.tell('seek', frame);
    this.#update({ ended: false });
    this.emit('position', this.#position.frame / SAMPLE_RATE);
  }

  setLoop(region: LoopRegion | null): void {
    const loop =
      region === null
        ? null
        : { from: region.startSeconds * SAMPLE_RATE, to: region.endSeconds * SAMPLE_RATE };
    this.#renderer.tell('setLoop', loop);
    this.#update({ loop: region });
  }

  setStemMix(stem: Stem, mix: ListenerMix): void {
    this.#stemMixes.set(stem, mix);
    this.#renderer.tell('setStemMix', stem, mix);
    this.#hear();
  }

  setTrackMix(trackId: string, mix: ListenerMix): void {
    this.#trackMixes.set(trackId, mix);
    this.#renderer.tell('setTrackMix', trackId, mix);
    this.#hear();
  }

  /** Listening level, 0 to 1; 0 is heard by nobody and not counted. */
  setVolume(volume: number): void {
    this.#volume = Math.max(0, Math.min(1, volume));
    this.#opened?.setVolume(this.#volume);
    this.#hear();
  }

  /** What can be drawn of a stem; null while it is not on this device. */
  waveform(sourceId: string, stem: Stem, framesPerBin: number): Promise<StemWaveform | null> {
    const drawn = this.#drawn.waveform(sourceId, stem, framesPerBin);
    return drawn === null
      ? this.#renderer.call('waveform', sourceId, stem, framesPerBin)
      : Promise.resolve(drawn);
  }

  /** Where notes and hits of a recording begin; null when it was not measured on this device. */
  onsets(sourceId: string): readonly Onset[] | null {
    return this.#drawn.onsets(sourceId);
  }

  /** What files of a recipe would be, and what of it they would lack, by what is on this device now. */
  exportOutlook(recipe: Recipe): Promise<ExportOutlook> {
    return this.#renderer.call('exportOutlook', recipe);
  }

  /**
   * A recipe as a file, piece by piece as it is pulled, while playing goes on. It need not be what is heard: faders of
   * the listener are not in it.
   *
   * @throws RangeError when it cannot be rendered or does not fit the file; the signal's reason
   */
  exportFile(
    recipe: Recipe,
    kind: ExportKind,
    signal: AbortSignal,
  ): AsyncGenerator<ExportPiece, ExportHead, void> {
    return pulledExport(this.#renderer, recipe, kind, AbortSignal.any([this.#closing.signal, signal]));
  }

  /** Ends all work; finished chunks stay on the device. */
  async close(): Promise<void> {
    this.#closing.abort(new DOMException('The session was closed.', 'AbortError'));
    this.#pool.close();
    this.#renderer.end();
    const opening = this.#output;
    this.dropListeners();
    // A device that never opened needs no closing; who opened it was told.
    await opening?.then(
      (output) => output.close(),
      () => undefined,
    );
  }

  #open(): Promise<PlayerOutput> {
    this.#output ??= this.#connect().catch((error: unknown) => {
      this.#output = null;
      throw error;
    });
    return this.#output;
  }

  async #connect(): Promise<PlayerOutput> {
    const output = await PlayerOutput.open((report) => this.#onReport(report));
    output.setVolume(this.#volume);
    await this.#renderer.connect(output);
    this.#opened = output;
    return output;
  }

  async #load(request: Omit<LoadRequest, 'report'>): Promise<SourceStatus> {
    const { recipe, separation, source } = request;
    const known = this.#statuses.get(source.id);
    // The same recording, for the same clips: nothing new could come of it.
    const purpose = JSON.stringify([
      separation,
      source,
      recipe.tempo,
      recipe.tracks.map(({ clips }) => clips),
    ]);
    const made = this.#present.get(source.id);
    if (known?.stage === 'ready' && (made === purpose || made === 'whole')) return known;
    const report = (status: SourceStatus): void => this.#note(status);
    const { status, stems, pictures, onsets } = await this.#loader.load({ ...request, report });
    if (stems !== null) {
      this.#drawn.keep(source.id, { pictures, onsets, frames: canonicalFrames(source.durationMs) });
      await this.#renderer.setStems(source.id, stems);
      this.#present.set(source.id, purpose);
      this.#hear();
    }
    this.#note(status);
    return status;
  }

  #onReport({ frame, playing, buffering, ended, underruns, blockId, heard }: PlayerReport): void {
    this.#position.report(frame, performance.now());
    if (heard.length > 0) {
      this.#meter.add(heard);
      this.emit('heard', heard);
      this.emit('position', this.#position.frame / SAMPLE_RATE);
    }
    const levels = blockId === null ? null : this.#renderer.takeLevels(blockId);
    if (levels !== null) this.emit('levels', levels);
    if (underruns > this.#state.underruns) this.#renderer.tell('underrun');
    if (ended && this.#state.playing) {
      this.#opened?.stop();
      this.#renderer.tell('rest', this.#position.frame);
      this.#update({ playing: false, buffering: false, ended: true, underruns });
      return;
    }
    // The last frames of a pause are faded out after it was asked for.
    if (!this.#state.playing && heard.length > 0) this.#renderer.tell('rest', this.#position.frame);
    this.#update({ underruns, ...(this.#state.playing && playing ? { buffering } : {}) });
  }

  #hear(): void {
    if (this.#recipe === null) return;
    this.#meter.setHearing({
      recipe: this.#recipe,
      mixes: { stems: this.#stemMixes, tracks: this.#trackMixes },
      present: new Set(this.#present.keys()),
      volume: this.#volume,
    });
  }

  #note(status: SourceStatus): void {
    this.#statuses.set(status.sourceId, status);
    this.emit('source', status);
  }

  #update(change: Partial<SessionState>): void {
    const changed = Object.entries(change).some(
      ([key, value]) => this.#state[key as keyof SessionState] !== value,
    );
    if (!changed) return;
    this.#state = { ...this.#state, ...change };
    this.emit('state', this.state);
  }
}
