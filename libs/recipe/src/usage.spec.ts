import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseRecipe } from './parse.ts';
import {
  clipArbitrary,
  exampleClip,
  exampleRecipe,
  exampleSource,
  recipeArbitrary,
} from './recipe.spec-support.ts';
import type { Recipe } from './schema.ts';
import type { Clip } from './schema.timeline.ts';
import { createTempoMap, durationMs } from './tempo.ts';
import { audibleIntervals, usage } from './usage.ts';

const totals = (recipe: Recipe) => usage(recipe).map(({ totalMs }) => totalMs);
const withClips = (...clips: Clip[]) => exampleRecipe({ tracks: [{ id: 't1', name: 'T', clips }] });
const lane = (...points: [number, number, 'linear' | 'hold'][]) =>
  exampleRecipe({
    tracks: [
      {
        id: 't1',
        name: 'T',
        gainDb: -100,
        clips: [exampleClip()],
        automation: [{ target: 'gainDb', points }],
      },
    ],
  });

describe('usage', () => {
  test('counts a clip for its length on the timeline', () => {
    expect(usage(exampleRecipe())).toEqual([
      { sourceId: 's1', isrc: 'GBAAA2400001', totalMs: 8000, stems: { vocals: 8000 } },
    ]);
  });

  test('counts overlaps of one source once, per stem and in total', () => {
    const recipe = withClips(
      exampleClip({ at: 0, length: 8 }),
      exampleClip({ at: 4, length: 8 }),
      exampleClip({ at: 10, length: 4, stem: 'drums' }),
    );
    expect(usage(recipe)[0]).toMatchObject({ totalMs: 7000, stems: { vocals: 6000, drums: 2000 } });
    expect(audibleIntervals(recipe)[0]?.total).toEqual([[0, 7000]]);
  });

  test.each([
    ['clip mute', exampleClip({ mute: true }), 0],
    ['clip gain at the threshold', exampleClip({ gainDb: -60 }), 0],
    ['clip gain just above it', exampleClip({ gainDb: -59.999 }), 8000],
    ['fades', exampleClip({ fadeIn: 4, fadeOut: 4 }), 7996],
  ])('respects %s', (_name, clip, ms) => {
    expect(totals(withClips(clip))).toEqual([ms]);
  });

  test('adds the gains of clip and track, and respects a muted track', () => {
    const clips = [exampleClip({ gainDb: -40 })];
    const on = (track: object) =>
      totals(exampleRecipe({ tracks: [{ id: 't1', name: 'T', clips, ...track }] }));
    expect(on({ gainDb: -19 })).toEqual([8000]);
    expect(on({ gainDb: -20 })).toEqual([0]);
    expect(on({ mute: true })).toEqual([0]);
  });

  test('lets a gain lane replace the gain of the track', () => {
    expect(totals(lane([0, -20, 'hold']))).toEqual([8000]);
    expect(totals(lane([0, -60, 'linear'], [16, 0, 'hold']))).toEqual([8000]);
    // -120 dB to 0 dB over 16 beats is above -60 dB from beat 8 on.
    expect(totals(lane([0, -120, 'linear'], [16, 0, 'hold']))).toEqual([4000]);
    expect(totals(lane([4, -120, 'hold'], [12, 0, 'hold']))).toEqual([2000]);
    expect(audibleIntervals(lane([4, 0, 'hold'], [12, -120, 'hold']))[0]?.total).toEqual([[0, 6000]]);
  });

  test('follows the tempo', () => {
    const recipe = {
      ...exampleRecipe(),
      tempo: [
        { beat: 0, bpm: 60 },
        { beat: 8, bpm: 240 },
      ],
    };
    expect(totals(recipe)).toEqual([10_000]);
    const tempo = createTempoMap(recipe);
    expect(tempo.beatToSeconds(12)).toBe(9);
    expect(tempo.secondsToBeat(9)).toBe(12);
    expect(tempo.bpmAt(8)).toBe(240);
  });
});

const mapClips = (recipe: Recipe, change: (clip: Clip, track: number) => Clip[]): Recipe => ({
  ...recipe,
  tracks: recipe.tracks.map((track, index) => ({
    ...track,
    clips: (track.clips ?? []).flatMap((clip) => change(clip, index)),
  })),
});

describe('usage of any recipe', () => {
  const check = (property: (recipe: Recipe) => void, runs = 150) =>
    fc.assert(fc.property(recipeArbitrary, property), { numRuns: runs });

  test('is of valid recipes', () => {
    check((recipe) => expect(parseRecipe(recipe)).toEqual({ ok: true, recipe }));
  });

  test('is integer, at most the duration, and lies between the longest stem and the sum of stems', () => {
    check((recipe) => {
      for (const { totalMs, stems } of usage(recipe)) {
        const parts = Object.values(stems);
        expect(Number.isSafeInteger(totalMs)).toBe(true);
        expect(totalMs).toBeLessThanOrEqual(durationMs(recipe));
        expect(totalMs).toBeLessThanOrEqual(parts.reduce((a, b) => a + b, 0));
        expect(totalMs).toBeGreaterThanOrEqual(Math.max(0, ...parts));
      }
    });
  });

  test('never falls when a clip is added', () => {
    fc.assert(
      fc.property(recipeArbitrary, clipArbitrary(1), (recipe, clip) => {
        const more = { ...recipe, tracks: [...recipe.tracks, { id: 'x', name: 'X', clips: [clip] }] };
        const before = totals(recipe);
        totals(more).forEach((ms, index) => expect(ms).toBeGreaterThanOrEqual(before[index]!));
      }),
    );
  });

  test('never rises when a track or clips are muted', () => {
    check((recipe) => {
      const before = totals(recipe);
      const last = recipe.tracks.length - 1;
      const tracks = recipe.tracks.map((track, index) => (index === last ? { ...track, mute: true } : track));
      const clips = mapClips(recipe, (clip) => [clip.at % 2 < 1 ? { ...clip, mute: true } : clip]);
      for (const muted of [{ ...recipe, tracks }, clips]) {
        totals(muted).forEach((ms, index) => expect(ms).toBeLessThanOrEqual(before[index]!));
      }
    });
  });

  test('stays the same when clips are cut in two', () => {
    check((recipe) => {
      const cut = mapClips(recipe, (clip) => {
        const at = clip.at + clip.length / 2;
        const { fadeIn: _in, ...second } = clip;
        const { fadeOut: _out, ...first } = clip;
        return [
          { ...first, length: clip.length / 2 },
          { ...second, at, length: clip.length / 2 },
        ];
      });
      expect(usage(cut)).toEqual(usage(recipe));
    });
  });

  test('does not depend on the order of clips and tracks', () => {
    check((recipe) => {
      const tracks = [...recipe.tracks].reverse().map((track) => ({
        ...track,
        clips: [...(track.clips ?? [])].reverse(),
      }));
      expect(usage({ ...recipe, tracks })).toEqual(usage(recipe));
    });
  });

  test('weighs every source, also one that is not heard', () => {
    const recipe = exampleRecipe({
      sources: [exampleSource(0), exampleSource(1)],
      tracks: [{ id: 't1', name: 'T', clips: [exampleClip(), exampleClip({ source: 's2', mute: true })] }],
    });
    expect(usage(recipe)[1]).toEqual({ sourceId: 's2', isrc: 'GBAAA2400002', totalMs: 0, stems: {} });
  });
});
