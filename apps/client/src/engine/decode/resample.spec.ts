import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createNoise } from '../alignment/music.fixture.ts';
import { createRealFft } from '../dsp/fft.ts';
import { sin, TAU } from '../dsp/math.ts';
import { designResampler, Resampler, type ResamplerDesign } from './resample.ts';

function design(rate: number): ResamplerDesign {
  const filter = designResampler(rate);
  if (filter === null) throw new Error('no filter');
  return filter;
}

function concat(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function convert(input: Float32Array, rate: number): Float32Array {
  const resampler = new Resampler(design(rate));
  return concat([resampler.push(input).slice(), resampler.end()]);
}

function tone(rate: number, hz: number, seconds: number): Float32Array {
  return Float32Array.from({ length: Math.round(rate * seconds) }, (_, i) => sin((TAU * hz * i) / rate));
}

/** Largest difference from the ideal signal in the middle. */
function error(output: Float32Array, ideal: Float32Array): number {
  let worst = 0;
  const margin = Math.floor(output.length / 5);
  for (let i = margin; i < output.length - margin; i++)
    worst = Math.max(worst, Math.abs((output[i] ?? 0) - (ideal[i] ?? 0)));
  return worst;
}

const decibels = (gain: number): number => 20 * Math.log10(gain);

/**
 * Frequency response of the whole filter, phases put back together: largest deviation in the pass band and largest gain in the stop
 * band, both in dB. What lies in the stop band is exactly what could fold or mirror into the pass band.
 */
function response(rate: number): { ripple: number; rejection: number } {
  const { up, taps, table } = design(rate);
  let size = 8;
  while (size < 6 * up * taps) size *= 2;
  const prototype = new Float64Array(size);
  for (let phase = 0; phase < up; phase++)
    for (let k = 0; k < taps; k++) prototype[(k + 1) * up - 1 - phase] = table[phase * taps + k]! / up;
  const fft = createRealFft(size);
  const re = new Float64Array(fft.bins);
  const im = new Float64Array(fft.bins);
  fft.forward(prototype, re, im);
  const lower = Math.min(rate, 44_100);
  const passEdge = (20_000 * lower) / 44_100;
  let ripple = 0;
  let leak = 0;
  for (let k = 0; k < fft.bins; k++) {
    const hz = (k * up * rate) / size;
    const gain = Math.hypot(re[k]!, im[k]!);
    if (hz <= passEdge) ripple = Math.max(ripple, Math.abs(decibels(gain)));
    if (hz >= lower - passEdge) leak = Math.max(leak, gain);
  }
  return { ripple, rejection: -decibels(leak) };
}

const RATES = [8000, 11_025, 16_000, 22_050, 24_000, 32_000, 48_000, 88_200, 96_000, 176_400, 192_000];

describe('resampling to 44.1 kHz', () => {
  const table: string[] = [];
  test.each(RATES)('from %i Hz: flat within 0.001 dB, aliases and images 110 dB down', (rate) => {
    const { ripple, rejection } = response(rate);
    table.push(`${String(rate).padStart(7)} Hz  ±${ripple.toFixed(6)} dB  −${rejection.toFixed(1)} dB`);
    expect(ripple).toBeLessThan(0.001);
    expect(rejection).toBeGreaterThan(110);
  });

  test('the measured figures are printed', () => {
    expect(table).toHaveLength(RATES.length);
    console.info(`Resampler: ripple to 20 kHz (or its share), aliases and images:\n${table.join('\n')}`);
  });

  test.each(RATES)('from %i Hz: tones keep level and instant', (rate) => {
    const edge = (20_000 / 44_100) * Math.min(rate, 44_100);
    for (const share of [0.01, 0.25, 0.5, 0.9, 1]) {
      const hz = edge * share;
      // A delay of a thousandth of a frame would show.
      expect([share, error(convert(tone(rate, hz, 0.1), rate), tone(44_100, hz, 0.1)) < 1e-4]).toEqual([
        share,
        true,
      ]);
    }
  });

  test.each(RATES)('from %i Hz: the length is exact', (rate) => {
    for (const frames of [1, 2, 100, 4801])
      expect(convert(new Float32Array(frames), rate)).toHaveLength(Math.ceil((frames * 44_100) / rate));
  });

  test('however the input is cut into blocks, every bit is the same', () => {
    const noise = createNoise(5);
    const input = Float32Array.from({ length: 3000 }, () => noise());
    const wholes = new Map(RATES.map((rate) => [rate, convert(input, rate)]));
    const cuts = fc.array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 900 })), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(fc.constantFrom(...RATES), cuts, (rate, sizes) => {
        const resampler = new Resampler(design(rate));
        const parts: Float32Array[] = [];
        let at = 0;
        for (const size of [...sizes, input.length]) {
          parts.push(resampler.push(input.subarray(at, at + size)).slice());
          at = Math.min(input.length, at + size);
        }
        parts.push(resampler.end());
        expect(Buffer.compare(Buffer.from(concat(parts).buffer), Buffer.from(wholes.get(rate)!.buffer))).toBe(
          0,
        );
      }),
      { numRuns: 60 },
    );
  });

  test('a fork goes on as its original', () => {
    const noise = createNoise(6);
    const input = Float32Array.from({ length: 2000 }, () => noise());
    const one = new Resampler(design(48_000));
    one.push(input.subarray(0, 777));
    const other = one.fork();
    expect(other.push(input.subarray(777))).toEqual(one.push(input.subarray(777)));
    expect(other.end()).toEqual(one.end());
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
