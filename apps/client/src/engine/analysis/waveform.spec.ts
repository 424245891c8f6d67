import { expect, test } from '@jest/globals';
import { coarserLevel, waveform } from './waveform.ts';

const pcm = {
  left: Float32Array.of(0, 0.5, -0.25, 0, 1),
  right: Float32Array.of(0, 0.5, 0.75, 0, -0.5),
};

test('takes peak and RMS over both channels, at every resolution asked for', () => {
  const [fine, coarse] = waveform(pcm, [2, 100]);
  expect(fine!.framesPerBin).toBe(2);
  expect(Array.from(fine!.peak)).toEqual([0.5, 0.75, 1]);
  expect(fine!.rms[0]).toBeCloseTo(Math.sqrt(0.125), 6);
  expect(fine!.rms[2]).toBeCloseTo(Math.sqrt(0.625), 6);
  expect(Array.from(coarse!.peak)).toEqual([1]);
  expect(coarse!.rms[0]).toBeCloseTo(Math.sqrt(2.375 / 10), 6);
});

test('an empty recording has no bins', () => {
  const empty = { left: new Float32Array(0), right: new Float32Array(0) };
  expect(waveform(empty, [256])[0]!.peak).toHaveLength(0);
});

test.each([0, -1, 1.5, Number.NaN])('refuses %d frames per bin', (size) => {
  expect(() => waveform(pcm, [size])).toThrow(RangeError);
});

test('a coarser level is what the sound itself would give, also in a last bin that is not full', () => {
  const [fine, coarse] = waveform(pcm, [1, 2]);
  const made = coarserLevel(fine!, 2, 5);
  expect(made.peak).toEqual(coarse!.peak);
  for (const [bin, rms] of coarse!.rms.entries()) expect(made.rms[bin]).toBeCloseTo(rms, 6);
  expect(() => coarserLevel(coarse!, 3, 5)).toThrow(RangeError);
});
