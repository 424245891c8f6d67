import { SAMPLE_RATE, type StereoPcm } from '../types.ts';
import type { DeviceResampler } from './device-resampler.ts';
import { LoopRecording } from './loop-recording.ts';
import { PLAY_FRAMES, type Block } from './ring-layout.ts';

/** What the producer needs of a renderer. */
export interface BlockSource {
  /** Length of the remix with the tails of its effects. */
  readonly frames: number;
  /** The frame that comes next. */
  readonly position: number;
  /** Fills both channels with what comes next; gives the frames written, 0 at the end. */
  render(out: StereoPcm): number;
  /** Goes on from this frame. */
  seek(frame: number): void;
}

/** A stretch of the timeline in frames; `to` is exclusive. */
export interface FrameLoop {
  readonly from: number;
  readonly to: number;
}

/** A loop's seam is faded over 1.5 ms on either side. */
const SEAM_FRAMES = 64;
const SHORTEST_LOOP_FRAMES = SAMPLE_RATE / 20;

/** Cuts the timeline into blocks for the player: jumps at a loop's end, stops at the end, at the device's rate. */
export class BlockProducer {
  readonly #source: BlockSource;
  readonly #resampler: DeviceResampler | null;
  readonly #left = new Float32Array(PLAY_FRAMES);
  readonly #right = new Float32Array(PLAY_FRAMES);
  #loop: FrameLoop | null = null;
  /** The pass of the loop that is being recorded, or played again. */
  #pass: LoopRecording | null = null;
  #replaying = false;
  #seam = false;
  #done = false;

  /** @param resampler null when the device plays 44.1 kHz */
  constructor(source: BlockSource, resampler: DeviceResampler | null) {
    this.#source = source;
    this.#resampler = resampler;
  }

  /** The last block was given; an edited or sought source goes on after `seek`. */
  get done(): boolean {
    return this.#done;
  }

  /** The frame with which the next block begins. */
  get position(): number {
    if (this.#replaying && this.#loop !== null) return this.#loop.from + (this.#pass?.played ?? 0);
    return this.#source.position;
  }

  /** Goes on from a frame of the timeline; whatever changed in the source is heard from there on. */
  seek(frame: number): void {
    this.#forget();
    this.#source.seek(Math.max(0, Math.min(Math.round(frame), this.#source.frames)));
    this.#resampler?.reset();
    this.#seam = false;
    this.#done = false;
  }

  /** From the next block on. Regions too short to be heard as such are widened to 50 ms. */
  setLoop(loop: FrameLoop | null): void {
    const resume = this.position;
    const wasReplaying = this.#replaying;
    this.#forget();
    if (wasReplaying) this.#source.seek(resume);
    if (loop === null) {
      this.#loop = null;
      return;
    }
    const from = Math.max(0, Math.round(loop.from));
    const to = Math.max(Math.round(loop.to), from + SHORTEST_LOOP_FRAMES);
    this.#loop = { from, to };
  }

  /** The next block; null when the end was reached. Its arrays hold until the next call. */
  next(): Omit<Block, 'id'> | null {
    if (this.#done) return null;
    const timelineFrame = this.position;
    const loop = this.#loopAt(timelineFrame);
    const end = Math.min(loop?.to ?? this.#source.frames, this.#source.frames);
    const wanted = Math.max(0, Math.min(PLAY_FRAMES, end - timelineFrame));
    const pcm = this.#render(wanted);
    const frames = pcm.left.length;
    const atEnd = timelineFrame + frames >= end;
    this.#fadeSeam(pcm, atEnd && loop !== null);
    if (atEnd && loop !== null) this.#wrap({ from: loop.from, to: end });
    this.#done = atEnd && loop === null;
    return this.#forDevice({ timelineFrame, timelineFrames: frames, last: this.#done, ...pcm });
  }

  /** The loop that a frame runs into; none from behind it, none that lies behind the end. */
  #loopAt(frame: number): FrameLoop | null {
    const loop = this.#loop;
    return loop !== null && frame < loop.to && loop.from < this.#source.frames ? loop : null;
  }

  #render(wanted: number): StereoPcm {
    const room = { left: this.#left.subarray(0, wanted), right: this.#right.subarray(0, wanted) };
    if (this.#replaying && this.#pass !== null) {
      this.#pass.read(room);
      return room;
    }
    const frames = wanted === 0 ? 0 : this.#source.render(room);
    const pcm = { left: room.left.subarray(0, frames), right: room.right.subarray(0, frames) };
    this.#pass?.add(pcm);
    return pcm;
  }

  /** Round again: by the recording of the pass before, or else by rendering and recording this one. */
  #wrap({ from, to }: FrameLoop): void {
    this.#seam = true;
    if (this.#pass?.complete === true) {
      this.#replaying = true;
      this.#pass.rewind();
      return;
    }
    this.#source.seek(from);
    this.#pass = from < to ? LoopRecording.of(to - from) : null;
  }

  #forget(): void {
    this.#pass = null;
    this.#replaying = false;
  }

  #fadeSeam({ left, right }: StereoPcm, atEnd: boolean): void {
    const frames = Math.min(SEAM_FRAMES, left.length);
    const scale = (at: number, gain: number): void => {
      left[at] = (left[at] ?? 0) * gain;
      right[at] = (right[at] ?? 0) * gain;
    };
    if (this.#seam) for (let i = 0; i < frames; i += 1) scale(i, i / frames);
    if (atEnd) for (let i = 0; i < frames; i += 1) scale(left.length - 1 - i, i / frames);
    this.#seam = false;
  }

  #forDevice(block: Omit<Block, 'id' | 'deviceFrames'>): Omit<Block, 'id'> {
    if (this.#resampler === null) return { ...block, deviceFrames: block.timelineFrames };
    const resampled = this.#resampler.process(block.left, block.right, block.timelineFrames);
    return { ...block, ...resampled, deviceFrames: resampled.left.length };
  }
}
