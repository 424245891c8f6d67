import { describe, expect, test } from '@jest/globals';
import { generateMix } from '../separation/generated-mix.fixture.ts';
import { analyseBeats } from './beats.ts';
import { clicksAt } from './test-tones.fixture.ts';
import type { BeatAnalysis } from './types.ts';

/** Second of a beat by straight lines between the points of the grid. */
function secondOf({ beatgrid }: BeatAnalysis, beat: number): number {
  const next = Math.max(
    1,
    Math.min(
      beatgrid.length - 1,
      beatgrid.findIndex(([at]) => at >= beat),
    ),
  );
  const [k0, s0] = beatgrid[next - 1]!;
  const [k1, s1] = beatgrid[next]!;
  return s0 + ((beat - k0) / (k1 - k0)) * (s1 - s0);
}

const every = (period: number, offset: number, duration: number) =>
  Array.from({ length: Math.ceil((duration - offset) / period) }, (_, k) => offset + k * period);

describe('analyseBeats', () => {
  test.each([63, 84.5, 97.3, 120, 128, 150, 174])('finds %d BPM and the grid of a click track', (bpm) => {
    const period = 60 / bpm;
    const clicks = every(period, 0.237, 24);
    const found = analyseBeats(clicksAt(clicks, 24));
    expect(Math.abs(found.bpm / bpm - 1)).toBeLessThan(0.001);
    expect(found.beatgrid).toHaveLength(2);
    expect(found.confidence).toBeGreaterThan(0.8);
    const first = Math.round((secondOf(found, 0) - 0.237) / period);
    for (const k of [0, 4, 8, 16]) {
      expect(Math.abs(secondOf(found, k) - clicks[first + k]!)).toBeLessThan(0.01);
    }
    expect(first % 4).toBe(0);
  });

  test.each([
    [84, false],
    [105, true],
    [126.5, false],
    [140, true],
  ])('finds tempo, grid and bar of a piece at %d BPM', (bpm, plucked) => {
    const { mix } = generateMix({ seed: 5, bpm, root: 33, progression: [0, 5, 7, 3], seconds: 14, plucked });
    const found = analyseBeats(mix);
    expect(Math.abs(found.bpm / bpm - 1)).toBeLessThan(0.001);
    const bar = 240 / bpm;
    const bars = secondOf(found, 0) / bar;
    expect(Math.abs(bars - Math.round(bars)) * bar).toBeLessThan(0.01);
  });

  test('follows a tempo that changes', () => {
    const slow = every(0.6, 0.3, 12);
    const fast = every(0.5, slow.at(-1)! + 0.5, 24);
    const clicks = [...slow, ...fast];
    const found = analyseBeats(clicksAt(clicks, 24));
    expect(found.beatgrid.length).toBeGreaterThan(2);
    const first = clicks.findIndex((second) => Math.abs(second - secondOf(found, 0)) < 0.02);
    expect(first).toBeGreaterThanOrEqual(0);
    for (const k of [1, 5, 24, 32]) {
      expect(Math.abs(secondOf(found, k) - clicks[first + k]!)).toBeLessThan(0.015);
    }
  });

  test.each([0, 100, 44_100])('says that %d silent frames have no pulse', (frames) => {
    const silent = { left: new Float32Array(frames), right: new Float32Array(frames) };
    const found = analyseBeats(silent);
    expect(found.confidence).toBe(0);
    expect(found.beatgrid.length).toBeGreaterThanOrEqual(2);
  });

  test('grids are what a recipe accepts: ascending, seconds not negative', () => {
    const { beatgrid } = analyseBeats(clicksAt(every(0.5, 0.001, 10), 10));
    for (let i = 1; i < beatgrid.length; i++) {
      expect(beatgrid[i]![0]).toBeGreaterThan(beatgrid[i - 1]![0]);
      expect(beatgrid[i]![1]).toBeGreaterThan(beatgrid[i - 1]![1]);
    }
    expect(beatgrid[0]![1]).toBeGreaterThanOrEqual(0);
  });
});
