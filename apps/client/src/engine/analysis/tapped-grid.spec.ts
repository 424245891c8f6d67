import { describe, expect, test } from '@jest/globals';
import { SAMPLE_RATE } from '../types.ts';
import { detectOnsets } from './onsets.ts';
import { attacksFromOnsets, attacksOf, bpmOf, gridFromTaps } from './tapped-grid.ts';
import { clicksAt } from './test-tones.fixture.ts';
import type { BeatgridPoint } from './types.ts';
import { waveform } from './waveform.ts';

const BIN = 512;
const DURATION = 60;

/** Beats whose tempo wanders by 2 % over half a minute. */
function wanderingBeats(): number[] {
  const beats: number[] = [];
  for (let at = 0.4, k = 0; at < DURATION; k++) {
    beats.push(at);
    at += 0.5 * (1 + 0.02 * Math.sin(k / 10));
  }
  return beats;
}

function attacks(beats: readonly number[]) {
  const [level] = waveform(clicksAt(beats, DURATION), [BIN]);
  return attacksOf(level!.rms, BIN / SAMPLE_RATE);
}

function secondOf(grid: readonly BeatgridPoint[], beat: number): number {
  const next = Math.max(
    1,
    grid.findIndex(([at]) => at >= beat),
  );
  const [k0, s0] = grid[next - 1]!;
  const [k1, s1] = grid[next]!;
  return s0 + ((beat - k0) / (k1 - k0)) * (s1 - s0);
}

describe('gridFromTaps', () => {
  test('follows a wandering tempo to both ends from four late taps in the middle', () => {
    const beats = wanderingBeats();
    const taps = beats.slice(50, 54).map((second, index) => second + 0.03 + 0.01 * (index % 2));
    const grid = gridFromTaps(taps, attacks(beats), DURATION)!;
    expect(grid.length).toBeGreaterThan(2);
    for (let k = 2; k < beats.length - 2; k++)
      expect([k, Math.abs(secondOf(grid, k - 50) - beats[k]!) < 0.02]).toEqual([k, true]);
  });

  test('follows onsets more closely than levels that are drawn', () => {
    const beats = wanderingBeats();
    const onsets = attacksFromOnsets(detectOnsets(clicksAt(beats, DURATION)));
    const taps = beats.slice(50, 54).map((second) => second + 0.03);
    const grid = gridFromTaps(taps, onsets, DURATION)!;
    for (let k = 2; k < beats.length - 2; k++)
      expect([k, Math.abs(secondOf(grid, k - 50) - beats[k]!) < 0.012]).toEqual([k, true]);
  });

  test('goes on through a break at the tempo it had', () => {
    const beats = wanderingBeats();
    const sounding = beats.filter((_, k) => k < 60 || k > 68);
    const grid = gridFromTaps(beats.slice(20, 28), attacks(sounding), DURATION)!;
    for (const [k, most] of [
      [64, 0.06],
      [90, 0.02],
      [110, 0.02],
    ] as const)
      expect([k, Math.abs(secondOf(grid, k - 20) - beats[k]!) < most]).toEqual([k, true]);
  });

  test('without sound the taps decide, and left-out beats are counted', () => {
    const grid = gridFromTaps([10, 10.5, 11, 12, 12.5], null, 30)!;
    expect(bpmOf(grid)).toBeCloseTo(120, 6);
    expect(secondOf(grid, 0)).toBeCloseTo(10, 6);
    expect(grid[0]![1]).toBeGreaterThanOrEqual(0);
  });

  test('taps that are no tempo change nothing', () => {
    expect(gridFromTaps([1, 2, 3], null, 30)).toBeNull();
    expect(gridFromTaps([1, 1.01, 1.02, 1.03], null, 30)).toBeNull();
    expect(gridFromTaps([1, 9, 17, 25], null, 30)).toBeNull();
  });
});
