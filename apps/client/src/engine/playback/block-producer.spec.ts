import { describe, expect, test } from '@jest/globals';
import { BlockProducer } from './block-producer.ts';
import { CountSource } from './count-source.fixture.ts';
import { DeviceResampler } from './device-resampler.ts';
import { PLAY_FRAMES } from './ring-layout.ts';

interface Played {
  readonly at: number;
  readonly frames: number;
  readonly last: boolean;
  readonly first: number;
}

function take(producer: BlockProducer, count: number): Played[] {
  return Array.from({ length: count }, () => {
    const block = producer.next();
    if (block === null) throw new Error('no block');
    const middle = block.left[Math.floor(block.timelineFrames / 2)] ?? NaN;
    const first = Math.round(middle * 1000) - Math.floor(block.timelineFrames / 2);
    return { at: block.timelineFrame, frames: block.timelineFrames, last: block.last, first };
  });
}

describe('BlockProducer', () => {
  test('cuts a source into blocks and marks the last one', () => {
    const producer = new BlockProducer(new CountSource(2 * PLAY_FRAMES + 100), null);
    expect(take(producer, 3)).toEqual([
      { at: 0, frames: PLAY_FRAMES, last: false, first: 0 },
      { at: PLAY_FRAMES, frames: PLAY_FRAMES, last: false, first: PLAY_FRAMES },
      { at: 2 * PLAY_FRAMES, frames: 100, last: true, first: 2 * PLAY_FRAMES },
    ]);
    expect(producer.next()).toBeNull();
    producer.seek(PLAY_FRAMES + 50);
    expect(take(producer, 1)[0]).toMatchObject({ at: PLAY_FRAMES + 50, last: false });
  });

  test('an empty remix is one empty last block', () => {
    const producer = new BlockProducer(new CountSource(0), null);
    expect(producer.next()).toMatchObject({ timelineFrames: 0, last: true });
  });

  test('ends a block at a loop’s end and goes on at its start, which is rendered once', () => {
    const source = new CountSource(100_000);
    const producer = new BlockProducer(source, null);
    producer.setLoop({ from: 10_000, to: 13_000 });
    producer.seek(12_000);
    const blocks = take(producer, 8);
    expect(blocks.map(({ at, frames }) => [at, frames])).toEqual([
      [12_000, 1000],
      ...Array.from({ length: 7 }, (_, i) => (i % 2 === 0 ? [10_000, 2048] : [12_048, 952])),
    ]);
    for (const { at, first } of blocks) expect(first).toBe(at);
    expect(source.rendered).toBe(1000 + 3000);
    expect(producer.position).toBe(12_048);
  });

  test('what changes in a loop is heard: after a jump it is rendered again', () => {
    const source = new CountSource(100_000);
    const producer = new BlockProducer(source, null);
    producer.setLoop({ from: 0, to: 3000 });
    take(producer, 5);
    source.gain = 2;
    producer.seek(producer.position);
    expect((producer.next()?.left[500] ?? 0) / 2).toBeCloseTo(2548 / 1000, 5);
  });

  test('leaving a loop goes on from where it was', () => {
    const source = new CountSource(100_000);
    const producer = new BlockProducer(source, null);
    producer.setLoop({ from: 0, to: 3000 });
    take(producer, 5);
    producer.setLoop(null);
    expect(take(producer, 2).map(({ at, first }) => [at, first])).toEqual([
      [2048, 2048],
      [4096, 4096],
    ]);
  });

  test('fades the seam of a loop', () => {
    const producer = new BlockProducer(new CountSource(100_000), null);
    producer.setLoop({ from: 10_000, to: 13_000 });
    producer.seek(12_000);
    const before = producer.next();
    expect(before?.left[999]).toBe(0);
    expect(before?.left[999 - 64]).toBeCloseTo(12.935, 3);
    const after = producer.next();
    expect(after?.left[0]).toBe(0);
    expect(after?.left[64]).toBeCloseTo(10.064, 3);
  });

  test('a loop behind the end is no loop', () => {
    const producer = new BlockProducer(new CountSource(1000), null);
    producer.setLoop({ from: 5000, to: 9000 });
    expect(take(producer, 1)).toMatchObject([{ at: 0, frames: 1000, last: true }]);
  });

  test('at another rate blocks keep their place on the timeline', () => {
    const producer = new BlockProducer(new CountSource(10_240), new DeviceResampler(48_000));
    let device = 0;
    for (let i = 0; i < 5; i += 1) {
      const block = producer.next();
      expect(block?.timelineFrame).toBe(i * PLAY_FRAMES);
      expect(block?.left).toHaveLength(block?.deviceFrames ?? -1);
      device += block?.deviceFrames ?? 0;
    }
    expect(Math.abs(device - (10_240 * 48_000) / 44_100)).toBeLessThan(1);
  });
});
