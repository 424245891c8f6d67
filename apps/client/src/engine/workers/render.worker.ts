import type { Recipe, Stem } from '@flipside/recipe';
import { expose, transfer } from 'comlink';
import { BlockFeeder } from '../playback/block-feeder.ts';
import { BlockProducer, type FrameLoop } from '../playback/block-producer.ts';
import { QueueWriter } from '../playback/block-queue.ts';
import { DeviceResampler } from '../playback/device-resampler.ts';
import { RING_SLOTS } from '../playback/ring-layout.ts';
import type { ReleasedMessage } from '../playback/ring-protocol.ts';
import { RingWriter, type BlockWriter } from '../playback/ring-writer.ts';
import type { ListenerMix, StemWaveform } from '../playback/session.types.ts';
import { stemWaveform } from '../playback/stem-waveform.ts';
import { RecipeRenderer, type StemLibrary } from '../render/index.ts';
import { SAMPLE_RATE, type StemSet, type StereoPcm } from '../types.ts';
import { ExportDesk, type ExportStep } from './export-desk.ts';
import { exportOutlook, type ExportKind, type ExportOutlook } from './recipe-export.ts';
import type { LevelsMessage, PlayerLink, RenderWorker } from './render.protocol.ts';

/** A fader that is dragged changes things many times a second; sound is made again this often at most. */
const CHANGE_EVERY_MS = 120;

/** Stems and layers as far as they are ready. */
class WorkerLibrary implements StemLibrary {
  readonly #stems: Map<string, StemSet>;
  readonly #layers: Map<string, StereoPcm>;

  constructor(from?: WorkerLibrary) {
    this.#stems = new Map(from === undefined ? [] : from.#stems);
    this.#layers = new Map(from === undefined ? [] : from.#layers);
  }

  stem(sourceId: string, stem: Stem): StereoPcm | undefined {
    return this.#stems.get(sourceId)?.[stem];
  }

  layer(layerId: string): StereoPcm | undefined {
    return this.#layers.get(layerId);
  }

  addStems(sourceId: string, stems: StemSet): void {
    this.#stems.set(sourceId, { ...this.#stems.get(sourceId), ...stems });
  }

  addLayer(layerId: string, pcm: StereoPcm): void {
    this.#layers.set(layerId, pcm);
  }
}

/** Renders ahead of the player, a few blocks per turn of the event loop. */
class RenderService implements RenderWorker {
  readonly #library = new WorkerLibrary();
  readonly #turn = new MessageChannel();
  // What is heard goes first: after every block of a file, as many for the player as it wants now.
  readonly #exports = new ExportDesk(() => void this.#feeder?.feed());
  #renderer: RecipeRenderer | null = null;
  #link: (Pick<PlayerLink, 'deviceRate' | 'levels'> & { readonly writer: BlockWriter }) | null = null;
  #feeder: BlockFeeder | null = null;
  #producer: BlockProducer | null = null;
  /** Where sound rests while nothing plays; null while it plays. */
  #resting: number | null = 0;
  #loop: FrameLoop | null = null;
  #background = false;
  #turnAsked = false;
  #changedAt = Number.NEGATIVE_INFINITY;
  #changeTimer: ReturnType<typeof setTimeout> | null = null;

  constructor() {
    this.#turn.port1.addEventListener('message', () => {
      this.#turnAsked = false;
      if (this.#feeder?.feed() === true) this.#wake();
    });
    this.#turn.port1.start();
  }

  connect({ port, ring, deviceRate, levels }: PlayerLink): Promise<void> {
    const queue =
      ring === null
        ? new QueueWriter((message, buffers) => port.postMessage(message, buffers), RING_SLOTS)
        : null;
    port.addEventListener('message', ({ data }: MessageEvent<ReleasedMessage>) => {
      queue?.released(data.count);
      this.#wake();
    });
    port.start();
    const writer: BlockWriter | null = ring === null ? queue : new RingWriter(ring);
    this.#link = writer === null ? null : { writer, deviceRate, levels };
    this.#begin();
    return Promise.resolve();
  }

  async load(recipe: Recipe): Promise<number> {
    if (this.#renderer === null) {
      this.#renderer = await RecipeRenderer.create(recipe, this.#library);
      this.#begin();
    } else {
      await this.#renderer.update(recipe);
      this.#changed();
    }
    return this.#renderer.frames;
  }

  setStems(sourceId: string, stems: StemSet): Promise<void> {
    this.#library.addStems(sourceId, stems);
    this.#changed();
    return Promise.resolve();
  }

  setLayer(layerId: string, pcm: StereoPcm): Promise<void> {
    this.#library.addLayer(layerId, pcm);
    this.#changed();
    return Promise.resolve();
  }

  setStemMix(stem: Stem, mix: ListenerMix): Promise<void> {
    this.#renderer?.setStemMix(stem, mix);
    this.#changed();
    return Promise.resolve();
  }

  setTrackMix(trackId: string, mix: ListenerMix): Promise<void> {
    this.#renderer?.setTrackMix(trackId, mix);
    this.#changed();
    return Promise.resolve();
  }

  seek(frame: number): Promise<void> {
    if (this.#resting !== null) this.#resting = frame;
    this.#jump(frame);
    return Promise.resolve();
  }

  rest(frame: number | null): Promise<void> {
    this.#resting = frame;
    return Promise.resolve();
  }

  setLoop(loop: FrameLoop | null): Promise<void> {
    this.#loop = loop;
    this.#changed();
    return Promise.resolve();
  }

  setBackground(background: boolean): Promise<void> {
    this.#background = background;
    this.#feeder?.lead.setBackground(background);
    this.#wake();
    return Promise.resolve();
  }

  underrun(): Promise<void> {
    this.#feeder?.lead.underrun();
    this.#wake();
    return Promise.resolve();
  }

  waveform(sourceId: string, stem: Stem, framesPerBin: number): Promise<StemWaveform | null> {
    // Drawing waits until sound is safe.
    while (this.#feeder?.feed() === true);
    const pcm = this.#library.stem(sourceId, stem);
    return Promise.resolve(pcm === undefined ? null : stemWaveform(pcm, framesPerBin));
  }

  exportOutlook(recipe: Recipe): Promise<ExportOutlook> {
    return exportOutlook(recipe, this.#library);
  }

  beginExport(recipe: Recipe, kind: ExportKind): Promise<number> {
    // Stems that come while it is written would be in the second half alone.
    return Promise.resolve(this.#exports.begin(recipe, new WorkerLibrary(this.#library), kind));
  }

  async exportPiece(id: number): Promise<ExportStep> {
    const step = await this.#exports.next(id);
    return step.done === true ? step : transfer(step, [step.value.bytes.buffer]);
  }

  endExport(id: number): Promise<void> {
    this.#exports.end(id);
    return Promise.resolve();
  }

  /** Everything is there: blocks can be made. */
  #begin(): void {
    const [renderer, link] = [this.#renderer, this.#link];
    if (renderer === null || link === null) return;
    const { writer, deviceRate, levels } = link;
    const resampler = deviceRate === SAMPLE_RATE ? null : new DeviceResampler(deviceRate);
    const producer = new BlockProducer(renderer, resampler);
    producer.setLoop(this.#loop);
    this.#producer = producer;
    this.#feeder = new BlockFeeder({
      producer,
      writer,
      onLevel: (blockId, master) => {
        const message: LevelsMessage = { blockId, levels: { master, tracks: {} } };
        levels.postMessage(message, []);
      },
      now: () => performance.now(),
    });
    this.#feeder.lead.setBackground(this.#background);
    this.#jump(this.#resting ?? 0);
  }

  #jump(frame: number): void {
    this.#feeder?.jump(frame);
    // The first blocks are made at once: sound waits for them.
    this.#feeder?.feed();
    this.#wake();
  }

  /** What is ready no longer holds: made again from where sound rests, or spliced in while it plays. */
  #changed(): void {
    if (this.#changeTimer !== null || this.#feeder === null) return;
    const wait = Math.max(0, this.#changedAt + CHANGE_EVERY_MS - performance.now());
    this.#changeTimer = setTimeout(() => {
      this.#changeTimer = null;
      this.#changedAt = performance.now();
      this.#producer?.setLoop(this.#loop);
      if (this.#resting === null) this.#feeder?.splice();
      else this.#jump(this.#resting);
      this.#wake();
    }, wait);
  }

  /** Blocks are made in a turn of their own, so that a message never waits for more than a few. */
  #wake(): void {
    if (this.#turnAsked) return;
    this.#turnAsked = true;
    this.#turn.port2.postMessage(null);
  }
}

expose(new RenderService());
