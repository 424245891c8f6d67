import { describe, expect, test } from '@jest/globals';
import type { Recipe, SourceClip } from '@flipside/recipe';
import { trialRecipe } from '../metering/trial-recipe.fixture.ts';
import { touchedSpans } from './touched-spans.ts';

const SECOND = 44_100;

/** 120 bpm: a beat is half a second. Spans in whole seconds, without the margin of one second on either side. */
function seconds(...clips: Partial<SourceClip>[]): (readonly [number, number])[] {
  const base: SourceClip = { source: 's1', stem: 'drums', at: 0, length: 8, in: 10 };
  const recipe: Recipe = {
    ...trialRecipe(),
    tracks: [{ id: 't1', name: 'T', clips: clips.map((clip) => ({ ...base, ...clip })) }],
  };
  return touchedSpans(recipe, 's1').spans.map(({ from, to }) => [from / SECOND + 1, to / SECOND - 1]);
}

describe('touchedSpans', () => {
  test('a clip at its own speed needs as long as it lasts', () => {
    expect(seconds({})).toEqual([[10, 14]]);
  });

  test('a loop needs only what is repeated', () => {
    expect(seconds({ length: 64, loop: [2, 4] })).toEqual([[10, 12]]);
  });

  test('a warp tells what is heard: from `in` on', () => {
    const warp: SourceClip['warp'] = [
      [0, 10],
      [8, 26],
    ];
    expect(seconds({ warp })).toEqual([[10, 26]]);
    expect(seconds({ warp, in: 18 })).toEqual([[18, 34]]);
  });

  test('a reversed clip needs the same as a forward one', () => {
    expect(seconds({ reverse: true, length: 4 })).toEqual([[10, 12]]);
  });

  test('come in playing order and stay at or after the start', () => {
    expect(seconds({ at: 40, in: 50, length: 2 }, { at: 0, in: 0.5, length: 2 })).toEqual([
      [1, 1.5],
      [50, 51],
    ]);
  });

  test('name each stem once, of this source alone', () => {
    const recipe = trialRecipe();
    const [first] = recipe.tracks;
    const clip: SourceClip = { source: 's1', stem: 'bass', at: 0, length: 1, in: 0 };
    const tracks = [{ id: 't9', name: 'B', clips: [clip, { ...clip, at: 4 }] }, ...recipe.tracks];
    expect(first).toBeDefined();
    expect(touchedSpans({ ...recipe, tracks }, 's1').stems).toEqual(['bass', 'drums']);
    expect(touchedSpans({ ...recipe, tracks }, 's2').stems).toEqual(['vocals']);
    expect(touchedSpans({ ...recipe, tracks }, 's3')).toEqual({ stems: [], spans: [] });
  });
});
