import { describe, expect, test } from '@jest/globals';
import { Stft, createRealFft, createWindow, type WindowShape } from './fft.ts';
import { TAU, cos, sin } from './math.ts';

function noise(length: number, seed = 1): Float64Array {
  let state = seed >>> 0;
  return Float64Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

function directTransform(input: Float64Array): { re: Float64Array; im: Float64Array } {
  const bins = input.length / 2 + 1;
  const re = new Float64Array(bins);
  const im = new Float64Array(bins);
  for (let k = 0; k < bins; k++) {
    for (let n = 0; n < input.length; n++) {
      const angle = (TAU * ((k * n) % input.length)) / input.length;
      re[k] = re[k]! + input[n]! * cos(angle);
      im[k] = im[k]! - input[n]! * sin(angle);
    }
  }
  return { re, im };
}

function largestDifference(a: Float64Array, b: Float64Array): number {
  return a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i]!)), 0);
}

describe('createRealFft', () => {
  test.each([8, 16, 32, 64, 128, 256, 512])('agrees with the definition at %i samples', (size) => {
    const input = noise(size, size);
    const fft = createRealFft(size);
    const re = new Float64Array(fft.bins);
    const im = new Float64Array(fft.bins);
    fft.forward(input, re, im);
    const expected = directTransform(input);
    expect(largestDifference(re, expected.re)).toBeLessThan(1e-10);
    expect(largestDifference(im, expected.im)).toBeLessThan(1e-10);
  });

  test.each([8, 32, 4096, 8192])('inverse undoes forward at %i samples', (size) => {
    const input = noise(size, 7);
    const fft = createRealFft(size);
    const re = new Float64Array(fft.bins);
    const im = new Float64Array(fft.bins);
    const output = new Float64Array(size);
    fft.forward(input, re, im);
    fft.inverse(re, im, output);
    expect(largestDifference(output, input)).toBeLessThan(1e-13);
  });

  test('reads from an offset and keeps no state between calls', () => {
    const input = noise(64, 3);
    const fft = createRealFft(16);
    const re = new Float64Array(9);
    const im = new Float64Array(9);
    fft.forward(input, re, im, 40);
    fft.forward(input, re, im, 5);
    const expected = directTransform(input.slice(5, 21));
    expect(largestDifference(re, expected.re)).toBeLessThan(1e-12);
    expect(largestDifference(im, expected.im)).toBeLessThan(1e-12);
  });

  test.each([0, 4, 12, 1000, 8.5, 1 << 23])('refuses %d samples', (size) => {
    expect(() => createRealFft(size)).toThrow(RangeError);
  });
});

describe('Stft', () => {
  test.each<[WindowShape, number, number]>([
    ['hann', 1024, 256],
    ['sine', 1024, 512],
    ['sine', 4096, 1024],
  ])('rebuilds noise through a %s window of %i with hop %i', (shape, size, hop) => {
    const input = noise(3 * size + 77, 11);
    const output = new Float64Array(input.length);
    const stft = new Stft(size, hop, shape);
    const re = new Float64Array(stft.bins);
    const im = new Float64Array(stft.bins);
    for (let start = hop - size; start < input.length; start += hop) {
      stft.analyse(input, start, re, im);
      stft.synthesise(re, im, output, start);
    }
    expect(largestDifference(output, input)).toBeLessThan(1e-12);
  });

  test('puts a tone into its bin', () => {
    const input = Float64Array.from({ length: 256 }, (_, i) => cos((TAU * 10 * i) / 256));
    const stft = new Stft(256, 64, 'hann');
    const re = new Float64Array(stft.bins);
    const im = new Float64Array(stft.bins);
    stft.analyse(input, 0, re, im);
    expect(re[10]).toBeCloseTo(64, 9);
    expect(re[9]).toBeCloseTo(-32, 9);
    expect(Math.abs(re[20]!)).toBeLessThan(1e-9);
  });

  test('refuses a hop that cannot be rebuilt', () => {
    expect(() => new Stft(1024, 512, 'hann')).toThrow(RangeError);
    expect(() => new Stft(1024, 300, 'sine')).toThrow(RangeError);
  });
});

test('windows are periodic', () => {
  expect(createWindow('hann', 8)[0]).toBe(0);
  expect(createWindow('hann', 8)[4]).toBe(1);
  expect(createWindow('sine', 8)[3]).toBe(createWindow('sine', 8)[4]);
});
