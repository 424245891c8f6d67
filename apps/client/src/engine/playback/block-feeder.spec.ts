import { describe, expect, test } from '@jest/globals';
import { BlockFeeder } from './block-feeder.ts';
import { BlockPlayer } from './block-player.ts';
import { BlockProducer } from './block-producer.ts';
import { CountSource } from './count-source.fixture.ts';
import { allocateRing, PLAY_FRAMES, RING_SLOTS } from './ring-layout.ts';
import { RingReader } from './ring-reader.ts';
import { RingWriter } from './ring-writer.ts';

const QUANTUM = 128;

/** The whole way from renderer to loudspeaker; a render of one block takes `blockMs` of the trial clock. */
function setUp(frames = 2_000_000) {
  const buffers = allocateRing(RING_SLOTS, PLAY_FRAMES);
  const clock = { ms: 0, blockMs: 1 };
  const source = new CountSource(frames);
  const render = source.render.bind(source);
  source.render = (out) => {
    clock.ms += clock.blockMs;
    return render(out);
  };
  const producer = new BlockProducer(source, null);
  const levels: number[] = [];
  const feeder = new BlockFeeder({
    producer,
    writer: new RingWriter(buffers),
    onLevel: (blockId) => levels.push(blockId),
    now: () => clock.ms,
  });
  const player = new BlockPlayer(new RingReader(buffers));
  const fill = (): void => {
    while (feeder.feed());
  };
  const play = (quanta: number, feeding = true): Float32Array => {
    const out = new Float32Array(quanta * QUANTUM);
    for (let i = 0; i < quanta; i += 1) {
      if (feeding) feeder.feed();
      player.process(out.subarray(i * QUANTUM, (i + 1) * QUANTUM), new Float32Array(QUANTUM));
    }
    return out;
  };
  return { clock, source, producer, feeder, player, fill, play, levels };
}

const isRamp = (samples: Float32Array, from: number, gain = 1): boolean =>
  samples.every((value, i) => Math.abs(value - Math.fround(((from + i) / 1000) * gain)) < 0.01);

describe('BlockFeeder', () => {
  test('stays ahead by its lead and no further', () => {
    const { feeder, source, fill } = setUp();
    fill();
    expect(source.rendered).toBe(feeder.lead.blocks * PLAY_FRAMES);
    feeder.lead.underrun();
    fill();
    expect(source.rendered).toBe(32 * PLAY_FRAMES);
    feeder.lead.setBackground(true);
    fill();
    expect(source.rendered).toBe(48 * PLAY_FRAMES);
  });

  test('what is fed is played without a gap, every frame once', () => {
    const { player, play } = setUp();
    player.setPlaying(true);
    const out = play(600);
    const start = out.findIndex((value) => value > 0) - 1;
    expect(isRamp(out.subarray(Math.max(0, start)), 0)).toBe(true);
    expect(player.report().underruns).toBe(0);
  });

  test('a jump drops what was ready', () => {
    const { feeder, player, fill, play } = setUp();
    fill();
    player.setPlaying(true);
    play(10);
    feeder.jump(1_000_000);
    fill();
    const out = play(20);
    expect(isRamp(out.subarray(512, 1000), 1_000_000 + 256)).toBe(true);
  });

  test('a change is heard within a few blocks, without a gap and without a click', () => {
    const { feeder, source, player, fill, play } = setUp();
    fill();
    player.setPlaying(true);
    const before = play(20);
    source.gain = 0.5;
    feeder.splice();
    const after = play(200);
    const changedAt = after.findIndex((value, i) => value < ((before.length + i) / 1000) * 0.51);
    expect(changedAt).toBeGreaterThan(2 * PLAY_FRAMES - before.length);
    expect(changedAt).toBeLessThan(5 * PLAY_FRAMES);
    expect(isRamp(after.subarray(changedAt + 1000), before.length + changedAt + 1000, 0.5)).toBe(true);
    expect(player.report().underruns).toBe(0);
    let steepest = 0;
    for (let i = 1; i < after.length; i += 1)
      steepest = Math.max(steepest, Math.abs((after[i] ?? 0) - (after[i - 1] ?? 0)));
    expect(steepest).toBeLessThan(0.05);
  });

  test('a change that cannot be made in time is heard later, and nothing is lost', () => {
    const { feeder, source, producer, player, fill, play, clock } = setUp();
    fill();
    player.setPlaying(true);
    const before = play(20);
    const resume = producer.position;
    // The player goes on while the splice is being rendered, past the block that was to be replaced.
    const render = source.render.bind(source);
    source.render = (out) => {
      play(150, false);
      return render(out);
    };
    clock.blockMs = 400;
    feeder.splice();
    source.render = render;
    expect(producer.position).toBe(resume);
    const played = before.length + 150 * QUANTUM;
    expect(isRamp(play(300), played)).toBe(true);
    expect(player.report().underruns).toBe(0);
  });

  test('tells a level for every block', () => {
    const { fill, levels } = setUp(5 * PLAY_FRAMES);
    fill();
    expect(levels).toEqual([0, 1, 2, 3, 4]);
  });
});
