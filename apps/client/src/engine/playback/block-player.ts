import type { Block, BlockReader } from './ring-layout.ts';
import type { HeardSpan } from './session.types.ts';

/** Frames of the fade to silence before a pause or a jump. */
const FADE_OUT_FRAMES = 256;
/** Frames of the fade back in; short, so that an attack survives it. */
const FADE_IN_FRAMES = 64;
/** What is left of the last sample after each frame of a gap that came without warning. */
const GAP_DECAY = 0.95;
/** Level below which the last sample counts as died away. */
const INAUDIBLE = 1e-6;
/** Blocks that must be ready before sound starts again after a gap or a jump. */
const BLOCKS_TO_START = 2;

export interface PlayerReport {
  /** Timeline frame, at 44.1 kHz, that is heard next. */
  readonly frame: number;
  readonly playing: boolean;
  readonly buffering: boolean;
  readonly ended: boolean;
  readonly underruns: number;
  /** Id of the block being heard; null before the first. */
  readonly blockId: number | null;
  /** What left since the last report. */
  readonly heard: readonly HeardSpan[];
}

/**
 * The whole decision of what leaves the loudspeaker, one render quantum at a time: it plays finished blocks, fades
 * where sound would break off, counts gaps, and remembers which part of the timeline was really output. No clock is
 * read: only frames that were played count.
 */
export class BlockPlayer {
  readonly #reader: BlockReader;
  #wanted = false;
  #level = 0;
  #cursor = 0;
  /** Sound has begun since the last start, jump or gap: an empty reader is a gap from here on. */
  #running = false;
  #ended = false;
  #underruns = 0;
  #frame = 0;
  #blockId: number | null = null;
  #heard: { from: number; to: number }[] = [];
  #lastLeft = 0;
  #lastRight = 0;

  constructor(reader: BlockReader) {
    this.#reader = reader;
  }

  setPlaying(playing: boolean): void {
    this.#wanted = playing;
    if (playing) this.#ended = false;
  }

  /** Fills both channels, which have equal length. */
  process(left: Float32Array, right: Float32Array): void {
    let done = 0;
    while (done < left.length) {
      const settled = this.#level > 0 || this.#settle();
      const block = settled && (this.#level > 0 || this.#wanted) ? this.#ready() : null;
      if (block === null) {
        this.#silence(left, right, done);
        return;
      }
      done = this.#play(block, left, right, done);
    }
  }

  /** What happened since the last call. */
  report(): PlayerReport {
    const heard = this.#heard;
    this.#heard = [];
    return {
      frame: this.#frame,
      playing: this.#wanted,
      buffering: this.#wanted && !this.#running,
      ended: this.#ended,
      underruns: this.#underruns,
      blockId: this.#blockId,
      heard,
    };
  }

  /** At silence a jump is taken: nothing is cut. False while the renderer is changing what follows. */
  #settle(): boolean {
    if (!this.#reader.flushPending()) return true;
    if (!this.#reader.takeFlush()) return false;
    this.#cursor = 0;
    this.#running = false;
    this.#ended = false;
    const next = this.#reader.current();
    if (next !== null) this.#frame = next.timelineFrame;
    return true;
  }

  /** The block to play now, or null; a gap is noticed here. */
  #ready(): Block | null {
    const block = this.#reader.current();
    if (block === null) {
      if (this.#running && this.#wanted && !this.#reader.flushPending()) this.#underruns += 1;
      this.#running = false;
      return null;
    }
    if (this.#running) return block;
    if (this.#reader.available() < BLOCKS_TO_START && !block.last) return null;
    this.#running = true;
    // The very beginning of a piece is played as it is: there is nothing to break off from.
    if (block.timelineFrame === 0 && this.#cursor === 0 && this.#wanted) this.#level = 1;
    return block;
  }

  #play(block: Block, left: Float32Array, right: Float32Array, from: number): number {
    const fadingOut = !this.#wanted || this.#reader.flushPending();
    const step = fadingOut ? -1 / FADE_OUT_FRAMES : 1 / FADE_IN_FRAMES;
    const start = this.#cursor;
    let at = from;
    let level = this.#level;
    while (at < left.length && this.#cursor < block.deviceFrames) {
      level = Math.min(1, Math.max(0, level + step));
      left[at] = (block.left[this.#cursor] ?? 0) * level;
      right[at] = (block.right[this.#cursor] ?? 0) * level;
      at += 1;
      this.#cursor += 1;
      if (level === 0) break;
    }
    this.#level = level;
    this.#lastLeft = left[at - 1] ?? 0;
    this.#lastRight = right[at - 1] ?? 0;
    this.#remember(block, start);
    if (this.#cursor >= block.deviceFrames) this.#finish(block);
    if (level === 0) this.#running = false;
    return at;
  }

  #remember(block: Block, start: number): void {
    const timeline = (cursor: number): number =>
      block.timelineFrame + Math.round((cursor * block.timelineFrames) / Math.max(1, block.deviceFrames));
    const from = timeline(start);
    const to = timeline(this.#cursor);
    this.#frame = to;
    this.#blockId = block.id;
    if (to <= from) return;
    const last = this.#heard.at(-1);
    if (last?.to === from) last.to = to;
    else this.#heard.push({ from, to });
  }

  #finish(block: Block): void {
    this.#cursor = 0;
    this.#reader.release();
    if (!block.last) return;
    this.#ended = true;
    this.#wanted = false;
    this.#running = false;
    this.#level = 0;
  }

  /** Lets the last sample die away, so that a gap does not click, and waits. */
  #silence(left: Float32Array, right: Float32Array, from: number): void {
    this.#level = 0;
    for (let at = from; at < left.length; at += 1) {
      this.#lastLeft *= GAP_DECAY;
      this.#lastRight *= GAP_DECAY;
      left[at] = this.#lastLeft;
      right[at] = this.#lastRight;
    }
    if (Math.abs(this.#lastLeft) + Math.abs(this.#lastRight) < INAUDIBLE)
      this.#lastLeft = this.#lastRight = 0;
  }
}
