import { describe, expect, test } from '@jest/globals';
import { TAU, dbToGain, sin } from '../dsp/math.ts';
import { SAMPLE_RATE } from '../types.ts';
import { measureLoudness } from './loudness.ts';

/** One second of a sine at full scale; frequencies are whole numbers, so it repeats without a seam. */
const CYCLE = Float32Array.from({ length: SAMPLE_RATE }, (_, i) => sin((TAU * i) / SAMPLE_RATE));

function tone(levelsDb: readonly [seconds: number, db: number][], hz = 997): Float32Array {
  const total = levelsDb.reduce((sum, [seconds]) => sum + Math.round(seconds * SAMPLE_RATE), 0);
  const channel = new Float32Array(total);
  let at = 0;
  for (const [seconds, db] of levelsDb) {
    const gain = dbToGain(db);
    for (const end = at + Math.round(seconds * SAMPLE_RATE); at < end; at++) {
      channel[at] = gain * CYCLE[(at * hz) % SAMPLE_RATE]!;
    }
  }
  return channel;
}

const both = (channel: Float32Array) => ({ left: channel, right: channel });

describe('measureLoudness', () => {
  test('a 0 dBFS sine of 997 Hz in one channel reads −3.01 LKFS (BS.1770-4 Annex 1)', () => {
    const left = tone([[3, 0]]);
    const { integratedLufs } = measureLoudness({ left, right: new Float32Array(left.length) });
    expect(integratedLufs).toBeCloseTo(-3.01, 1.7);
  });

  // EBU Tech 3341 §2.9, minimum requirements for test signals 1 to 5: stereo sine, ±0.1 LU.
  test.each<[string, [number, number][], number]>([
    ['1', [[20, -23]], -23],
    ['2', [[20, -33]], -33],
    [
      '3',
      [
        [10, -36],
        [60, -23],
        [10, -36],
      ],
      -23,
    ],
    [
      '4',
      [
        [10, -72],
        [10, -36],
        [60, -23],
        [10, -36],
        [10, -72],
      ],
      -23,
    ],
    [
      '5',
      [
        [20, -26],
        [20.1, -20],
        [20, -26],
      ],
      -23,
    ],
  ])('EBU Tech 3341 case %s', (_, levels, expected) => {
    const { integratedLufs } = measureLoudness(both(tone(levels, 1000)));
    expect(Math.abs(integratedLufs - expected)).toBeLessThan(0.1);
  });

  test('a stereo sine at −20 dBFS reads −20 LUFS', () => {
    expect(Math.abs(measureLoudness(both(tone([[5, -20]], 1000))).integratedLufs + 20)).toBeLessThan(0.05);
  });

  test('K-weighting favours treble and cuts rumble', () => {
    const at = (hz: number) => measureLoudness(both(tone([[3, -20]], hz))).integratedLufs;
    expect(at(10_000) - at(1000)).toBeCloseTo(3.3, 0.5);
    expect(at(30) - at(1000)).toBeLessThan(-8);
  });

  test('silence and fragments have no loudness', () => {
    expect(measureLoudness(both(new Float32Array(SAMPLE_RATE)))).toEqual({
      integratedLufs: -Infinity,
      truePeakDbtp: -Infinity,
    });
    expect(measureLoudness(both(tone([[0.3, -10]]))).integratedLufs).toBe(-Infinity);
  });

  test('true peak sees what lies between the samples (EBU Tech 3341 case 17)', () => {
    // A quarter of the sample rate, 45° off: every sample is at 0.707 of the crest.
    const channel = Float32Array.from({ length: SAMPLE_RATE }, (_, i) => 0.5 * sin(TAU * (i / 4 + 1 / 8)));
    const { truePeakDbtp } = measureLoudness(both(channel));
    expect(truePeakDbtp).toBeGreaterThan(-6.4);
    expect(truePeakDbtp).toBeLessThan(-5.8);
  });

  test('true peak finds one loud sample anywhere', () => {
    const channel = new Float32Array(10_000);
    channel[9_999] = -1;
    const { truePeakDbtp } = measureLoudness({ left: new Float32Array(10_000), right: channel });
    expect(truePeakDbtp).toBeGreaterThanOrEqual(0);
    expect(truePeakDbtp).toBeLessThan(0.5);
  });
});
