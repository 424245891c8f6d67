import type { BlockProducer } from './block-producer.ts';
import { measureLevel } from './level-meter.ts';
import { RenderLead } from './render-lead.ts';
import type { Block } from './ring-layout.ts';
import type { BlockWriter } from './ring-writer.ts';
import type { Level } from './session.types.ts';
import { crossfade } from './splice.ts';

/** Blocks made in one turn, so that messages are heard in between. */
const BLOCKS_PER_TURN = 4;
/** Blocks left alone when a change is spliced in: it takes time to make the first new one. */
const LEAST_KEPT = 2;
/** A splice that comes too late is tried once more, further ahead. */
const SPLICE_ATTEMPTS = 2;
const BLOCK_MS = 46;

export interface FeederOptions {
  readonly producer: BlockProducer;
  readonly writer: BlockWriter;
  readonly onLevel: (blockId: number, level: Level) => void;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
}

/** Keeps the player's queue filled as far ahead as needed, and replaces what a change has made stale. */
export class BlockFeeder {
  readonly lead: RenderLead;
  readonly #options: FeederOptions;
  /** How long the last splice took. */
  #spliceMs = BLOCK_MS;

  constructor(options: FeederOptions) {
    this.#options = options;
    this.lead = new RenderLead(options.writer.canReplace);
  }

  /** Makes a few blocks. True when more are wanted at once. */
  feed(): boolean {
    for (let made = 0; made < BLOCKS_PER_TURN; made += 1) {
      if (!this.#wantsMore() || !this.#feedOne()) return false;
    }
    return this.#wantsMore();
  }

  /** Drops what is ready and goes on from a frame. */
  jump(frame: number): void {
    const { producer, writer } = this.#options;
    writer.flush();
    producer.seek(frame);
  }

  /**
   * Lets a change be heard soon: from a block shortly ahead the sound is made again, and cross-faded into. Does nothing
   * when so little is ready that the change is heard as soon anyway.
   */
  splice(): void {
    const { producer, writer } = this.#options;
    const resume = producer.position;
    for (let attempt = 0; attempt < SPLICE_ATTEMPTS; attempt += 1) {
      const margin = Math.ceil((1.5 * this.#spliceMs) / BLOCK_MS);
      const stale = writer.replaceable(LEAST_KEPT + margin);
      if (stale !== null && this.#replace(stale)) return;
      if (stale === null && attempt === 0) return;
    }
    // Too slow for what is ready: the change is heard when that is played.
    producer.seek(resume);
  }

  #replace(stale: Block): boolean {
    const { producer, writer, onLevel, now } = this.#options;
    const startedAt = now();
    producer.seek(stale.timelineFrame);
    const block = producer.next();
    this.#spliceMs = now() - startedAt;
    if (block === null) return false;
    crossfade(stale, block);
    if (!writer.replaceFrom(stale.id, block)) return false;
    onLevel(stale.id, measureLevel(block));
    return true;
  }

  #wantsMore(): boolean {
    const { producer, writer } = this.#options;
    return !producer.done && writer.hasRoom() && writer.ahead() < this.lead.blocks;
  }

  #feedOne(): boolean {
    const { producer, writer, onLevel } = this.#options;
    const block = producer.next();
    if (block === null) return false;
    onLevel(writer.write(block), measureLevel(block));
    return true;
  }
}
