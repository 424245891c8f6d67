import { describe, expect, test } from '@jest/globals';
import { QueueReader, QueueWriter } from './block-queue.ts';
import { allocateRing, CONTROL, countAhead, slotIndex, type Block, type BlockReader } from './ring-layout.ts';
import { RingReader } from './ring-reader.ts';
import { RingWriter, type BlockWriter } from './ring-writer.ts';

const FRAMES = 8;

/** A block whose samples all say which one it is. */
function block(name: number, last = false): Omit<Block, 'id'> {
  return {
    timelineFrame: name * FRAMES,
    timelineFrames: FRAMES,
    deviceFrames: FRAMES,
    last,
    left: new Float32Array(FRAMES).fill(name),
    right: new Float32Array(FRAMES).fill(-name),
  };
}

function nameOf(reader: BlockReader): number | null {
  const current = reader.current();
  if (current === null) return null;
  expect(current.timelineFrame).toBe((current.left[0] ?? 0) * FRAMES);
  expect(current.right[FRAMES - 1]).toBe(-(current.left[FRAMES - 1] ?? NaN));
  return current.left[0] ?? null;
}

function drain(reader: BlockReader): (number | null)[] {
  const names: (number | null)[] = [];
  while (reader.available() > 0) {
    names.push(nameOf(reader));
    reader.release();
  }
  return names;
}

function ring(slots = 8): { writer: RingWriter; reader: RingReader; control: Int32Array } {
  const buffers = allocateRing(slots, FRAMES);
  return {
    writer: new RingWriter(buffers),
    reader: new RingReader(buffers),
    control: new Int32Array(buffers.control),
  };
}

function queue(): { writer: QueueWriter; reader: QueueReader } {
  const reader = new QueueReader();
  const writer = new QueueWriter((message) => reader.receive(message), 8);
  return { writer, reader };
}

describe.each<[string, () => { writer: BlockWriter; reader: BlockReader }]>([
  ['ring', ring],
  ['queue', queue],
])('%s', (_name, make) => {
  test('hands blocks over in order', () => {
    const { writer, reader } = make();
    expect(reader.current()).toBeNull();
    for (const name of [1, 2, 3]) writer.write(block(name));
    expect(writer.ahead()).toBe(3);
    expect(drain(reader)).toEqual([1, 2, 3]);
    expect(reader.current()).toBeNull();
  });

  test('refuses a block when it is full', () => {
    const { writer } = make();
    for (let name = 1; name <= 8; name += 1) writer.write(block(name));
    expect(writer.hasRoom()).toBe(false);
    expect(() => writer.write(block(9))).toThrow(RangeError);
  });

  test('a flush keeps what was ready until it is taken, and then drops it', () => {
    const { writer, reader } = make();
    writer.write(block(1));
    writer.write(block(2));
    expect(nameOf(reader)).toBe(1);
    writer.flush();
    writer.write(block(7));
    expect(writer.ahead()).toBe(1);
    expect(reader.flushPending()).toBe(true);
    expect(reader.available()).toBe(2);
    expect(nameOf(reader)).toBe(1);
    expect(reader.takeFlush()).toBe(true);
    expect(reader.flushPending()).toBe(false);
    expect(drain(reader)).toEqual([7]);
  });

  test('of several flushes that nobody took the last one counts', () => {
    const { writer, reader } = make();
    writer.write(block(1));
    for (let round = 2; round < 40; round += 1) {
      writer.flush();
      writer.write(block(round));
      writer.write(block(round + 100));
    }
    expect(reader.takeFlush()).toBe(true);
    expect(drain(reader)).toEqual([39, 139]);
  });

  test('taking a flush that is not there changes nothing', () => {
    const { writer, reader } = make();
    writer.write(block(1));
    expect(reader.takeFlush()).toBe(false);
    expect(drain(reader)).toEqual([1]);
  });
});

describe('ring', () => {
  test('goes round and across the wrap of its counters', () => {
    const { writer, reader, control } = ring();
    control.fill(0x7fff_fffe, CONTROL.written, CONTROL.flushed + 1);
    const names: (number | null)[] = [];
    for (let name = 1; name <= 30; name += 1) {
      writer.write(block(name));
      if (name % 3 === 0) names.push(...drain(reader));
    }
    expect(names).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
    expect(countAhead(-0x8000_0000, 0x7fff_ffff)).toBe(1);
    expect(slotIndex(-1, 8)).toBe(7);
  });

  test('replaces blocks ahead of the one that sounds', () => {
    const { writer, reader } = ring();
    for (const name of [1, 2, 3, 4]) writer.write(block(name));
    reader.release();
    expect(nameOf(reader)).toBe(1);
    const stale = writer.replaceable(2);
    expect(stale?.timelineFrame).toBe(3 * FRAMES);
    expect(writer.replaceFrom(stale?.id ?? -1, block(9))).toBe(true);
    expect(drain(reader)).toEqual([1, 2, 9]);
  });

  test('does not replace the block that sounds, nor one that is not there', () => {
    const { writer, reader } = ring();
    writer.write(block(1));
    writer.write(block(2));
    expect(writer.replaceable(2)).toBeNull();
    const stale = writer.replaceable(1);
    expect(nameOf(reader)).toBe(1);
    reader.release();
    expect(nameOf(reader)).toBe(2);
    expect(writer.replaceFrom(stale?.id ?? -1, block(9))).toBe(false);
    expect(drain(reader)).toEqual([2]);
  });

  test('replaces nothing while a jump is on its way', () => {
    const { writer } = ring();
    for (const name of [1, 2, 3, 4]) writer.write(block(name));
    writer.flush();
    expect(writer.replaceable(1)).toBeNull();
    expect(writer.replaceFrom(3, block(9))).toBe(false);
  });
});

describe('queue', () => {
  test('learns of room only from what the player released', () => {
    const { writer, reader } = queue();
    for (let name = 0; name < 8; name += 1) writer.write(block(name));
    reader.release();
    expect(writer.hasRoom()).toBe(false);
    writer.released(1);
    expect(writer.hasRoom()).toBe(true);
    expect(writer.ahead()).toBe(7);
  });
});
