import { parseRecipe, recipeHash, type Recipe, type Stem } from '@flipside/recipe';
import { PlayMeter } from '../../engine/metering/play-meter.ts';
import { ReceiptOutbox } from '../../engine/metering/receipt-outbox.ts';
import { RemixSession } from '../../engine/playback/remix-session.ts';
import type { ListenerMix, LoopRegion, SourceStatus } from '../../engine/playback/session.types.ts';
import { DeviceReceiptStore } from '../../engine/storage/device-receipt-store.ts';
import { deviceSigner } from '../../engine/storage/signing-keys.ts';
import type { Provider } from '../../engine/types.ts';
import { separation } from '../separation/separation-store.ts';
import { meteringApi } from './metering-api.ts';
import { lanesOf } from './lanes.ts';
import {
  laneKey,
  waveformKey,
  type LaneId,
  type LaneMixes,
  type PlayableFlip,
  type PlayerState,
  type Waveforms,
} from './player.types.ts';

/** About a fortieth of a second: finer than a pixel of any lane. */
const FRAMES_PER_BIN = 1024;

let outbox: ReceiptOutbox | null = null;

/** The one outbox of this page. Receipts left from earlier visits are sent when it is first asked for. */
export function receiptOutbox(): ReceiptOutbox {
  if (outbox === null) {
    const created = new ReceiptOutbox(new DeviceReceiptStore(), meteringApi);
    window.addEventListener('online', () => created.wake());
    created.wake();
    outbox = created;
  }
  return outbox;
}

/** The recipe of a flip, checked: well formed, and the very document that its name promises. */
export function readRecipe(flip: Pick<PlayableFlip, 'recipe' | 'hash'>): Recipe {
  const parsed = parseRecipe(flip.recipe);
  if (!parsed.ok) {
    throw new Error(`This recipe cannot be read: ${parsed.issues[0]?.message ?? 'unknown reason'}.`);
  }
  if (recipeHash(parsed.recipe) !== flip.hash) {
    throw new Error('This recipe is not the one its name promises, so it is not played.');
  }
  return parsed.recipe;
}

function clipStems(recipe: Recipe): { sourceId: string; stem: Stem }[] {
  const pairs = new Map<string, { sourceId: string; stem: Stem }>();
  for (const clip of recipe.tracks.flatMap((track) => track.clips ?? [])) {
    if (!('source' in clip)) continue;
    pairs.set(waveformKey(clip.source, clip.stem), { sourceId: clip.source, stem: clip.stem });
  }
  return [...pairs.values()];
}

/** Codes by which the instance says that the flip may not be played now. */
const TAKEN_AWAY: ReadonlySet<string> = new Set(['gone', 'not_cleared']);

const withStatus = (all: readonly SourceStatus[], status: SourceStatus): SourceStatus[] => [
  ...all.filter(({ sourceId }) => sourceId !== status.sourceId),
  status,
];

type Report = (change: Partial<PlayerState>) => void;

/** One flip being played: the engine's session and its meter, reporting into the player's state. */
export class Playback {
  readonly #session = new RemixSession({ separation: separation.separationFor });
  readonly #stop = new AbortController();
  readonly #report: Report;
  readonly #onPosition: (seconds: number) => void;
  #meter: PlayMeter | null = null;
  #sources: readonly SourceStatus[] = [];
  #waveforms: Waveforms = new Map();

  constructor(report: Report, onPosition: (seconds: number) => void) {
    this.#report = (change) => {
      if (!this.#stop.signal.aborted) report(change);
    };
    this.#onPosition = onPosition;
    this.#listen();
  }

  #listen(): void {
    this.#session.on('state', ({ playing, buffering, loop, ended, positionSeconds }) => {
      this.#report({ playing, buffering, loop, ...(ended ? { wanted: false } : {}) });
      this.#onPosition(positionSeconds);
    });
    this.#session.on('position', (seconds) => this.#onPosition(seconds));
    this.#session.on('source', (status) => {
      this.#sources = withStatus(this.#sources, status);
      this.#report({ sources: this.#sources });
      if (status.how !== undefined) separation.noteRun(status.how);
      if (status.stage === 'ready') this.#readWaveforms(status.sourceId);
    });
    this.#session.on('error', ({ error }) => this.#report({ error }));
  }

  /** Makes the flip's sources ready; resolves when it can be heard, or cannot. */
  async prepare(flip: PlayableFlip, providers: readonly Provider[], mixes: LaneMixes): Promise<void> {
    const recipe = readRecipe(flip);
    this.#report({ recipe });
    for (const lane of lanesOf(recipe)) {
      const mix = mixes[laneKey(lane)];
      if (mix !== undefined) this.setMix(lane, mix);
    }
    this.#sources = await this.#session.prepare(recipe, providers, this.#stop.signal);
    const heard = recipe.sources.length === 0 || this.#sources.some(({ stage }) => stage === 'ready');
    for (const { stage, sourceId } of this.#sources) if (stage === 'ready') this.#readWaveforms(sourceId);
    this.#report({ sources: this.#sources, phase: heard ? 'ready' : 'failed' });
    // Only what is published is counted: here, or at another server.
    if (heard && (flip.code !== null || flip.elsewhere === true)) await this.#meterPlays(flip.hash);
  }

  async #meterPlays(hash: string): Promise<void> {
    const signer = await deviceSigner();
    if (this.#stop.signal.aborted) return;
    const meter = new PlayMeter({
      session: this.#session,
      api: meteringApi,
      recipeHash: hash,
      outbox: receiptOutbox(),
      signer,
    });
    this.#meter = meter;
    meter.on('state', (state) => this.#report({ meter: state }));
    meter.on('refused', ({ reason, detail }) => {
      const takenAway = TAKEN_AWAY.has(reason);
      // What nobody may play any more falls silent, in a page that was open before too.
      if (takenAway) this.#session.pause();
      this.#report({ refusal: detail, takenAway, ...(takenAway ? { wanted: false } : {}) });
    });
  }

  #readWaveforms(sourceId: string): void {
    const recipe = this.#session.recipe;
    const wanted = recipe === null ? [] : clipStems(recipe).filter((pair) => pair.sourceId === sourceId);
    const read = async () => {
      for (const { stem } of wanted) {
        const waveform = await this.#session.waveform(sourceId, stem, FRAMES_PER_BIN);
        if (waveform === null) continue;
        this.#waveforms = new Map(this.#waveforms).set(waveformKey(sourceId, stem), waveform);
        this.#report({ waveforms: this.#waveforms });
      }
    };
    read().catch((error: unknown) => this.#report({ error }));
  }

  play(): Promise<void> {
    return this.#session.play();
  }

  pause(): void {
    this.#session.pause();
  }

  seek(seconds: number): void {
    this.#session.seek(seconds);
  }

  setLoop(region: LoopRegion | null): void {
    this.#session.setLoop(region);
  }

  setMix(lane: LaneId, mix: ListenerMix): void {
    if ('stem' in lane) this.#session.setStemMix(lane.stem, mix);
    else this.#session.setTrackMix(lane.track, mix);
  }

  setVolume(volume: number): void {
    this.#session.setVolume(volume);
  }

  async close(): Promise<void> {
    this.#stop.abort();
    this.#meter?.close();
    await this.#session.close();
  }
}
