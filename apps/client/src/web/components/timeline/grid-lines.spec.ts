import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gridSteps } from './grid-lines.ts';

describe('gridSteps', () => {
  test('shows beats and bars at a middling zoom', () => {
    expect(gridSteps(20, 4)).toEqual({ minor: 1, major: 4, label: 4 });
  });

  test('shows whole bars only when beats would run together', () => {
    expect(gridSteps(3, 4)).toEqual({ minor: 8, major: 16, label: 16 });
  });

  test('never draws lines closer than can be told apart, and labels only bars', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 400, noNaN: true }), fc.constantFrom(3, 4, 6), (px, bar) => {
        const { minor, major, label } = gridSteps(px, bar);
        expect(minor * px).toBeGreaterThanOrEqual(16);
        expect(major).toBeGreaterThanOrEqual(minor);
        expect(label * px).toBeGreaterThanOrEqual(44);
        expect(label % bar).toBe(0);
      }),
    );
  });
});
