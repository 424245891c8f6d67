import { describe, expect, test } from '@jest/globals';
import { DeviceResampler } from './device-resampler.ts';

const FRAMES = 44_100;
const DELAY = 32 / 44_100;

function tone(hz: number, rate: number, frames: number, delay = 0): Float32Array {
  return Float32Array.from({ length: frames }, (_, i) => Math.sin(2 * Math.PI * hz * (i / rate - delay)));
}

function resampled(input: Float32Array, rate: number, step: number): Float32Array {
  const resampler = new DeviceResampler(rate);
  const parts: Float32Array[] = [];
  for (let from = 0; from < input.length; from += step) {
    const part = input.subarray(from, from + step);
    parts.push(resampler.process(part, part, part.length).left);
  }
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Level of the difference against the wanted tone, in dB, away from the ends. */
function errorDb(output: Float32Array, wanted: Float32Array): number {
  let error = 0;
  for (let i = 2000; i < output.length - 2000; i += 1) error += ((output[i] ?? 0) - (wanted[i] ?? 0)) ** 2;
  return 10 * Math.log10(error / (output.length - 4000) / 0.5);
}

describe('DeviceResampler', () => {
  test.each([
    [48_000, 1000],
    [48_000, 15_000],
    [96_000, 10_000],
    [32_000, 5000],
    [22_050, 3000],
  ])('at %i Hz keeps a tone of %i Hz', (rate, hz) => {
    const output = resampled(tone(hz, 44_100, FRAMES), rate, 2048);
    expect(Math.abs(output.length - rate)).toBeLessThanOrEqual(1);
    expect(errorDb(output, tone(hz, rate, output.length, DELAY))).toBeLessThan(-60);
  });

  test('removes what the device cannot carry', () => {
    const output = resampled(tone(15_000, 44_100, FRAMES), 22_050, 2048);
    const power = output.subarray(2000, -2000).reduce((sum, value) => sum + value * value, 0);
    expect(10 * Math.log10(power / output.length)).toBeLessThan(-60);
  });

  test('gives the same however the input is cut', () => {
    const input = tone(440, 44_100, 10_000);
    expect([...resampled(input, 48_000, 10_000)]).toEqual([...resampled(input, 48_000, 333)]);
  });

  test('after a reset nothing is left of what came before', () => {
    const resampler = new DeviceResampler(48_000);
    const noise = Float32Array.from({ length: 500 }, (_, i) => (i % 7) - 3);
    resampler.process(noise, noise, 500);
    resampler.reset();
    const silence = new Float32Array(500);
    expect(Math.max(...resampler.process(silence, silence, 500).left)).toBe(0);
  });
});
