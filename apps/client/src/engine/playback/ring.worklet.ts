import { QueueReader } from './block-queue.ts';
import { BlockPlayer } from './block-player.ts';
import type { BlockReader } from './ring-layout.ts';
import type {
  PlayerCommand,
  PlayerMessage,
  PlayerOptions,
  ReleasedMessage,
  RendererMessage,
} from './ring-protocol.ts';
import { PLAYER_PROCESSOR } from './ring-protocol.ts';
import { RingReader } from './ring-reader.ts';

// The audio thread's own scope is not among TypeScript's libraries (Web Audio API §1.32).
declare const sampleRate: number;
declare function registerProcessor(name: string, processor: typeof PlayerProcessor): void;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}

const REPORTS_PER_SECOND = 30;

/** Counts what was released, so that the renderer hears of room even where memory is not shared. */
class CountingReader implements BlockReader {
  readonly #inner: BlockReader;
  readonly #onReleased: (count: number) => void;

  constructor(inner: BlockReader, onReleased: (count: number) => void) {
    this.#inner = inner;
    this.#onReleased = onReleased;
  }

  current = () => this.#inner.current();
  available = () => this.#inner.available();
  flushPending = () => this.#inner.flushPending();
  takeFlush = () => this.#inner.takeFlush();

  release(): void {
    const block = this.#inner.current();
    this.#inner.release();
    if (block !== null) this.#onReleased(block.id + 1);
  }
}

/** Plays finished blocks; everything it decides is in `BlockPlayer`. */
class PlayerProcessor extends AudioWorkletProcessor {
  readonly #queue: QueueReader | null;
  readonly #player: BlockPlayer;
  #renderer: MessagePort | null = null;
  #untilReport = 0;
  #idleReports = 0;
  #alive = true;

  constructor(options: { readonly processorOptions: PlayerOptions }) {
    super();
    const { ring } = options.processorOptions;
    const queue = ring === null ? new QueueReader() : null;
    const inner: BlockReader = ring === null ? (queue ?? new QueueReader()) : new RingReader(ring);
    this.#queue = queue;
    this.#player = new BlockPlayer(new CountingReader(inner, (count) => this.#tellReleased(count)));
    this.port.addEventListener('message', ({ data }: MessageEvent<PlayerCommand>) => this.#obey(data));
    this.port.start();
  }

  process(_inputs: readonly Float32Array[][], outputs: readonly Float32Array[][]): boolean {
    const left = outputs[0]?.[0];
    const right = outputs[0]?.[1];
    if (left === undefined || right === undefined) return this.#alive;
    this.#player.process(left, right);
    this.#untilReport -= left.length;
    if (this.#untilReport <= 0) {
      this.#untilReport += sampleRate / REPORTS_PER_SECOND;
      this.#report();
    }
    return this.#alive;
  }

  #obey(command: PlayerCommand): void {
    if (command.type === 'playing') {
      this.#player.setPlaying(command.playing);
      this.#untilReport = 0;
      this.#idleReports = 0;
    } else if (command.type === 'connect') {
      const { renderer } = command;
      this.#renderer = renderer;
      renderer.addEventListener('message', ({ data }: MessageEvent<RendererMessage>) =>
        this.#queue?.receive(data),
      );
      renderer.start();
    } else {
      this.#alive = false;
      this.#renderer?.close();
    }
  }

  #tellReleased(count: number): void {
    const message: ReleasedMessage = { type: 'released', count };
    this.#renderer?.postMessage(message, []);
  }

  /** A paused player says so a few times and then keeps quiet. */
  #report(): void {
    const report = this.#player.report();
    this.#idleReports = report.playing || report.heard.length > 0 ? 0 : this.#idleReports + 1;
    if (this.#idleReports > REPORTS_PER_SECOND) return;
    const message: PlayerMessage = { type: 'report', report };
    this.port.postMessage(message, []);
  }
}

registerProcessor(PLAYER_PROCESSOR, PlayerProcessor);
