import { describe, expect, test } from '@jest/globals';
import { printInk, printRings } from './print-arcs.ts';

describe('a print', () => {
  test('has a ring for each source above the cut and for each stem below it', () => {
    const [ring] = printRings([[[0, 0.5]]], 'upper');
    // One ring 57 wide in the middle of 31 … 88: radius 59.5, slid 7 to the left and 3 up.
    expect(ring).toEqual({
      width: 57,
      guide: 'M33.5 97.0A59.5 59.5 0 0 1 152.5 97.0',
      arcs: ['M33.5 97.0A59.5 59.5 0 0 1 92.3 37.5'],
    });
    expect(printRings([[[0, 1]]], 'lower')[0]?.guide).toBe('M47.5 103.0A59.5 59.5 0 0 0 166.5 103.0');
  });

  test('has its rings side by side and inside of each other', () => {
    const rings = printRings([[], [], []], 'lower');
    expect(rings.map(({ width }) => width)).toEqual([17, 17, 17]);
    expect(rings.map(({ guide }) => /A(\S+)/.exec(guide)?.[1])).toEqual(['79.5', '59.5', '39.5']);
    expect(printRings([], 'upper')).toEqual([]);
  });

  test('gets lighter source by source', () => {
    expect([printInk(0, 1), printInk(0, 3), printInk(1, 3), printInk(2, 3)]).toEqual([96, 96, 67, 38]);
  });
});
