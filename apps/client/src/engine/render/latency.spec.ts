import { describe, expect, test } from '@jest/globals';
import type { Clip, Effect, Instrument, Track } from '@flipside/recipe';
import { SAMPLE_RATE } from '../types.ts';
import { renderToPcm } from './render-to-pcm.ts';
import { clipTrack, libraryOf, makePcm, recipeOf } from './test-signals.fixture.ts';

const BEAT = SAMPLE_RATE / 2;
const CLICK = 2 * BEAT;
const click = libraryOf(makePcm(6 * BEAT, (i) => (i === CLICK ? 0.5 : 0)));

/** Every effect, set so that what goes in is still the loudest of what comes out. */
const EFFECTS: Effect[] = [
  { type: 'eq', bands: [{ type: 'highShelf', hz: 4000, gainDb: 6 }] },
  { type: 'compressor', thresholdDb: -30, ratio: 4, attackMs: 20 },
  { type: 'delay', beats: 1, feedback: 0.4, mix: 0.3 },
  { type: 'reverb', decaySeconds: 1, mix: 0.3 },
  { type: 'filter', mode: 'highPass', hz: 200 },
  { type: 'saturation', driveDb: 3 },
  { type: 'gate', thresholdDb: -40, attackMs: 0 },
  { type: 'chorus', rateHz: 1, depthMs: 3, mix: 0.3 },
  { type: 'bitcrush', bits: 12, downsample: 1 },
  { type: 'stutter', beats: 1, every: 2 },
];

/** So many effects that change nothing and are 15 frames late each. */
const chainOf = (count: number): Effect[] =>
  Array.from({ length: count }, () => ({ type: 'saturation', driveDb: 0, mix: 0 }));

const loudest = (samples: Float32Array): number =>
  samples.reduce((best, value, i) => (Math.abs(value) > Math.abs(samples[best]!) ? i : best), 0);

async function peakFrame(tracks: Track[], master = {}): Promise<number> {
  return loudest((await renderToPcm(recipeOf(tracks, { master }), click)).left);
}

describe('latency is compensated', () => {
  test.each(EFFECTS.map((effect) => [effect.type, effect] as const))(
    '%s: a click lands on its sample',
    async (_, effect) => {
      expect(await peakFrame([clipTrack({ length: 5 }, { effects: [effect] })])).toBe(CLICK);
    },
  );

  test('all of them in a row, on the track, on the master, before the limiter', async () => {
    const tamed = EFFECTS.filter(({ type }) => type !== 'stutter');
    expect(await peakFrame([clipTrack({ length: 5 }, { effects: tamed })])).toBe(CLICK);
    const loud = clipTrack({ length: 5 }, { gainDb: 12 });
    expect(await peakFrame([loud], { effects: tamed, limiter: { ceilingDb: -3 } })).toBe(CLICK);
  });

  test('tracks whose chains differ in latency stay together to the sample', async () => {
    const tracks = [0, 1, 3].map((count) =>
      clipTrack({ length: 5 }, { id: `t${count}`, effects: chainOf(count) }),
    );
    const { left } = await renderToPcm(recipeOf(tracks, { master: { limiter: { ceilingDb: 0 } } }), click);
    expect(left.filter((value) => Math.abs(value) > 1e-6)).toHaveLength(1);
    expect(loudest(left)).toBe(CLICK);
  });

  test('gain automation falls on the sample that it is meant for, behind effects that are late', async () => {
    const constant = libraryOf(makePcm(6 * BEAT, () => 0.25));
    const automation: Track['automation'] = [
      {
        target: 'gainDb',
        points: [
          [0, -120, 'hold'],
          [2, 0, 'hold'],
        ],
      },
    ];
    const late = clipTrack({ length: 5 }, { automation, effects: chainOf(6) });
    const plain = clipTrack({ length: 5 }, { automation });
    const onset = async (track: Track): Promise<number> =>
      (await renderToPcm(recipeOf([track]), constant)).left.findIndex((value) => value > 0.125);
    expect(Math.abs((await onset(late)) - (await onset(plain)))).toBeLessThanOrEqual(64);
    expect(Math.abs((await onset(late)) - 2 * BEAT)).toBeLessThanOrEqual(64);
  });

  test.each<[string, Partial<Clip>, number]>([
    ['pitch', { semitones: 5 }, CLICK],
    [
      'slower',
      {
        warp: [
          [0, 0],
          [5, 1.25],
        ],
      },
      4 * BEAT,
    ],
    [
      'faster',
      {
        warp: [
          [0, 0],
          [2.5, 2.5],
        ],
      },
      CLICK / 2,
    ],
    [
      'two speeds',
      {
        warp: [
          [0, 0],
          [1, 0.5],
          [3, 1],
        ],
      },
      3 * BEAT,
    ],
  ])('stretched (%s), the click is where the warp puts it, within 2 ms', async (_, clip, expected) => {
    const frame = await peakFrame([clipTrack({ length: 5, ...clip })]);
    expect(Math.abs(frame - expected)).toBeLessThan(0.002 * SAMPLE_RATE);
  });

  test.each<[string, Instrument]>([
    [
      'subtractive',
      { type: 'subtractive', amplitude: { attackMs: 0, decayMs: 50, sustain: 0.5, releaseMs: 20 } },
    ],
    ['drumkit', { type: 'drumkit' }],
    ['fm', { type: 'fm', amplitude: { attackMs: 0, decayMs: 50, sustain: 0.5, releaseMs: 20 } }],
  ])('%s: a note begins on its sample', async (_, instrument) => {
    const at = 1.0371;
    const track: Track = {
      id: 't1',
      name: 'N',
      instrument,
      notes: [{ at, length: 1, key: 38, velocity: 1 }],
    };
    const { left } = await renderToPcm(recipeOf([track], { master: { limiter: { ceilingDb: -1 } } }), click);
    const first = left.findIndex((value) => value !== 0);
    expect(first - Math.round(at * BEAT)).toBeGreaterThanOrEqual(0);
    expect(first - Math.round(at * BEAT)).toBeLessThanOrEqual(1);
  });
});
