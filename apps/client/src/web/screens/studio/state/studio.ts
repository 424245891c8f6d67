import { createTempoMap, parseRecipe, type Recipe, type Stem, type TempoMap } from '@flipside/recipe';
import type { Onset } from '../../../../engine/analysis/index.ts';
import type { SessionLevels, SourceStatus, StudioSource } from '../../../../engine/playback/session.types.ts';
import type { Provider, ProviderTrack } from '../../../../engine/types.ts';
import type {
  ExportHead,
  ExportKind,
  ExportOutlook,
  ExportPiece,
} from '../../../../engine/workers/recipe-export.ts';
import { ExternalStore } from '../../../external-store.ts';
import { waveformKey } from '../../../player/player.types.ts';
import { record, redo, settle, startHistory, undo, type History } from '../document/history.ts';
import { snapTo } from '../document/music-time.ts';
import { addSource, freeSourceId } from '../document/source-edits.ts';
import { findClip, recipeOf, type Edit, type StudioDocument } from '../document/studio-document.ts';
import { Autosave } from './autosave.ts';
import { keepDraft } from './drafts.ts';
import { heardRecipe } from './heard-recipe.ts';
import { Sound } from './sound.ts';
import type { Arrival, BeatRange, Opening, StudioState } from './studio.types.ts';

const START_PX_PER_BEAT = 20;
export const LEAST_PX_PER_BEAT = 0.5;
export const MOST_PX_PER_BEAT = 400;

const initialState = ({
  draftId,
  document,
  pxPerBeat = START_PX_PER_BEAT,
  request = null,
}: Opening): StudioState => ({
  draftId,
  history: startHistory(document),
  saved: { kind: 'empty' },
  selection: new Set(),
  trackId: document.tracks[0]?.id ?? null,
  tab: 'flip',
  tool: 'select',
  snap: 1,
  pxPerBeat,
  loop: null,
  isLooping: false,
  metronome: false,
  solos: new Set(),
  curves: new Set(),
  hearing: 'B',
  transport: { playing: false, buffering: false, underruns: 0 },
  statuses: new Map(),
  arrivals: [],
  waveforms: new Map(),
  stems: new Map(),
  published: null,
  request,
  news: '',
  error: null,
});

/**
 * One flip being made: its document with its history, what is selected and shown, and the engine that plays it. It
 * lives as long as the screen does.
 */
export class Studio {
  readonly store: ExternalStore<StudioState>;
  /** Apart from the rest, because they change many times a second. */
  readonly position = new ExternalStore({ seconds: 0 });
  readonly levels = new ExternalStore<{ levels: SessionLevels | null }>({ levels: null });
  readonly #sound: Sound;
  readonly #autosave: Autosave<StudioDocument>;
  readonly #arriving = new Map<string, AbortController>();
  #tempo: { readonly of: Recipe['tempo']; readonly map: TempoMap } | null = null;

  constructor(opening: Opening) {
    this.store = new ExternalStore(initialState(opening));
    this.#autosave = new Autosave((document) => this.#save(document));
    this.#sound = new Sound({
      transport: (transport) => this.#onTransport(transport),
      position: (seconds) => this.position.set({ seconds }),
      levels: (levels) => this.levels.set({ levels }),
      status: (status) => this.#onStatus(status),
      waveform: (sourceId, stem, waveform) => {
        const { waveforms, stems } = this.store.get();
        const known = stems.get(sourceId) ?? [];
        this.store.set({
          waveforms: new Map(waveforms).set(waveformKey(sourceId, stem), waveform),
          stems: known.includes(stem) ? stems : new Map(stems).set(sourceId, [...known, stem]),
        });
      },
      error: (error) => this.store.set({ error }),
    });
    this.#hear();
  }

  get document(): StudioDocument {
    return this.store.get().history.present;
  }

  get tempo(): TempoMap {
    const { tempo } = this.document;
    if (this.#tempo?.of !== tempo) this.#tempo = { of: tempo, map: createTempoMap({ tempo }) };
    return this.#tempo.map;
  }

  /** Beat of the timeline that is heard now. */
  get beat(): number {
    return this.tempo.secondsToBeat(this.position.get().seconds);
  }

  /** Changes the flip. Changes that carry the same gesture are one step back. */
  edit(edit: Edit, gesture: string | null = null): void {
    const { history } = this.store.get();
    this.#move(record(history, edit(history.present), gesture));
  }

  /** Changes the flip as it was before a gesture began, so that a drag never adds up its own steps. */
  editFrom(base: StudioDocument, edit: Edit, gesture: string): void {
    this.#move(record(this.store.get().history, edit(base), gesture));
  }

  /** Ends a gesture. */
  settle(): void {
    this.store.set(({ history }) => ({ history: settle(history) }));
  }

  undo(): void {
    this.#move(undo(this.store.get().history));
    this.tell('Undone');
  }

  redo(): void {
    this.#move(redo(this.store.get().history));
    this.tell('Done again');
  }

  #move(history: History<StudioDocument>): void {
    const before = this.store.get();
    if (history === before.history) return;
    const { present } = history;
    const changed = present !== before.history.present;
    const selection = [...before.selection].filter((id) => findClip(present, id) !== null);
    const trackId = present.tracks.some(({ id }) => id === before.trackId)
      ? before.trackId
      : (present.tracks[0]?.id ?? null);
    this.store.set({
      history,
      trackId,
      ...(selection.length === before.selection.size ? {} : { selection: new Set(selection) }),
      ...(changed ? { saved: { kind: 'unsaved' } } : {}),
    });
    if (!changed) return;
    this.#autosave.change(present);
    this.#hear();
    if (present.tempo !== before.history.present.tempo) this.#sendLoop();
  }

  #hear(): void {
    const { history, hearing, selection, metronome } = this.store.get();
    const clipId = [...selection][0] ?? null;
    this.#sound.hear(heardRecipe(history.present, { hearing, clipId, metronome }));
  }

  async #save(document: StudioDocument): Promise<void> {
    const { draftId, pxPerBeat, request } = this.store.get();
    try {
      this.store.set({
        saved: { kind: 'saved', at: await keepDraft(draftId, document, { pxPerBeat, request }) },
      });
    } catch (error) {
      this.store.set({ saved: { kind: 'failed', error } });
    }
  }

  /** Writes the draft now, before the page is left. */
  save(): Promise<void> {
    return this.#autosave.flush();
  }

  tell(news: string): void {
    this.store.set({ news });
  }

  select(ids: Iterable<string>, trackId?: string): void {
    const selection = new Set(ids);
    const first = [...selection][0];
    const lane = trackId ?? (first === undefined ? undefined : findClip(this.document, first)?.track.id);
    const { hearing } = this.store.get();
    this.store.set({
      selection,
      ...(lane === undefined ? {} : { trackId: lane }),
      ...(selection.size > 0 ? { tab: 'clip' } : {}),
    });
    // Without a clip there is no recording to hear in place of the flip.
    if (hearing === 'A' && selection.size === 0) this.setHearing('B');
    else if (hearing === 'A') this.#hear();
  }

  selectTrack(trackId: string): void {
    this.store.set({ trackId, tab: 'lane', selection: new Set() });
  }

  /** Plays, or stops where it is. */
  async toggle(): Promise<void> {
    if (this.store.get().transport.playing) {
      this.#sound.pause();
      return;
    }
    try {
      await this.#sound.play();
    } catch (error) {
      this.store.set({ error });
    }
  }

  stop(): void {
    this.#sound.pause();
  }

  seekBeat(beat: number): void {
    this.#sound.seek(this.tempo.beatToSeconds(Math.max(0, beat)));
  }

  setLoop(loop: BeatRange | null, isLooping = loop !== null): void {
    this.store.set({ loop, isLooping: isLooping && loop !== null });
    this.#sendLoop();
  }

  #sendLoop(): void {
    const { loop, isLooping } = this.store.get();
    const seconds = (beat: number): number => this.tempo.beatToSeconds(beat);
    this.#sound.setLoop(
      loop === null || !isLooping ? null : { from: seconds(loop.from), to: seconds(loop.to) },
    );
  }

  setMetronome(metronome: boolean): void {
    this.store.set({ metronome });
    this.#hear();
  }

  setHearing(hearing: 'A' | 'B'): void {
    this.store.set({ hearing });
    this.#hear();
  }

  toggleSolo(trackId: string): void {
    const solos = new Set(this.store.get().solos);
    if (!solos.delete(trackId)) solos.add(trackId);
    this.store.set({ solos });
    this.#sound.setSolo(trackId, solos.has(trackId));
  }

  toggleCurve(trackId: string): void {
    const curves = new Set(this.store.get().curves);
    if (!curves.delete(trackId)) curves.add(trackId);
    this.store.set({ curves });
  }

  setVolume(volume: number): void {
    this.#sound.setVolume(volume);
  }

  snapped(beat: number): number {
    return snapTo(beat, this.store.get().snap);
  }

  zoom(factor: number): void {
    const pxPerBeat = this.store.get().pxPerBeat * factor;
    this.store.set({ pxPerBeat: Math.min(MOST_PX_PER_BEAT, Math.max(LEAST_PX_PER_BEAT, pxPerBeat)) });
  }

  /**
   * Takes a recording in: read, measured and separated on this device.
   *
   * @param isrc codes by which the instance knows it, in case the file does not tell
   */
  async addSource(provider: Provider, track: ProviderTrack, isrc: readonly string[] = []): Promise<void> {
    const arriving = this.store.get().arrivals.map((arrival) => arrival.sourceId);
    const sourceId = freeSourceId([...this.document.sources.map(({ id }) => id), ...arriving]);
    const arrival: Arrival = {
      sourceId,
      title: track.title ?? 'Untitled',
      artist: track.artist ?? 'Unknown artist',
      status: null,
      error: null,
    };
    const stop = new AbortController();
    this.#arriving.set(sourceId, stop);
    this.store.set(({ arrivals }) => ({ arrivals: [...arrivals, arrival] }));
    try {
      const added = await this.#sound.add(sourceId, provider, track, {
        made: this.document.separation,
        signal: stop.signal,
      });
      const codes = [...new Set([...isrc, ...added.source.isrc])];
      this.#keepWaveforms(sourceId, added.stems, added.waveforms);
      this.dismiss(sourceId);
      this.edit(addSource({ ...added.source, isrc: codes }));
      this.tell(`${added.source.title} is ready`);
    } catch (error) {
      if (stop.signal.aborted) this.dismiss(sourceId);
      else this.#onArrival(sourceId, { error });
    } finally {
      this.#arriving.delete(sourceId);
    }
  }

  /** Where notes and hits of a recording begin; null when it was not measured on this device. */
  onsets(sourceId: string): readonly Onset[] | null {
    return this.#sound.onsets(sourceId);
  }

  /** Stops taking a recording in, or puts its failure away. */
  cancel(sourceId: string): void {
    this.#arriving.get(sourceId)?.abort();
    this.dismiss(sourceId);
  }

  dismiss(sourceId: string): void {
    this.store.set(({ arrivals }) => ({
      arrivals: arrivals.filter((arrival) => arrival.sourceId !== sourceId),
    }));
  }

  #onArrival(sourceId: string, change: Partial<Arrival>): void {
    this.store.set(({ arrivals }) => ({
      arrivals: arrivals.map((arrival) =>
        arrival.sourceId === sourceId ? { ...arrival, ...change } : arrival,
      ),
    }));
  }

  #keepWaveforms(sourceId: string, stems: readonly Stem[], found: StudioSource['waveforms']): void {
    const { waveforms, stems: known } = this.store.get();
    const all = new Map(waveforms);
    for (const stem of stems) {
      const waveform = found[stem];
      if (waveform !== undefined) all.set(waveformKey(sourceId, stem), waveform);
    }
    this.store.set({ waveforms: all, stems: new Map(known).set(sourceId, stems) });
  }

  #onStatus(status: SourceStatus): void {
    this.store.set(({ statuses, arrivals }) => ({
      statuses: new Map(statuses).set(status.sourceId, status),
      arrivals: arrivals.map((arrival) =>
        arrival.sourceId === status.sourceId ? { ...arrival, status } : arrival,
      ),
    }));
  }

  #onTransport(transport: StudioState['transport']): void {
    const { playing, buffering, underruns } = this.store.get().transport;
    if (
      playing === transport.playing &&
      buffering === transport.buffering &&
      underruns === transport.underruns
    )
      return;
    this.store.set({ transport });
  }

  /** What files of the flip as it stands would be. It need not be ready to be published. */
  exportOutlook(): Promise<ExportOutlook> {
    return this.#sound.exportOutlook(recipeOf(this.document));
  }

  /** The flip as it stands as a file, while it plays on; solos, clicks and side A are ways of listening to it. */
  exportFile(kind: ExportKind, signal: AbortSignal): AsyncGenerator<ExportPiece, ExportHead, void> {
    return this.#sound.exportFile(recipeOf(this.document), kind, signal);
  }

  /** Fetches the layers of a reopened flip, and finds and separates its sources in the connected music. */
  async prepare(providers: readonly Provider[]): Promise<void> {
    const { statuses } = this.store.get();
    const waiting = this.document.sources.some(({ id }) => statuses.get(id)?.stage !== 'ready');
    if (!waiting || providers.length === 0) {
      await this.#sound.prepareLayers(this.document);
      return;
    }
    const work = this.#sound.prepare(this.document, providers);
    // Preparing loads a recipe of its own; the flip takes its place.
    this.#hear();
    await work;
    this.#hear();
  }

  /** What publishing would send, checked; `issues` tell what is wrong with it. */
  check(): ReturnType<typeof parseRecipe> {
    return parseRecipe(recipeOf(this.document));
  }

  async close(): Promise<void> {
    for (const stop of this.#arriving.values()) stop.abort();
    await this.#autosave.flush();
    await this.#sound.close();
  }
}
