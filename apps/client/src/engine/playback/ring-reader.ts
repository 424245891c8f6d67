import type { Block, BlockReader, RingBuffers, RingSlot } from './ring-layout.ts';
import { CONTROL, FLUSH, HEADER, countAhead, openSlots, slotIndex } from './ring-layout.ts';

/** The player's side of a ring in shared memory. Blocks are views into it: they hold until `release`. */
export class RingReader implements BlockReader {
  readonly #control: Int32Array;
  readonly #slots: readonly RingSlot[];
  #block: Block | null = null;

  constructor(buffers: RingBuffers) {
    this.#control = new Int32Array(buffers.control);
    this.#slots = openSlots(buffers);
  }

  available(): number {
    const limit = this.flushPending() ? CONTROL.flushed : CONTROL.written;
    return countAhead(Atomics.load(this.#control, limit), Atomics.load(this.#control, CONTROL.read));
  }

  current(): Block | null {
    if (this.#block !== null) return this.#block;
    if (this.available() <= 0) return null;
    const id = Atomics.load(this.#control, CONTROL.read);
    const slot = this.#slots[slotIndex(id, this.#slots.length)];
    if (slot === undefined) return null;
    const { header, left, right } = slot;
    this.#block = {
      id,
      timelineFrame: header[HEADER.timelineFrame] ?? 0,
      timelineFrames: header[HEADER.timelineFrames] ?? 0,
      deviceFrames: header[HEADER.deviceFrames] ?? 0,
      last: header[HEADER.last] === 1,
      left,
      right,
    };
    return this.#block;
  }

  release(): void {
    if (this.#block === null) return;
    this.#block = null;
    Atomics.store(this.#control, CONTROL.read, (Atomics.load(this.#control, CONTROL.read) + 1) | 0);
  }

  flushPending(): boolean {
    return Atomics.load(this.#control, CONTROL.flushState) !== FLUSH.none;
  }

  takeFlush(): boolean {
    const { pending, none } = FLUSH;
    if (Atomics.compareExchange(this.#control, CONTROL.flushState, pending, none) !== pending) return false;
    this.#block = null;
    Atomics.store(this.#control, CONTROL.read, Atomics.load(this.#control, CONTROL.flushed));
    return true;
  }
}
