import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  barBeats,
  formatLength,
  formatPosition,
  parseLength,
  parsePosition,
  spokenLength,
  spokenStart,
} from './music-time.ts';

describe('positions', () => {
  test('are counted from one', () => {
    expect(formatPosition(144, [4, 4])).toBe('37.1.1');
    expect(formatPosition(5.5, [4, 4])).toBe('2.2.3');
    expect(formatPosition(3, [6, 8])).toBe('2.1.1');
  });

  test('are read as they are written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4000 }),
        fc.constantFrom([4, 4], [3, 4], [6, 8]),
        (sixteenths, raw) => {
          const signature = raw as [number, 4 | 8];
          const beat = (sixteenths * 4) / signature[1] / 4;
          expect(parsePosition(formatPosition(beat, signature), signature)).toBeCloseTo(beat, 9);
        },
      ),
    );
  });

  test('anything else is refused', () => {
    for (const text of ['', '0.1', 'bar 3', '1.2.3.4']) expect(parsePosition(text, [4, 4])).toBeNull();
  });
});

test('lengths are counted from nought', () => {
  expect(barBeats([6, 8])).toBe(3);
  expect(formatLength(32, [4, 4])).toBe('8.0.0');
  expect(formatLength(2.5, [4, 4])).toBe('0.2.2');
  expect(parseLength('8', [4, 4])).toBe(32);
  expect(parseLength('0.2.2', [4, 4])).toBe(2.5);
  expect(parseLength('0', [4, 4])).toBeNull();
});

test('places and lengths in words', () => {
  expect(spokenStart(144, [4, 4])).toBe('bar 37');
  expect(spokenStart(6, [4, 4])).toBe('bar 2 beat 3');
  expect(spokenLength(32, [4, 4])).toBe('8 bars');
  expect(spokenLength(6, [4, 4])).toBe('1 bar 2 beats');
  expect(spokenLength(0.5, [4, 4])).toBe('0.5 beats');
});
