import type { Block, BlockReader } from './ring-layout.ts';
import type { BlockWriter } from './ring-writer.ts';

/** What the renderer sends to the player where memory cannot be shared. */
export type QueueMessage =
  { readonly type: 'block'; readonly block: Block } | { readonly type: 'flush'; readonly from: number };

/** The renderer's side of a queue over a message port: for pages that are not cross-origin isolated. */
export class QueueWriter implements BlockWriter {
  readonly canReplace = false;
  readonly #send: (message: QueueMessage, transfer: ArrayBuffer[]) => void;
  readonly #capacity: number;
  #written = 0;
  #read = 0;
  #flushed = 0;

  constructor(send: (message: QueueMessage, transfer: ArrayBuffer[]) => void, capacity: number) {
    this.#send = send;
    this.#capacity = capacity;
  }

  ahead(): number {
    return this.#written - Math.max(this.#read, this.#flushed);
  }

  hasRoom(): boolean {
    return this.ahead() < this.#capacity;
  }

  /** The player told that it is done with all blocks before `count`. */
  released(count: number): void {
    this.#read = Math.max(this.#read, count);
  }

  write(block: Omit<Block, 'id'>): number {
    if (!this.hasRoom()) throw new RangeError('The queue is full.');
    const left = block.left.slice(0, block.deviceFrames);
    const right = block.right.slice(0, block.deviceFrames);
    const id = this.#written;
    this.#written += 1;
    this.#send({ type: 'block', block: { ...block, id, left, right } }, [left.buffer, right.buffer]);
    return id;
  }

  flush(): void {
    this.#flushed = this.#written;
    this.#send({ type: 'flush', from: this.#flushed }, []);
  }

  /** Blocks that were sent are out of reach: a change is heard when those ahead are played. */
  replaceable(): null {
    return null;
  }

  replaceFrom(): false {
    return false;
  }
}

/** The player's side of that queue. */
export class QueueReader implements BlockReader {
  readonly #blocks: Block[] = [];
  #flushed = 0;
  #flushWanted = false;

  receive(message: QueueMessage): void {
    if (message.type === 'block') {
      this.#blocks.push(message.block);
    } else {
      this.#flushed = message.from;
      this.#flushWanted = true;
    }
  }

  available(): number {
    if (!this.#flushWanted) return this.#blocks.length;
    const next = this.#blocks.findIndex(({ id }) => id >= this.#flushed);
    return next === -1 ? this.#blocks.length : next;
  }

  current(): Block | null {
    return this.available() > 0 ? (this.#blocks[0] ?? null) : null;
  }

  release(): void {
    this.#blocks.shift();
  }

  flushPending(): boolean {
    return this.#flushWanted;
  }

  takeFlush(): boolean {
    if (!this.#flushWanted) return false;
    this.#flushWanted = false;
    const next = this.#blocks.findIndex(({ id }) => id >= this.#flushed);
    this.#blocks.splice(0, next === -1 ? this.#blocks.length : next);
    return true;
  }
}
