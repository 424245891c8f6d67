import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SAMPLE_RATE, type StereoPcm } from '../types.ts';
import { LoudnessMeter, type LoudnessReport } from './loudness-meter.ts';
import { dbToGain, gainToDb, PI, sin, TAU } from './math.ts';
import { TruePeakMeter } from './true-peak.ts';

const HZ = 1000;
const CYCLE = Float32Array.from({ length: SAMPLE_RATE }, (_, i) => sin((TAU * i * HZ) / SAMPLE_RATE));

type Part = readonly [seconds: number, dbfs: number];
const SILENCE = -Infinity;

/** A stereo sine of 1 kHz whose level changes, as the EBU's test signals are made. */
function signal(parts: readonly Part[]): StereoPcm {
  const frames = parts.map(([seconds]) => Math.round(seconds * SAMPLE_RATE));
  const left = new Float32Array(frames.reduce((a, b) => a + b, 0));
  let at = 0;
  for (const [index, [, db]] of parts.entries()) {
    const gain = db === SILENCE ? 0 : dbToGain(db);
    for (const end = at + frames[index]!; at < end; at++) left[at] = gain * CYCLE[at % SAMPLE_RATE]!;
  }
  return { left, right: left };
}

function measure(parts: readonly Part[]): LoudnessReport {
  const pcm = signal(parts);
  const meter = new LoudnessMeter();
  meter.update(pcm, pcm.left.length);
  return meter.finish();
}

const repeated = (times: number, parts: readonly Part[]): Part[] =>
  Array.from({ length: times }, () => parts).flat();

describe('LoudnessMeter', () => {
  test('EBU Tech 3341 case 1: momentary, short term and integrated agree on a steady tone', () => {
    const { momentaryLufs, shortTermLufs, integratedLufs } = measure([[20, -23]]);
    for (const value of [momentaryLufs, shortTermLufs, integratedLufs])
      expect(Math.abs(value + 23)).toBeLessThan(0.1);
  });

  test('EBU Tech 3341 case 9: 1.34 s and 1.66 s in turns, short term −23', () => {
    expect(
      Math.abs(
        measure(
          repeated(5, [
            [1.34, -20],
            [1.66, -30],
          ]),
        ).shortTermLufs + 23,
      ),
    ).toBeLessThan(0.1);
  });

  test('EBU Tech 3341 case 12: 0.18 s and 0.22 s in turns, momentary −23', () => {
    expect(
      Math.abs(
        measure(
          repeated(25, [
            [0.18, -20],
            [0.22, -30],
          ]),
        ).momentaryLufs + 23,
      ),
    ).toBeLessThan(0.1);
  });

  test.each([0, 3, 7, 13, 19])(
    'EBU Tech 3341 cases 10 and 13, segment %i: maxima wherever they begin',
    (i) => {
      const short = measure([
        [i * 0.15, SILENCE],
        [3, -23],
        [1, SILENCE],
      ]);
      expect(Math.abs(short.shortTermLufs + 23)).toBeLessThan(0.1);
      const brief = measure([
        [i * 0.02, SILENCE],
        [0.4, -23],
        [1, SILENCE],
      ]);
      expect(Math.abs(brief.momentaryLufs + 23)).toBeLessThan(0.1);
    },
  );

  test.each<[string, Part[], number]>([
    [
      '1',
      [
        [20, -20],
        [20, -30],
      ],
      10,
    ],
    [
      '2',
      [
        [20, -20],
        [20, -15],
      ],
      5,
    ],
    [
      '3',
      [
        [20, -40],
        [20, -20],
      ],
      20,
    ],
    [
      '4',
      [
        [20, -50],
        [20, -35],
        [20, -20],
        [20, -35],
        [20, -50],
      ],
      15,
    ],
  ])('EBU Tech 3342 case %s: loudness range', (_, parts, expected) => {
    expect(Math.abs(measure(parts).rangeLu - expected)).toBeLessThan(1);
  });

  test.each([
    ['15', 4, 0, 0.5, -6],
    ['16', 4, 45, 0.5, -6],
    ['17', 6, 60, 0.5, -6],
    ['18', 8, 67.5, 0.5, -6],
    ['19', 4, 45, 1.41, 3],
  ])('EBU Tech 3341 case %s: true peak', (_, divisor, degrees, amplitude, expected) => {
    // Faded in and out: a tone that is cut off has higher peaks than the tone.
    const left = Float32Array.from({ length: 20_000 }, (__, i) => {
      const edge = Math.min(1, i / 2000, (20_000 - i) / 2000);
      return edge * amplitude * sin((TAU * i) / divisor + (degrees * PI) / 180);
    });
    const meter = new TruePeakMeter();
    meter.update({ left, right: left }, left.length);
    const db = gainToDb(meter.finish());
    expect(db).toBeLessThan(expected + 0.2);
    expect(db).toBeGreaterThan(expected - 0.4);
  });

  test('however sound is cut into pieces, the report is the same', () => {
    const whole = signal([
      [0.7, -20],
      [0.5, -9],
      [0.9, -31],
    ]);
    const expected = new LoudnessMeter();
    expected.update(whole, whole.left.length);
    const report = expected.finish();
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 1, maxLength: 12 }), (sizes) => {
        const meter = new LoudnessMeter();
        for (let from = 0, k = 0; from < whole.left.length; k++) {
          const part = { left: whole.left.subarray(from), right: whole.right.subarray(from) };
          const frames = Math.min(sizes[k % sizes.length]!, part.left.length);
          meter.update(part, frames);
          from += frames;
        }
        expect(meter.finish()).toEqual(report);
      }),
      { numRuns: 10 },
    );
  });
});
