import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { beatAtSecond, compactWarp, firstDownbeat, secondAtBeat, warpOf, type Warp } from './source-grid.ts';

const DRIFTING: Warp = Array.from({ length: 200 }, (_, beat) => [
  beat,
  0.4 + beat * 0.5 + 0.05 * Math.sin(beat / 9),
]);

describe('warpOf', () => {
  test('a steady grid needs two points, however many were measured', () => {
    const beatgrid: Warp = Array.from({ length: 100 }, (_, beat) => [beat, 1 + beat * 0.5]);
    expect(warpOf({ beatgrid, durationMs: 60_000 })).toEqual([
      [0, 1],
      [99, 50.5],
    ]);
  });

  test('a drifting grid is kept to two milliseconds with fewer points', () => {
    const warp = warpOf({ beatgrid: DRIFTING, durationMs: 120_000 }) ?? [];
    expect(warp.length).toBeLessThan(DRIFTING.length / 2);
    for (const [beat, second] of DRIFTING)
      expect(Math.abs(secondAtBeat(warp, beat) - second)).toBeLessThan(0.0021);
  });

  test('without a grid the tempo serves, and without a tempo nothing', () => {
    expect(warpOf({ bpm: 120, durationMs: 60_000 })).toEqual([
      [0, 0],
      [120, 60],
    ]);
    expect(warpOf({ durationMs: 60_000 })).toBeUndefined();
  });
});

test('beats and seconds are each other’s inverse', () => {
  fc.assert(
    fc.property(fc.double({ min: -50, max: 260, noNaN: true }), (beat) => {
      expect(beatAtSecond(DRIFTING, secondAtBeat(DRIFTING, beat))).toBeCloseTo(beat, 6);
    }),
  );
});

test('a compact warp says the same of what a clip plays', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 150 }), fc.integer({ min: 1, max: 40 }), (from, length) => {
      const second = secondAtBeat(DRIFTING, from + 0.3);
      const compact = compactWarp(DRIFTING, second, length);
      expect(compact.length).toBeLessThanOrEqual(length + 3);
      expect(compact.length).toBeGreaterThanOrEqual(2);
      for (const part of [0, 0.5, 1]) {
        const beat = from + 0.3 + part * length;
        expect(secondAtBeat(compact, beat)).toBeCloseTo(secondAtBeat(DRIFTING, beat), 9);
      }
    }),
  );
});

test('the first downbeat is the first bar line that the recording holds', () => {
  expect(
    firstDownbeat(
      [
        [-2, 0.3],
        [10, 6.3],
      ],
      4,
    ),
  ).toBe(0);
  expect(
    firstDownbeat(
      [
        [0, 4],
        [10, 9],
      ],
      4,
    ),
  ).toBe(-8);
});
