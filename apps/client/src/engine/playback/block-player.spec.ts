import { describe, expect, test } from '@jest/globals';
import { BlockPlayer } from './block-player.ts';
import { allocateRing } from './ring-layout.ts';
import { RingReader } from './ring-reader.ts';
import { RingWriter } from './ring-writer.ts';

const FRAMES = 1000;
const QUANTUM = 128;

function setUp(): { writer: RingWriter; player: BlockPlayer } {
  const buffers = allocateRing(16, FRAMES);
  return { writer: new RingWriter(buffers), player: new BlockPlayer(new RingReader(buffers)) };
}

/** Each sample tells its timeline frame, in thousandths. */
function write(
  writer: RingWriter,
  timelineFrame: number,
  options: { last?: boolean; deviceFrames?: number } = {},
): void {
  const { last = false, deviceFrames = FRAMES } = options;
  const left = Float32Array.from({ length: FRAMES }, (_, i) => (timelineFrame + i) / 1000);
  writer.write({ timelineFrame, timelineFrames: FRAMES, deviceFrames, last, left, right: left });
}

function play(player: BlockPlayer, quanta: number): Float32Array {
  const out = new Float32Array(quanta * QUANTUM);
  const right = new Float32Array(QUANTUM);
  for (let i = 0; i < quanta; i += 1) player.process(out.subarray(i * QUANTUM, (i + 1) * QUANTUM), right);
  return out;
}

/** Steepest step between neighbouring samples: what clicks. */
function steepest(samples: Float32Array): number {
  let most = 0;
  for (let i = 1; i < samples.length; i += 1)
    most = Math.max(most, Math.abs((samples[i] ?? 0) - (samples[i - 1] ?? 0)));
  return most;
}

describe('BlockPlayer', () => {
  test('plays the beginning of a piece sample for sample', () => {
    const { writer, player } = setUp();
    for (const frame of [0, 1000, 2000]) write(writer, frame);
    player.setPlaying(true);
    const out = play(player, 10);
    expect([...out]).toEqual([...Float32Array.from({ length: 1280 }, (_, i) => i / 1000)]);
    expect(player.report()).toMatchObject({
      frame: 1280,
      playing: true,
      buffering: false,
      ended: false,
      underruns: 0,
      blockId: 1,
      heard: [{ from: 0, to: 1280 }],
    });
  });

  test('is silent and hears nothing until it is told to play, and until two blocks are ready', () => {
    const { writer, player } = setUp();
    write(writer, 0);
    expect(Math.max(...play(player, 4))).toBe(0);
    player.setPlaying(true);
    expect(Math.max(...play(player, 4))).toBe(0);
    expect(player.report()).toMatchObject({ buffering: true, underruns: 0, heard: [] });
    write(writer, 1000);
    play(player, 1);
    expect(player.report().heard).toEqual([{ from: 0, to: QUANTUM }]);
  });

  test('fades out at a pause, stays where it is, and goes on from there', () => {
    const { writer, player } = setUp();
    for (const frame of [0, 1000, 2000]) write(writer, frame);
    player.setPlaying(true);
    play(player, 4);
    player.setPlaying(false);
    const faded = play(player, 4);
    expect(steepest(faded)).toBeLessThan(0.01);
    expect(faded[256]).toBe(0);
    const { frame } = player.report();
    expect(frame).toBe(512 + 256);
    play(player, 20);
    expect(player.report()).toMatchObject({ frame, heard: [], underruns: 0 });
    player.setPlaying(true);
    play(player, 1);
    expect(player.report().heard).toEqual([{ from: frame, to: frame + QUANTUM }]);
  });

  test('jumps with a fade and hears the old place only as long as it sounded', () => {
    const { writer, player } = setUp();
    for (const frame of [0, 1000]) write(writer, frame);
    player.setPlaying(true);
    play(player, 2);
    writer.flush();
    for (const frame of [50_000, 51_000]) write(writer, frame);
    const out = play(player, 4);
    expect(out[256 + 64]).toBeCloseTo(50.064, 3);
    expect(player.report().heard).toEqual([
      { from: 0, to: 512 },
      { from: 50_000, to: 50_256 },
    ]);
  });

  test('counts a gap once, hears nothing in it, and does not click', () => {
    const { writer, player } = setUp();
    for (const frame of [0, 1000]) write(writer, frame);
    player.setPlaying(true);
    const out = play(player, 40);
    expect(player.report()).toMatchObject({ underruns: 1, buffering: true, heard: [{ from: 0, to: 2000 }] });
    expect(steepest(out.subarray(1990))).toBeLessThan(0.11);
    expect(out.at(-1)).toBe(0);
    for (const frame of [2000, 3000]) write(writer, frame);
    play(player, 8);
    expect(player.report()).toMatchObject({
      underruns: 1,
      buffering: false,
      heard: [{ from: 2000, to: 3024 }],
    });
  });

  test('a jump while nothing is ready is no gap', () => {
    const { writer, player } = setUp();
    for (const frame of [0, 1000]) write(writer, frame);
    player.setPlaying(true);
    play(player, 2);
    writer.flush();
    play(player, 20);
    expect(player.report()).toMatchObject({ underruns: 0, buffering: true });
  });

  test('stops at the end and says so', () => {
    const { writer, player } = setUp();
    write(writer, 0);
    write(writer, 1000, { last: true });
    player.setPlaying(true);
    play(player, 20);
    expect(player.report()).toMatchObject({
      playing: false,
      ended: true,
      underruns: 0,
      frame: 2000,
      heard: [{ from: 0, to: 2000 }],
    });
  });

  test('reports a loop as two stretches', () => {
    const { writer, player } = setUp();
    for (const frame of [0, 1000, 0, 1000]) write(writer, frame);
    player.setPlaying(true);
    play(player, 24);
    expect(player.report().heard).toEqual([
      { from: 0, to: 2000 },
      { from: 0, to: 1072 },
    ]);
  });

  test('counts the timeline, not the device, when rates differ', () => {
    const { writer, player } = setUp();
    for (const frame of [0, 1000, 2000]) write(writer, frame, { deviceFrames: 500 });
    player.setPlaying(true);
    play(player, 8);
    expect(player.report().heard).toEqual([{ from: 0, to: 2048 }]);
  });
});
