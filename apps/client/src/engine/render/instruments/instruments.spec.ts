import { describe, expect, test } from '@jest/globals';
import type { Instrument, Note } from '@flipside/recipe';
import { SAMPLE_RATE } from '../../types.ts';
import { renderToPcm } from '../render-to-pcm.ts';
import { firstDifference, levelDb, libraryOf, peak, recipeOf } from '../test-signals.fixture.ts';

const BEAT = 22_050;

async function play(instrument: Instrument, notes: Note[]): Promise<Float32Array> {
  const track = { id: 't1', name: 'I', instrument, notes };
  return (await renderToPcm(recipeOf([track]), libraryOf(undefined))).left;
}

const note = (key: number, at = 0, length = 2, velocity = 0.8): Note => ({ at, length, key, velocity });

/** Level of one frequency over a range, in dB. */
function partDb(samples: Float32Array, hz: number, from: number, to: number): number {
  let re = 0;
  let im = 0;
  for (let i = from; i < to; i++) {
    re += (samples[i] ?? 0) * Math.cos((2 * Math.PI * hz * i) / SAMPLE_RATE);
    im += (samples[i] ?? 0) * Math.sin((2 * Math.PI * hz * i) / SAMPLE_RATE);
  }
  return 20 * Math.log10((2 * Math.hypot(re, im)) / (to - from));
}

const sustained = { attackMs: 5, decayMs: 10, sustain: 1, releaseMs: 50 };

describe.each([
  ['subtractive', { type: 'subtractive', oscillators: [{ wave: 'sine' }], amplitude: sustained }],
  ['fm', { type: 'fm', index: 0, amplitude: sustained }],
] as const satisfies [string, Instrument][])('%s', (_, settings) => {
  const instrument: Instrument = structuredClone(settings);

  test('key 69 is 440 Hz, an octave doubles it', async () => {
    const a4 = await play(instrument, [note(69)]);
    expect(partDb(a4, 440, 10_000, 32_050)).toBeGreaterThan(partDb(a4, 430, 10_000, 32_050) + 25);
    const a5 = await play(instrument, [note(81)]);
    expect(partDb(a5, 880, 10_000, 32_050)).toBeGreaterThan(partDb(a5, 440, 10_000, 32_050) + 40);
  });

  test('a note begins and ends at its frames, its release apart', async () => {
    const out = await play(instrument, [note(60, 1, 1)]);
    expect(peak(out.subarray(0, BEAT))).toBe(0);
    expect(peak(out.subarray(BEAT, BEAT + 600))).toBeGreaterThan(0.01);
    expect(levelDb(out, 2 * BEAT - 2000, 2 * BEAT)).toBeGreaterThan(-30);
    expect(levelDb(out, 2 * BEAT + 3000, 2 * BEAT + 4000)).toBeLessThan(-60);
  });

  test('velocity is loudness', async () => {
    const loud = await play(instrument, [note(60, 0, 2, 1)]);
    const soft = await play(instrument, [note(60, 0, 2, 0.5)]);
    expect(levelDb(loud, 5000, 40_000) - levelDb(soft, 5000, 40_000)).toBeCloseTo(12.04, 0);
  });

  test('the same notes give the same sound, and a chord is the sum of its notes', async () => {
    const [c, e, both] = await Promise.all([
      play(instrument, [note(60)]),
      play(instrument, [note(64)]),
      play(instrument, [note(60), note(64)]),
    ]);
    expect(firstDifference(await play(instrument, [note(60)]), c)).toBe(-1);
    for (let i = 0; i < 40_000; i += 11) expect(both[i]).toBeCloseTo((c[i] ?? 0) + (e[i] ?? 0), 6);
  });

  test('more notes at once than voices do not fail', async () => {
    const out = await play(
      instrument,
      Array.from({ length: 60 }, (_unused, i) => note(30 + i, i / 64)),
    );
    expect(Number.isFinite(peak(out))).toBe(true);
    expect(peak(out)).toBeGreaterThan(0.1);
  });
});

describe('subtractive', () => {
  test('its filter takes the highs of a saw away', async () => {
    const saw = (hz: number): Instrument => ({
      type: 'subtractive',
      oscillators: [{ wave: 'saw' }],
      filter: { mode: 'lowPass', hz },
      amplitude: sustained,
    });
    const [open, closed] = await Promise.all([play(saw(18_000), [note(57)]), play(saw(300), [note(57)])]);
    const highs = (out: Float32Array): number => partDb(out, 2200, 10_000, 32_050);
    expect(highs(closed)).toBeLessThan(highs(open) - 25);
  });

  test('a saw aliases little: nothing between its harmonics', async () => {
    const settings: Instrument = {
      type: 'subtractive',
      oscillators: [{ wave: 'saw' }],
      filter: { mode: 'lowPass', hz: 20_000 },
      amplitude: sustained,
    };
    const out = await play(settings, [note(93)]);
    expect(partDb(out, 1760, 10_000, 32_050) - partDb(out, 2640, 10_000, 32_050)).toBeGreaterThan(45);
  });

  test('glide slides from the key before', async () => {
    const glide: Instrument = {
      type: 'subtractive',
      oscillators: [{ wave: 'sine' }],
      amplitude: sustained,
      glideMs: 400,
    };
    const out = await play(glide, [note(57, 0, 1), note(69, 1, 2)]);
    expect(partDb(out, 440, BEAT + 500, BEAT + 4000)).toBeLessThan(
      partDb(out, 440, 2 * BEAT + 500, 2 * BEAT + 4000) - 10,
    );
  });

  test.each(['triangle', 'square', 'noise'] as const)('%s sounds', async (wave) => {
    const out = await play({ type: 'subtractive', oscillators: [{ wave }], amplitude: sustained }, [
      note(57),
    ]);
    expect(levelDb(out, 5000, 40_000)).toBeGreaterThan(-40);
  });
});

describe('fm', () => {
  test('modulation adds the sidebands of its ratio', async () => {
    const settings = (index: number): Instrument => ({
      type: 'fm',
      ratio: 3,
      index,
      amplitude: sustained,
      modulation: sustained,
    });
    const [pure, bright] = await Promise.all([play(settings(0), [note(57)]), play(settings(3), [note(57)])]);
    expect(partDb(pure, 880, 10_000, 32_050)).toBeLessThan(-80);
    expect(partDb(bright, 880, 10_000, 32_050)).toBeGreaterThan(-40);
  });
});

describe('drumkit', () => {
  const KEYS = [35, 36, 37, 38, 39, 40, 41, 42, 44, 45, 46, 48, 49, 51, 54, 56, 60, 64, 70, 75, 81, 100];

  test.each(KEYS)('key %d sounds, then falls silent', async (key) => {
    const out = await play({ type: 'drumkit' }, [note(key, 0, 0.25, 1)]);
    expect(peak(out.subarray(0, 4000))).toBeGreaterThan(0.02);
    expect(peak(out)).toBeLessThan(1);
    expect(peak(out.subarray(out.length - 2000))).toBeLessThan(0.001);
  });

  test('the kick is low, the hi-hat high', async () => {
    const [kick, hat] = await Promise.all([
      play({ type: 'drumkit' }, [note(36)]),
      play({ type: 'drumkit' }, [note(42)]),
    ]);
    const highs = (out: Float32Array): number =>
      levelDb(
        out.map((value, i) => value - (out[i - 1] ?? 0)),
        1,
        6000,
      ) - levelDb(out, 1, 6000);
    expect(highs(hat)).toBeGreaterThan(highs(kick) + 20);
  });

  test('a closed hi-hat cuts an open one', async () => {
    const rings = await play({ type: 'drumkit' }, [note(46)]);
    const cut = await play({ type: 'drumkit' }, [note(46), note(42, 0.25)]);
    expect(levelDb(cut, 12_000, 15_000)).toBeLessThan(levelDb(rings, 12_000, 15_000) - 20);
  });

  test('kits, tuning and decay differ', async () => {
    const sounds = await Promise.all(
      [{}, { kit: 'machine' }, { kit: 'dusty' }, { tuneSemitones: 5 }, { decay: 2 }].map((part) =>
        play({ type: 'drumkit', ...part } as Instrument, [note(36)]),
      ),
    );
    const marks = sounds.map((out) => [...out.subarray(2000, 2010)].join());
    expect(new Set(marks).size).toBe(sounds.length);
  });
});
