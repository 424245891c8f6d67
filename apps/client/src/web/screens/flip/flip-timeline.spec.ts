import { describe, expect, test } from '@jest/globals';
import type { Recipe } from '@flipside/recipe';
import { printOfRecipe } from '../../components/print-of-recipe.ts';
import { flipTimeline, rulerTicks } from './flip-timeline.ts';

const recipe: Recipe = {
  type: 'RemixRecipe',
  version: '1',
  title: 'Half and half',
  engine: { id: 'flipside-dsp', version: '1.0.0', sampleRate: 44_100, blockSize: 4096 },
  tempo: [
    { beat: 0, bpm: 60 },
    { beat: 10, bpm: 120 },
  ],
  timeSignature: [4, 4],
  markers: [{ at: 10, name: 'Faster' }],
  sources: [
    { id: 's1', isrc: ['QZFLP2600001'], title: 'One', artist: 'A', durationMs: 60_000 },
    { id: 's2', isrc: ['QZFLP2600002'], title: 'Two', artist: 'B', durationMs: 60_000 },
  ],
  separation: { model: 'built-in' },
  tracks: [
    {
      id: 't1',
      name: 'Voices',
      clips: [
        { source: 's1', stem: 'vocals', at: 0, length: 10, in: 5 },
        {
          source: 's2',
          stem: 'vocals',
          at: 5,
          length: 5,
          in: 0,
          warp: [
            [0, 0],
            [5, 10],
          ],
        },
        { source: 's1', stem: 'drums', at: 10, length: 20, in: 0, mute: true },
      ],
    },
    {
      id: 't2',
      name: 'Bells',
      instrument: { type: 'fm' },
      notes: [{ at: 0, length: 1, key: 60, velocity: 1 }],
    },
    { id: 't3', name: 'Off', mute: true, clips: [{ source: 's1', stem: 'bass', at: 0, length: 4, in: 0 }] },
  ],
  master: {},
  provenance: { parents: [], supersedes: null },
};

describe('flipTimeline', () => {
  const timeline = flipTimeline(recipe);

  test('measures time through the tempo changes', () => {
    expect(timeline.seconds).toBe(20);
    expect(timeline.markers).toEqual([{ at: 0.5, until: 1, name: 'Faster' }]);
  });

  test('has a lane for each stem in order, then for each track of notes', () => {
    expect(timeline.lanes.map(({ key }) => key)).toEqual([
      'stem:drums',
      'stem:bass',
      'stem:vocals',
      'track:t2',
    ]);
    expect(timeline.lanes.at(-1)?.name).toBe('Bells');
  });

  test('puts clips that sound together into rows', () => {
    const vocals = timeline.lanes[2];
    expect(vocals?.rows).toBe(2);
    expect(vocals?.clips.map(({ from, to, row }) => [from, to, row])).toEqual([
      [0, 0.5, 0],
      [0.25, 0.5, 1],
    ]);
  });

  test('knows which second of the source is heard where', () => {
    const [own, warped] = timeline.lanes[2]?.clips ?? [];
    expect(own?.secondAt(0)).toBeCloseTo(5, 6);
    expect(own?.secondAt(0.5)).toBeCloseTo(10, 6);
    expect(warped?.secondAt(0.5)).toBeCloseTo(5, 6);
  });

  test('leaves out the clips of a muted track', () => {
    expect(timeline.lanes[1]?.clips).toEqual([]);
  });
});

describe('printOfRecipe', () => {
  test('joins what a source sounds through and leaves out what is muted', () => {
    const print = printOfRecipe(recipe);
    expect(print.sources).toEqual([[[0, 0.5]], [[0.25, 0.5]]]);
    expect(print.stems).toEqual([
      {
        stem: 'vocals',
        spans: [
          [0, 0.5],
          [0.25, 0.5],
        ],
      },
    ]);
  });
});

test('a ruler takes the finest round step that fits', () => {
  expect(rulerTicks(58, 8)).toEqual([0, 10, 20, 30, 40, 50]);
  expect(rulerTicks(222, 8)).toEqual([0, 30, 60, 90, 120, 150, 180, 210]);
});
