import { describe, expect, test } from '@jest/globals';
import { sin, TAU } from '../dsp/math.ts';
import { designResampler, resample } from './resample.ts';

function tone(rate: number, hz: number, seconds: number): Float32Array {
  return Float32Array.from({ length: Math.round(rate * seconds) }, (_, i) => sin((TAU * hz * i) / rate));
}

function convert(input: Float32Array, rate: number): Float32Array {
  const filter = designResampler(rate);
  if (filter === null) throw new Error('no filter');
  return resample(input, filter);
}

/** Level of everything in the middle of a signal, in dB against a full-scale sine. */
function level(signal: Float32Array): number {
  let power = 0;
  const margin = Math.floor(signal.length / 5);
  for (let i = margin; i < signal.length - margin; i++) power += (signal[i] ?? 0) ** 2;
  return 10 * Math.log10((2 * power) / (signal.length - 2 * margin) + 1e-30);
}

/** Largest difference from the ideal signal in the middle. */
function error(output: Float32Array, ideal: Float32Array): number {
  let worst = 0;
  const margin = Math.floor(output.length / 5);
  for (let i = margin; i < output.length - margin; i++)
    worst = Math.max(worst, Math.abs((output[i] ?? 0) - (ideal[i] ?? 0)));
  return worst;
}

const RATES = [8000, 11_025, 16_000, 22_050, 24_000, 32_000, 48_000, 88_200, 96_000, 176_400, 192_000];

describe('resampling to 44.1 kHz', () => {
  test.each(RATES)('from %i Hz: the pass band keeps level and instant', (rate) => {
    const edge = (20_000 / 44_100) * Math.min(rate, 44_100);
    for (const share of [0.01, 0.25, 0.5, 0.9, 1]) {
      const hz = edge * share;
      const output = convert(tone(rate, hz, 0.2), rate);
      // 0.00115 is 0.01 dB; a delay of a thousandth of a frame would show as well.
      expect([share, error(output, tone(44_100, hz, 0.2)) < 0.00115]).toEqual([share, true]);
    }
  });

  test.each([88_200, 96_000, 176_400, 192_000])('from %i Hz: what lies above the band is gone', (rate) => {
    for (const hz of [24_200, 26_000, 30_000, 40_000, rate / 2 - 500])
      expect([hz, level(convert(tone(rate, hz, 0.2), rate)) < -110]).toEqual([hz, true]);
  });

  test.each([8000, 22_050, 32_000])('from %i Hz: images above the old band are gone', (rate) => {
    const hz = 0.4 * rate;
    const output = convert(tone(rate, hz, 0.2), rate);
    const ideal = tone(44_100, hz, 0.2);
    expect(level(output.map((value, i) => value - (ideal[i] ?? 0)))).toBeLessThan(-100);
  });

  test('a constant stays what it is, to the ends less half the filter', () => {
    const output = convert(new Float32Array(4800).fill(0.5), 48_000);
    expect(output).toHaveLength(4410);
    expect(Math.max(...output.slice(60, -60))).toBeCloseTo(0.5, 6);
    expect(Math.min(...output.slice(60, -60))).toBeCloseTo(0.5, 6);
  });

  test('a rate that only a damaged header has is refused at once', () => {
    expect(designResampler(44_101)).toBeNull();
  });
});
