import { describe, expect, test } from '@jest/globals';
import type { Effect } from '@flipside/recipe';
import { SAMPLE_RATE } from '../../types.ts';
import { QUANTUM, quantumBuffer } from '../quantum.ts';
import { levelDb, peak, sine, throughEffect } from '../test-signals.fixture.ts';
import { compression } from './compressor.ts';
import { gainToDb, sin, TAU } from '../../dsp/math.ts';
import { TruePeakMeter } from '../../dsp/true-peak.ts';
import { Xorshift } from '../../dsp/xorshift.ts';
import { Limiter } from './limiter.ts';

const impulse = (frame: number): number => (frame === 0 ? 1 : 0);

/** Level of a sine after an effect, against before, once it has settled. */
function gainAt(effect: Effect, hz: number, amplitude = 0.1): number {
  const out = throughEffect(effect, sine(hz, amplitude), SAMPLE_RATE);
  return levelDb(out, SAMPLE_RATE / 2, SAMPLE_RATE) - 20 * Math.log10(amplitude / Math.SQRT2);
}

describe('eq', () => {
  test.each([
    ['peaking', 1000, 6, 1000, 6],
    ['peaking', 1000, -9, 1000, -9],
    ['peaking', 1000, 6, 50, 0],
    ['lowShelf', 200, 5, 30, 5],
    ['lowShelf', 200, 5, 5000, 0],
    ['highShelf', 4000, -4, 15_000, -4],
    ['highShelf', 4000, -4, 100, 0],
    ['lowPass', 1000, 0, 1000, -3],
    ['lowPass', 1000, 0, 100, 0],
    ['highPass', 1000, 0, 1000, -3],
    ['highPass', 1000, 0, 125, -36],
  ] as const)('%s at %d Hz by %d dB gives %d Hz %d dB', (type, hz, gainDb, at, expected) => {
    const measured = gainAt({ type: 'eq', bands: [{ type, hz, gainDb }] }, at);
    expect(Math.abs(measured - expected)).toBeLessThan(0.25);
  });
});

describe('filter', () => {
  test.each([
    ['lowPass', 1000, -3],
    ['lowPass', 4000, -24],
    ['highPass', 1000, -3],
    ['highPass', 250, -24],
    ['bandPass', 1000, 0],
    ['bandPass', 8000, -16],
  ] as const)('%s at 1 kHz lets %d Hz pass at %d dB', (mode, at, expected) => {
    expect(Math.abs(gainAt({ type: 'filter', mode, hz: 1000 }, at) - expected)).toBeLessThan(0.8);
  });
});

describe('compressor', () => {
  test.each([
    [-30, 4, 0, -18, 0],
    [-18, 4, 0, -18, 0],
    [-6, 4, 0, -18, -9],
    [0, 2, 0, -20, -10],
    [-18, 4, 12, -18, -1.125],
  ])(
    'the curve at %d dB, ratio %d, knee %d, threshold %d changes the level by %d dB',
    (level, ratio, knee, threshold, change) => {
      expect(compression(level, threshold, ratio, knee)).toBeCloseTo(change, 9);
    },
  );

  test.each([
    [-6, -9],
    [-12, -4.5],
    [-30, 0],
  ])('a steady sine of %d dB is changed by %d dB', (level, change) => {
    const effect: Effect = { type: 'compressor', thresholdDb: -18, ratio: 4, kneeDb: 0, releaseMs: 60 };
    expect(Math.abs(gainAt(effect, 440, 10 ** (level / 20)) - change)).toBeLessThan(0.3);
  });

  test('a longer attack lets more of an onset through', () => {
    const onset = (frame: number): number => (frame < SAMPLE_RATE / 2 ? 0 : sine(440, 0.8)(frame));
    const first = (attackMs: number): number =>
      peak(
        throughEffect(
          { type: 'compressor', thresholdDb: -30, ratio: 20, attackMs },
          onset,
          SAMPLE_RATE,
        ).subarray(SAMPLE_RATE / 2 + 100, SAMPLE_RATE / 2 + 600),
      );
    expect(first(50)).toBeGreaterThan(2 * first(0.5));
  });

  test('make-up gain is added', () => {
    expect(gainAt({ type: 'compressor', thresholdDb: 0, ratio: 2, makeupDb: 5 }, 440)).toBeCloseTo(5, 2);
  });
});

describe('gate', () => {
  const effect: Effect = { type: 'gate', thresholdDb: -40, rangeDb: -60 };

  test('lets pass what is above and lowers what is below', () => {
    expect(Math.abs(gainAt(effect, 440, 0.1))).toBeLessThan(0.05);
    expect(gainAt(effect, 440, 0.001)).toBeLessThan(-55);
  });

  test('stays open for the hold time', () => {
    const burst = (frame: number): number => sine(440, frame < SAMPLE_RATE / 4 ? 0.5 : 0.001)(frame);
    const held = throughEffect({ ...effect, holdMs: 500, releaseMs: 5 }, burst, SAMPLE_RATE);
    expect(levelDb(held, 0.6 * SAMPLE_RATE, 0.7 * SAMPLE_RATE)).toBeGreaterThan(-65);
    expect(levelDb(held, 0.9 * SAMPLE_RATE, SAMPLE_RATE)).toBeLessThan(-100);
  });
});

describe('delay', () => {
  test('repeats at the sample, each by the feedback softer', () => {
    const out = throughEffect({ type: 'delay', beats: 0.5, feedback: 0.5, mix: 0.4 }, impulse, 40_000);
    expect(out[0]).toBeCloseTo(0.6, 12);
    expect(out[11_025]).toBeCloseTo(0.4, 12);
    expect(out[22_050]).toBeCloseTo(0.2, 12);
    expect(out[33_075]).toBeCloseTo(0.1, 12);
    expect(out.filter((value) => value !== 0)).toHaveLength(4);
  });

  test('the high cut darkens repeats', () => {
    const dark = (hz: number): number =>
      gainAt({ type: 'delay', beats: 1 / 64, feedback: 0, mix: 1, highCutHz: 1000 }, hz);
    expect(dark(10_000)).toBeLessThan(dark(100) - 15);
  });

  test('an echo that became longer keeps its past', () => {
    const out = throughEffect({ type: 'delay', beats: 0.01562, feedback: 0.9, mix: 1 }, sine(441, 0.3), 4096);
    expect(peak(out)).toBeGreaterThan(0.3);
  });
});

describe('reverb', () => {
  test.each([0.8, 2])('has fallen by 60 dB after about %d s', (decaySeconds) => {
    const frames = Math.ceil((decaySeconds + 1) * SAMPLE_RATE);
    const out = throughEffect(
      { type: 'reverb', decaySeconds, mix: 1, damping: 0, preDelayMs: 0 },
      impulse,
      frames,
    );
    const at = (seconds: number): number =>
      levelDb(out, Math.round(seconds * SAMPLE_RATE), Math.round((seconds + 0.1) * SAMPLE_RATE));
    const fall = at(0.15) - at(0.15 + decaySeconds * 0.75);
    expect(Math.abs((fall * 4) / 3 - 60)).toBeLessThan(4);
  });

  test('nothing is heard before the pre-delay', () => {
    const out = throughEffect({ type: 'reverb', decaySeconds: 1, mix: 1, preDelayMs: 100 }, impulse, 20_000);
    expect(peak(out.subarray(0, 4410 + 1100))).toBe(0);
    expect(peak(out)).toBeGreaterThan(0.01);
  });

  test('damping makes the tail darker', () => {
    const highs = (damping: number): number => {
      const out = throughEffect({ type: 'reverb', decaySeconds: 2, mix: 1, damping }, impulse, SAMPLE_RATE);
      const differences = out.map((value, i) => value - (out[i - 1] ?? 0));
      return levelDb(differences, 20_000, 40_000) - levelDb(out, 20_000, 40_000);
    };
    expect(highs(1)).toBeLessThan(highs(0) - 10);
  });
});

describe('saturation', () => {
  test('keeps full scale, bends what is below, and adds odd harmonics', () => {
    const out = throughEffect({ type: 'saturation', driveDb: 12 }, sine(100, 1), SAMPLE_RATE);
    expect(peak(out.subarray(4000))).toBeCloseTo(1, 1);
    const part = (hz: number): number => {
      let re = 0;
      let im = 0;
      for (let i = 0; i < 44_100; i++) {
        re += (out[i] ?? 0) * Math.cos((2 * Math.PI * hz * i) / SAMPLE_RATE);
        im += (out[i] ?? 0) * Math.sin((2 * Math.PI * hz * i) / SAMPLE_RATE);
      }
      return Math.hypot(re, im) / 22_050;
    };
    expect(part(300)).toBeGreaterThan(0.1);
    expect(part(200)).toBeLessThan(0.001);
  });

  test('dry and wet are equally late', () => {
    const out = throughEffect({ type: 'saturation', driveDb: 0, mix: 0 }, impulse, 64);
    expect(out.indexOf(1)).toBe(15);
    const wet = throughEffect({ type: 'saturation', driveDb: 0 }, (frame) => 0.01 * impulse(frame), 64);
    expect(wet.indexOf(peak(wet))).toBe(15);
  });
});

describe('bitcrush', () => {
  test.each([
    [1, 2],
    [2, 3],
    [4, 15],
    [8, 255],
  ])('%d bits leave %d levels', (bits, levels) => {
    const out = throughEffect({ type: 'bitcrush', bits }, (frame) => (frame % 4000) / 2000 - 0.99993, 8000);
    expect(new Set([...out].filter((value) => value !== 0 || bits > 1)).size).toBe(levels);
  });

  test('holds each value for the given frames', () => {
    const out = throughEffect({ type: 'bitcrush', bits: 16, downsample: 8 }, (frame) => frame / 4096, 4096);
    for (let i = 0; i < 4096; i++) expect(out[i]).toBe(out[i - (i % 8)]);
    expect(new Set(out).size).toBe(512);
  });

  test('silence stays silent', () => {
    for (const bits of [1, 2, 8])
      expect(peak(throughEffect({ type: 'bitcrush', bits }, () => 0, 256))).toBe(0);
  });
});

describe('chorus', () => {
  test('moves a copy by its depth around its delay', () => {
    const effect: Effect = { type: 'chorus', rateHz: 1, depthMs: 5, delayMs: 10, mix: 1 };
    const ramp = throughEffect(effect, (frame) => frame, SAMPLE_RATE);
    const delays = [...ramp].map((value, frame) => frame - value).slice(1000);
    expect(Math.max(...delays) / 44.1).toBeCloseTo(15, 1);
    expect(Math.min(...delays) / 44.1).toBeCloseTo(5, 1);
  });
});

describe('stutter', () => {
  test('repeats the first beats of each window', () => {
    const out = throughEffect({ type: 'stutter', beats: 0.5, every: 2 }, (frame) => frame, 100_000);
    const slice = 11_025;
    expect(out[5000]).toBe(5000);
    expect(out[slice + 5000]).toBe(5000);
    expect(out[3 * slice + 5000]).toBe(5000);
    expect(out[4 * slice + 5000]).toBe(4 * slice + 5000);
    expect(out[5 * slice + 5000]).toBe(4 * slice + 5000);
  });
});

describe('limiter', () => {
  function limit(signal: (frame: number) => number, frames: number, ceilingDb: number): Float64Array {
    const limiter = new Limiter(ceilingDb, 100);
    const out = new Float64Array(frames);
    const buffer = quantumBuffer();
    for (let frame = 0; frame < frames; frame += QUANTUM) {
      for (let i = 0; i < QUANTUM; i++) buffer.left[i] = buffer.right[i] = signal(frame + i);
      limiter.process(buffer);
      out.set(buffer.left.subarray(0, Math.min(QUANTUM, frames - frame)), frame);
    }
    return out;
  }

  const random = new Xorshift(5);
  const hostile: [string, (frame: number) => number][] = [
    ['a loud sine', sine(60, 3)],
    ['a sine at a quarter of the rate, whose samples miss its crests', (i) => 4 * sin(TAU * (i / 4 + 1 / 8))],
    ['single peaks', (i) => (i % 1777 === 0 ? 5 : 0.2)],
    ['bursts', (i) => sine(997, i % 20_000 < 3000 ? 2.5 : 0.1)(i)],
    ['noise far too loud', () => 16 * random.next()],
    ['bursts of noise', (i) => (Math.floor(i / 500) % 3 === 0 ? 8 : 0.05) * random.next()],
    [
      'alternating samples that change sides',
      (i) => (Math.floor(i / 13) % 2 === 0 ? 5 : -5) * (i % 2 === 0 ? 1 : -1),
    ],
    ['opposite clicks close together', (i) => (i % 5000 === 4000 ? 100 : i % 5000 === 4005 ? -60 : 0.3)],
  ];

  test.each(hostile)('%s: the true peak stays under the ceiling (BS.1770-4 Annex 2)', (_, signal) => {
    // Sound ends before the rendering does, as in a recipe.
    const out = Float32Array.from(limit((frame) => (frame < 98_000 ? signal(frame) : 0), 100_000, -1));
    const meter = new TruePeakMeter();
    meter.update({ left: out, right: out }, out.length);
    const truePeakDb = gainToDb(meter.finish());
    expect(truePeakDb).toBeLessThanOrEqual(-1);
    expect(truePeakDb).toBeGreaterThan(-1.1);
  });

  test('what stays below comes through unchanged, 203 frames late', () => {
    const out = limit(sine(440, 0.8), 20_000, -1);
    for (let i = 203; i < 20_000; i++) expect(out[i]).toBe(sine(440, 0.8)(i - 203));
  });

  test('after a peak the level comes back', () => {
    const out = limit((frame) => sine(440, frame < 10_000 ? 4 : 0.5)(frame), 88_200, -1);
    expect(levelDb(out, 66_150, 88_200)).toBeCloseTo(20 * Math.log10(0.5 / Math.SQRT2), 2);
  });
});
