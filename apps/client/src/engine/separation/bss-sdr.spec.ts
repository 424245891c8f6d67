import { expect, test } from '@jest/globals';
import { bssSdr } from './bss-sdr.ts';

const pcm = (left: number[], right: number[]) => ({
  left: Float32Array.from(left),
  right: Float32Array.from(right),
});

test('compares the energy of the signal with that of the error, over both channels', () => {
  const truth = pcm([1, -1, 1], [0, 0, 1]);
  expect(bssSdr(truth, pcm([1, -1, 1], [0, 0, 0.5]))).toBeCloseTo(10 * Math.log10(16), 9);
  expect(bssSdr(truth, pcm([0, 0, 0], [0, 0, 0]))).toBeCloseTo(0, 9);
});

test('knows the limits', () => {
  const truth = pcm([1], [0]);
  const silent = pcm([0], [0]);
  expect(bssSdr(truth, truth)).toBe(Infinity);
  expect(bssSdr(silent, silent)).toBe(Infinity);
  expect(bssSdr(silent, truth)).toBe(-Infinity);
  expect(() => bssSdr(truth, pcm([1, 0], [0, 0]))).toThrow(RangeError);
});
