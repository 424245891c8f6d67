import type { Block, RingBuffers, RingSlot } from './ring-layout.ts';
import { CONTROL, FLUSH, HEADER, countAhead, openSlots, slotIndex } from './ring-layout.ts';

/** Where the renderer puts finished blocks. */
export interface BlockWriter {
  /** Blocks can be replaced after they were written. */
  readonly canReplace: boolean;
  /** Blocks sent and not yet played, those before the last flush left out. */
  ahead(): number;
  /** There is room for another block now. */
  hasRoom(): boolean;
  /** Publishes a block and gives its id. */
  write(block: Omit<Block, 'id'>): number;
  /** Everything published so far is to be dropped, after a short fade of what sounds. */
  flush(): void;
  /** The block that follows `keep` blocks from the one that sounds, to be replaced; null when there is none. */
  replaceable(keep: number): Block | null;
  /** Publishes a block in place of that one and of all after it. False when it is too late for that. */
  replaceFrom(id: number, block: Omit<Block, 'id'>): boolean;
}

/** The renderer's side of a ring in shared memory. One writer, one reader, no locks. */
export class RingWriter implements BlockWriter {
  readonly canReplace = true;
  readonly #control: Int32Array;
  readonly #slots: readonly RingSlot[];

  constructor(buffers: RingBuffers) {
    this.#control = new Int32Array(buffers.control);
    this.#slots = openSlots(buffers);
  }

  ahead(): number {
    const read = Atomics.load(this.#control, CONTROL.read);
    const flushed = Atomics.load(this.#control, CONTROL.flushed);
    const from = countAhead(flushed, read) > 0 ? flushed : read;
    return countAhead(Atomics.load(this.#control, CONTROL.written), from);
  }

  hasRoom(): boolean {
    const written = Atomics.load(this.#control, CONTROL.written);
    return countAhead(written, Atomics.load(this.#control, CONTROL.read)) < this.#slots.length;
  }

  write(block: Omit<Block, 'id'>): number {
    const written = Atomics.load(this.#control, CONTROL.written);
    const slot = this.#slots[slotIndex(written, this.#slots.length)];
    if (slot === undefined || !this.hasRoom()) throw new RangeError('The ring is full.');
    slot.left.set(block.left.subarray(0, block.deviceFrames));
    slot.right.set(block.right.subarray(0, block.deviceFrames));
    slot.header[HEADER.timelineFrame] = block.timelineFrame;
    slot.header[HEADER.timelineFrames] = block.timelineFrames;
    slot.header[HEADER.deviceFrames] = block.deviceFrames;
    slot.header[HEADER.last] = block.last ? 1 : 0;
    Atomics.store(this.#control, CONTROL.written, (written + 1) | 0);
    return written;
  }

  /**
   * While the last flush is still untaken (the device sleeps, or two seeks follow each other), the blocks after it
   * are replaced in place, so any number of seeks fits in the ring.
   */
  flush(): void {
    const untaken =
      Atomics.compareExchange(this.#control, CONTROL.flushState, FLUSH.pending, FLUSH.busy) === FLUSH.pending;
    if (untaken) {
      Atomics.store(this.#control, CONTROL.written, Atomics.load(this.#control, CONTROL.flushed));
    } else {
      Atomics.store(this.#control, CONTROL.flushed, Atomics.load(this.#control, CONTROL.written));
    }
    Atomics.store(this.#control, CONTROL.flushState, FLUSH.pending);
  }

  replaceable(keep: number): Block | null {
    if (Atomics.load(this.#control, CONTROL.flushState) !== FLUSH.none) return null;
    const id = (Atomics.load(this.#control, CONTROL.read) + keep) | 0;
    const slot = this.#slots[slotIndex(id, this.#slots.length)];
    if (slot === undefined || countAhead(Atomics.load(this.#control, CONTROL.written), id) <= 0) return null;
    const deviceFrames = slot.header[HEADER.deviceFrames] ?? 0;
    return {
      id,
      timelineFrame: slot.header[HEADER.timelineFrame] ?? 0,
      timelineFrames: slot.header[HEADER.timelineFrames] ?? 0,
      deviceFrames,
      last: slot.header[HEADER.last] === 1,
      left: slot.left.slice(0, deviceFrames),
      right: slot.right.slice(0, deviceFrames),
    };
  }

  replaceFrom(id: number, block: Omit<Block, 'id'>): boolean {
    if (Atomics.load(this.#control, CONTROL.flushState) !== FLUSH.none) return false;
    if (countAhead(id, Atomics.load(this.#control, CONTROL.read)) <= 0) return false;
    // From here on the player waits before this block; it is at least one block away.
    Atomics.store(this.#control, CONTROL.written, id);
    this.write(block);
    return true;
  }
}
