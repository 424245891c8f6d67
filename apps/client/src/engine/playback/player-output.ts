import type { PlayerReport } from './block-player.ts';
import { allocateRing, RING_SLOTS, slotFramesFor, type RingBuffers } from './ring-layout.ts';
import {
  PLAYER_PROCESSOR,
  type PlayerCommand,
  type PlayerMessage,
  type PlayerOptions,
} from './ring-protocol.ts';
import { sharedAudioContext, startUsing, stopUsing } from './shared-audio-context.ts';
import { SAMPLE_RATE } from '../types.ts';

/** A listening level is reached this smoothly, in seconds. */
const VOLUME_RAMP = 0.015;

/** The page's end of one player on the audio thread. */
export class PlayerOutput {
  /** Shared with the renderer; null where memory cannot be shared. */
  readonly ring: RingBuffers | null;
  /** For the renderer: the other end is at the player. */
  readonly rendererPort: MessagePort;
  readonly deviceRate: number;
  readonly #context: AudioContext;
  readonly #node: AudioWorkletNode;
  readonly #gain: GainNode;
  #using = false;

  private constructor(context: AudioContext, onReport: (report: PlayerReport) => void) {
    this.#context = context;
    this.deviceRate = context.sampleRate;
    this.ring = globalThis.crossOriginIsolated
      ? allocateRing(RING_SLOTS, slotFramesFor(context.sampleRate, SAMPLE_RATE))
      : null;
    const processorOptions: PlayerOptions = { ring: this.ring };
    this.#node = new AudioWorkletNode(context, PLAYER_PROCESSOR, {
      numberOfInputs: 0,
      outputChannelCount: [2],
      processorOptions,
    });
    this.#node.port.addEventListener('message', ({ data }: MessageEvent<PlayerMessage>) =>
      onReport(data.report),
    );
    this.#node.port.start();
    this.#gain = context.createGain();
    this.#node.connect(this.#gain).connect(context.destination);
    const { port1, port2 } = new MessageChannel();
    this.rendererPort = port1;
    this.#command({ type: 'connect', renderer: port2 }, [port2]);
  }

  static async open(onReport: (report: PlayerReport) => void): Promise<PlayerOutput> {
    return new PlayerOutput(await sharedAudioContext(), onReport);
  }

  /** Rejects with `NotAllowedError` where the browser wants a click or a key first. */
  async start(): Promise<void> {
    this.#command({ type: 'playing', playing: true });
    if (this.#using) return;
    this.#using = true;
    await startUsing(this.#context);
  }

  stop(): void {
    this.#command({ type: 'playing', playing: false });
    this.#release();
  }

  /** @param volume linear, 0 to 1 */
  setVolume(volume: number): void {
    this.#gain.gain.setTargetAtTime(volume, this.#context.currentTime, VOLUME_RAMP);
  }

  close(): void {
    this.#command({ type: 'close' });
    this.#release();
    this.#node.disconnect();
    this.#gain.disconnect();
  }

  #release(): void {
    if (this.#using) stopUsing(this.#context);
    this.#using = false;
  }

  #command(command: PlayerCommand, transfer: Transferable[] = []): void {
    this.#node.port.postMessage(command, transfer);
  }
}
