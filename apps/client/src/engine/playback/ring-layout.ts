/** Frames rendered ahead at a time: 46 ms. */
export const PLAY_FRAMES = 2048;
/** Blocks the ring can hold. The renderer stays less far ahead: the rest is room for blocks already flushed. */
export const RING_SLOTS = 128;

/** Words of the shared control area. Counters run up for ever and wrap as int32; only differences are used. */
export const CONTROL = {
  /** Blocks published by the renderer. */
  written: 0,
  /** Blocks the player is done with. */
  read: 1,
  /** The count at which the blocks after the last flush begin. */
  flushed: 2,
  /** One of `FLUSH`. */
  flushState: 3,
  words: 4,
} as const;

/** Who may move past a flush: the player takes a pending one, the renderer may take it back while it is pending. */
export const FLUSH = { none: 0, pending: 1, busy: 2 } as const;

/** Words of a slot's header. */
export const HEADER = { timelineFrame: 0, timelineFrames: 1, deviceFrames: 2, last: 3, words: 4 } as const;

/** A finished stretch of sound. It is contiguous on the timeline; a loop's end always ends a block. */
export interface Block {
  /** Count of blocks before this one since the ring was made. */
  readonly id: number;
  /** First frame on the timeline, at 44.1 kHz. */
  readonly timelineFrame: number;
  /** Frames at 44.1 kHz that the block covers. */
  readonly timelineFrames: number;
  /** Frames to play, at the device's rate: the leading part of `left` and `right`. */
  readonly deviceFrames: number;
  /** Nothing follows. */
  readonly last: boolean;
  readonly left: Float32Array;
  readonly right: Float32Array;
}

/** The player's side of whatever carries blocks to it. */
export interface BlockReader {
  /** The block being played; null when it is not finished yet. */
  current(): Block | null;
  /** Blocks ready, the current one included. */
  available(): number;
  /** The current block is done with. */
  release(): void;
  /** The renderer wants everything ready so far dropped. */
  flushPending(): boolean;
  /** Drops it. False when the renderer is just replacing what follows. */
  takeFlush(): boolean;
}

/** Memory of a ring, as sent between threads. */
export interface RingBuffers {
  readonly slots: number;
  /** Frames of room in a slot, per channel, at the device's rate. */
  readonly slotFrames: number;
  readonly control: ArrayBufferLike;
  readonly headers: ArrayBufferLike;
  readonly audio: ArrayBufferLike;
}

export interface RingSlot {
  readonly header: Int32Array;
  readonly left: Float32Array;
  readonly right: Float32Array;
}

/** Room that a block needs after resampling to the device's rate, in frames. */
export function slotFramesFor(deviceRate: number, engineRate: number): number {
  return Math.ceil((PLAY_FRAMES * deviceRate) / engineRate) + 64;
}

/** Makes the memory of a ring that two threads share; the page must be cross-origin isolated. */
export function allocateRing(slots: number, slotFrames: number): RingBuffers {
  return {
    slots,
    slotFrames,
    control: new SharedArrayBuffer(CONTROL.words * 4),
    headers: new SharedArrayBuffer(slots * HEADER.words * 4),
    audio: new SharedArrayBuffer(slots * slotFrames * 2 * 4),
  };
}

/** One view per slot, made once: nothing is allocated while sound plays. */
export function openSlots(buffers: RingBuffers): readonly RingSlot[] {
  const { slots, slotFrames, headers, audio } = buffers;
  return Array.from({ length: slots }, (_, slot) => ({
    header: new Int32Array(headers, slot * HEADER.words * 4, HEADER.words),
    left: new Float32Array(audio, slot * slotFrames * 8, slotFrames),
    right: new Float32Array(audio, slot * slotFrames * 8 + slotFrames * 4, slotFrames),
  }));
}

/** Slot of a count. Counts wrap to negative after 2³¹ blocks, and the ring's size divides 2³². */
export function slotIndex(count: number, slots: number): number {
  return (count >>> 0) % slots;
}

/** How far `a` is ahead of `b`, across the wrap of int32. */
export function countAhead(a: number, b: number): number {
  return (a - b) | 0;
}
