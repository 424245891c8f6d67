import { describe, expect, test } from '@jest/globals';
import { COLUMNS, PLANE, SEGMENT_FRAMES } from './contract.ts';
import { referenceColumn, referenceInverse, type SparseValue } from './reference.fixture.ts';
import { SegmentSpectrum } from './segment-spectrum.ts';

const { abs, imul, max, sin } = Math;

/** Noise with a tone and a slope: nothing about it is symmetric, so that a mirrored pad in the wrong place shows. */
function signal(seed: number): Float32Array {
  let state = seed;
  const samples = new Float32Array(SEGMENT_FRAMES);
  for (let i = 0; i < SEGMENT_FRAMES; i++) {
    state = (imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    samples[i] = 0.2 * sin(i * 0.031) + 0.3 * (state / 2 ** 31 - 1) + i / SEGMENT_FRAMES;
  }
  return samples;
}

describe('SegmentSpectrum', () => {
  const spectrum = new SegmentSpectrum();

  test('is the transform by its definition, from the first column to the last', () => {
    const samples = signal(3);
    const planes = new Float32Array(4 * PLANE);
    spectrum.forward(samples, planes, 2);
    const bins = [0, 1, 2, 317, 1024, 2047];
    for (const column of [0, 1, 2, 170, 334, 335]) {
      const expected = referenceColumn(samples, column, bins);
      for (const [i, bin] of bins.entries()) {
        const at = 2 * PLANE + bin * COLUMNS + column;
        expect(planes[at]).toBeCloseTo(expected[i]!.re, 5);
        expect(planes[at + PLANE]).toBeCloseTo(expected[i]!.im, 5);
      }
    }
    expect(planes[PLANE + 5]).toBe(0);
  });

  test('goes back as it is described, at the ends too', () => {
    const values: SparseValue[] = [
      { column: 0, bin: 40, re: 0.7, im: -0.2 },
      { column: 1, bin: 0, re: 0.5, im: 9 },
      { column: 171, bin: 2047, re: -0.4, im: 0.3 },
      { column: 335, bin: 3, re: 0.2, im: 0.9 },
    ];
    const planes = new Float32Array(2 * PLANE);
    for (const { column, bin, re, im } of values) {
      planes[bin * COLUMNS + column] = re;
      planes[PLANE + bin * COLUMNS + column] = im;
    }
    const output = new Float32Array(SEGMENT_FRAMES).fill(0.25);
    spectrum.inverse(planes, 0, output);
    const frames = [0, 1, 777, 1023, 2559, 2560, 175_000, 176_111, 342_000, SEGMENT_FRAMES - 1];
    const expected = referenceInverse(values, frames);
    for (const [i, frame] of frames.entries()) expect(output[frame]! - 0.25).toBeCloseTo(expected[i]!, 5);
    expect(max(...expected.map(abs))).toBeGreaterThan(0.001);
  });

  test('there and back is where it was, but for the bin that the contract leaves out', () => {
    const samples = signal(8);
    const planes = new Float32Array(2 * PLANE);
    spectrum.forward(samples, planes, 0);
    const output = new Float32Array(SEGMENT_FRAMES);
    spectrum.inverse(planes, 0, output);
    let worst = 0;
    // The first and last 1,536 frames lean on columns that the contract drops.
    for (let i = 1536; i < SEGMENT_FRAMES - 1620; i++) worst = max(worst, abs(output[i]! - samples[i]!));
    expect(worst).toBeLessThan(0.03);
  });
});
