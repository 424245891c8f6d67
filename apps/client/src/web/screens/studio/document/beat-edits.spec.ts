import { describe, expect, test } from '@jest/globals';
import { gridOf, heardSecond, laterBar, setGrid, timesBeats } from './beat-edits.ts';
import { exampleDocument } from './document.fixture.ts';
import { trimStart } from './clip-trim.ts';

const document = exampleDocument();
const [first] = document.sources;
const grid = gridOf(first!)!;
const clipsOf = (edited: typeof document, source: string) =>
  edited.tracks.flatMap(({ clips }) => clips.filter((clip) => 'source' in clip && clip.source === source));

describe('setGrid', () => {
  test('a doubled tempo is in the source and in the warps of its clips alone', () => {
    const edited = setGrid('s1', timesBeats(grid, 2))(document);
    expect(edited.sources[0]!.bpm).toBeCloseTo(240, 6);
    expect(edited.sources[1]).toBe(document.sources[1]);
    for (const clip of clipsOf(edited, 's1')) {
      expect(clip.warp).toEqual([
        [0, 0.5],
        [472, 118.5],
      ]);
      expect([clip.at, clip.length]).toEqual([0, 64]);
    }
    expect(clipsOf(edited, 's2')).toEqual(clipsOf(document, 's2'));
  });

  test('a bar that begins a beat later keeps the tempo', () => {
    const edited = setGrid('s1', laterBar(grid, 1))(document);
    expect(edited.sources[0]!.bpm).toBeCloseTo(120, 6);
    expect(edited.sources[0]!.beatgrid).toEqual([
      [-1, 0.5],
      [235, 118.5],
    ]);
  });

  test('grids that no recipe holds, and unknown recordings, change nothing', () => {
    expect(setGrid('s1', timesBeats(timesBeats(timesBeats(grid, 2), 2), 2))(document)).toBe(document);
    expect(setGrid('s1', [[0, 1]])(document)).toBe(document);
    expect(setGrid('s9', grid)(document)).toBe(document);
  });
});

describe('heardSecond', () => {
  test('follows the warp of the clip under the playhead', () => {
    expect(heardSecond(document, 's1', 8)).toBeCloseTo(4.5, 9);
    expect(heardSecond(document, 's2', 70)).toBeCloseTo(0.3 + 0.6 * (6 + 2), 6);
    expect(heardSecond(document, 's1', 70)).toBeNull();
    expect(heardSecond(document, 's2', 8)).toBeNull();
  });

  test('is the same after the start of a clip was trimmed', () => {
    const [clip] = clipsOf(document, 's1');
    const trimmed = trimStart(clip!.id, 4)(document);
    expect(heardSecond(trimmed, 's1', 8)).toBeCloseTo(4.5, 6);
  });
});
