import { describe, expect, test } from '@jest/globals';
import { textFaults } from './text-faults.ts';

describe('text that cannot be kept', () => {
  test('is named by its path, in values and in names of fields', () => {
    expect(textFaults({ a: [{ b: 'x\u0000' }, 'ok'], c: '\ud800' })).toEqual([
      { message: expect.stringContaining('lone surrogate'), path: ['c'] },
      { message: expect.stringContaining('U+0000'), path: ['a', '0', 'b'] },
    ]);
    expect(textFaults({ a: { '\u0000': 1 } })).toEqual([
      { message: expect.stringMatching(/^has a field whose name .*U\+0000/), path: ['a'] },
    ]);
    expect(textFaults('\udc00')).toEqual([{ message: expect.stringContaining('surrogate'), path: [] }]);
  });

  test('leaves everything else alone', () => {
    expect(textFaults({ title: 'Ängste 🎛 \ud83c\udf9b', n: 1, none: null, list: [true, 'ü'] })).toEqual([]);
    expect([textFaults(undefined), textFaults(7), textFaults('')]).toEqual([[], [], []]);
  });

  test('goes no deeper than any document does, and names 50 faults at most', () => {
    const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));
    expect(textFaults(nested(64))).toEqual([]);
    expect(textFaults(nested(65))).toEqual([
      { message: expect.stringContaining('64'), path: Array.from({ length: 64 }, () => '0') },
    ]);
    expect(textFaults(nested(30_000))).toHaveLength(1);
    const many = Array.from({ length: 500 }, () => ['\u0000']);
    expect(textFaults(many)).toHaveLength(50);
  });
});
