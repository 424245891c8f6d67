import { describe, expect, test } from '@jest/globals';
import { createTempoMap, parseRecipe } from '@flipside/recipe';
import { ClipContent } from '../../../../engine/render/clip-content.ts';
import { SAMPLE_RATE } from '../../../../engine/types.ts';
import {
  clipSpeed,
  duplicateClips,
  moveClips,
  newClips,
  removeClips,
  setClipGain,
  setClipLoop,
  setClipSpeed,
  setFades,
  setSemitones,
} from './clip-edits.ts';
import { joinClips, splitAt, trimEnd, trimStart } from './clip-trim.ts';
import { exampleDocument, PARTS } from './document.fixture.ts';
import { setTempo } from './flip-edits.ts';
import { documentFrom, findClip, recipeOf, type StudioClip, type StudioDocument } from './studio-document.ts';

const clipOf = (document: StudioDocument, id: string): StudioClip => {
  const found = findClip(document, id);
  if (found === null) throw new Error(`no clip ${id}`);
  return found.clip;
};
const only = (id: string): ReadonlySet<string> => new Set([id]);

/** The second of the source heard at a beat of the timeline. */
function heardAt(document: StudioDocument, clip: StudioClip, beat: number): number {
  const tempo = createTempoMap(document);
  const content = new ClipContent(
    clip,
    tempo,
    document.tempo.map((change) => change.beat),
  );
  const frame = tempo.beatToSeconds(beat) * SAMPLE_RATE;
  const segment = content.at(frame);
  return (segment.source + (frame - segment.start) * segment.rate) / SAMPLE_RATE;
}

describe('laying out stems', () => {
  test('gives every stem a lane from bar 1, on the downbeat, and a recipe that parses', () => {
    const document = exampleDocument();
    expect(document.tracks.map(({ name }) => name)).toEqual(['Drums', 'Bass', 'Other', 'Vocals']);
    const drums = clipOf(document, 'c1');
    expect(drums).toMatchObject({ source: 's1', stem: PARTS[0], at: 0, length: 64, in: 0.5 });
    expect(parseRecipe(recipeOf(document))).toMatchObject({ ok: true });
  });

  test('takes tempo and key from the first recording only', () => {
    const { tempo, key } = exampleDocument();
    expect(tempo).toEqual([{ beat: 0, bpm: 120 }]);
    expect(key).toBe('D:min');
  });

  test('puts a second recording on the free part of a lane of its kind', () => {
    const vocals = exampleDocument().tracks.find(({ name }) => name === 'Vocals');
    expect(vocals?.clips.map(({ at, length }) => [at, length])).toEqual([
      [0, 64],
      [64, 16],
    ]);
  });
});

describe('tempo', () => {
  test('clips follow it: the recording plays faster by as much', () => {
    const faster = setTempo(126)(exampleDocument());
    expect(clipSpeed(faster, clipOf(faster, 'c1'))).toBeCloseTo(1.05, 9);
    expect(heardAt(faster, clipOf(faster, 'c1'), 4)).toBeCloseTo(2.5, 6);
  });

  test('a clip at its own speed stays at it', () => {
    const own = setClipSpeed(only('c1'), null)(setTempo(126)(exampleDocument()));
    expect(clipOf(own, 'c1').warp).toBeUndefined();
    expect(clipSpeed(own, clipOf(own, 'c1'))).toBe(1);
  });

  test('a fixed speed is what it says, and follow brings the grid back', () => {
    const fixed = setClipSpeed(only('c1'), 1.1)(exampleDocument());
    expect(clipSpeed(fixed, clipOf(fixed, 'c1'))).toBeCloseTo(1.1, 6);
    const back = setClipSpeed(only('c1'), 'follow')(fixed);
    expect(clipSpeed(back, clipOf(back, 'c1'))).toBeCloseTo(1, 9);
  });
});

describe('trimming', () => {
  test('the start moves and the sound stays in place', () => {
    const before = exampleDocument();
    const after = trimStart('c1', 8)(before);
    expect(clipOf(after, 'c1')).toMatchObject({ at: 8, length: 56 });
    expect(heardAt(after, clipOf(after, 'c1'), 20)).toBeCloseTo(heardAt(before, clipOf(before, 'c1'), 20), 9);
  });

  test('the start cannot pass the beginning of the recording', () => {
    const later = moveClips(only('c1'), 16)(exampleDocument());
    expect(clipOf(trimStart('c1', 0)(later), 'c1')).toMatchObject({ at: 15, in: 0 });
  });

  test('the end cannot pass the end of the recording', () => {
    const long = trimEnd('c1', 5000)(exampleDocument());
    expect(clipOf(long, 'c1').length).toBeCloseTo(239, 6);
  });

  test('a clip played backwards keeps its sound in place at either end', () => {
    const document = exampleDocument();
    const drums = { ...clipOf(document, 'c1'), reverse: true };
    const tracks = document.tracks.map((track, index) =>
      index === 0 ? { ...track, clips: [drums] } : track,
    );
    const reversed = { ...document, tracks };
    for (const trim of [trimStart('c1', 10), trimEnd('c1', 50)]) {
      const after = trim(reversed);
      expect(heardAt(after, clipOf(after, 'c1'), 30)).toBeCloseTo(heardAt(reversed, drums, 30), 6);
    }
  });

  test('fades give way to a clip that becomes short', () => {
    const faded = setFades(only('c1'), { fadeIn: 20, fadeOut: 20 })(exampleDocument());
    const { fadeIn = 0, fadeOut = 0, length } = clipOf(trimEnd('c1', 10)(faded), 'c1');
    expect(fadeIn + fadeOut).toBeLessThanOrEqual(length);
    expect(fadeIn).toBeCloseTo(5, 5);
  });
});

describe('splitting and joining', () => {
  test('split leaves two clips that sound as one did, fades at the outer ends', () => {
    const faded = setFades(only('c1'), { fadeIn: 1, fadeOut: 2 })(exampleDocument());
    const halves = splitAt(only('c1'), 24)(faded).tracks[0]?.clips ?? [];
    expect(halves.map(({ at, length, fadeIn, fadeOut }) => [at, length, fadeIn, fadeOut])).toEqual([
      [0, 24, 1, undefined],
      [24, 40, undefined, 2],
    ]);
    expect(halves[1]?.in).toBeCloseTo(12.5, 9);
  });

  test('join gives the clip back', () => {
    const before = exampleDocument();
    const split = splitAt(only('c1'), 24)(before);
    const joined = joinClips(new Set((split.tracks[0]?.clips ?? []).map(({ id }) => id)))(split);
    expect(joined.tracks[0]?.clips).toEqual(before.tracks[0]?.clips);
  });

  test('clips that differ, or do not touch, stay two', () => {
    const split = splitAt(only('c1'), 24)(exampleDocument());
    const ids = new Set((split.tracks[0]?.clips ?? []).map(({ id }) => id));
    const louder = setClipGain(only('c1'), 3)(split);
    expect(joinClips(ids)(louder)).toBe(louder);
    const apart = moveClips(only('c1'), 100)(split);
    expect(joinClips(ids)(apart).tracks[0]?.clips).toHaveLength(2);
  });

  test('a beat outside a clip cuts nothing', () => {
    const document = exampleDocument();
    expect(splitAt(only('c1'), 64)(document)).toBe(document);
  });
});

describe('moving, copying, removing', () => {
  test('a block stops together at the start of the timeline', () => {
    const document = moveClips(only('c2'), 8)(exampleDocument());
    const moved = moveClips(new Set(['c1', 'c2']), -100)(document);
    expect([clipOf(moved, 'c1').at, clipOf(moved, 'c2').at]).toEqual([0, 8]);
  });

  test('a clip changes lanes; it stays where no lane is', () => {
    const down = moveClips(only('c1'), 0, 1)(exampleDocument());
    expect(findClip(down, 'c1')?.trackIndex).toBe(1);
    expect(findClip(moveClips(only('c1'), 4, -1)(exampleDocument()), 'c1')).toMatchObject({
      trackIndex: 0,
      clip: { at: 4 },
    });
  });

  test('duplicates stand right behind, under new names', () => {
    const before = exampleDocument();
    const after = duplicateClips(new Set(['c1', 'c2']))(before);
    const copies = [...newClips(before, after)].map((id) => clipOf(after, id).at);
    expect(copies).toEqual([64, 64]);
  });

  test('values that say nothing are not kept', () => {
    const tuned = setSemitones(only('c1'), -2)(exampleDocument());
    expect(clipOf(tuned, 'c1').semitones).toBe(-2);
    expect(clipOf(setSemitones(only('c1'), 0)(tuned), 'c1')).not.toHaveProperty('semitones');
  });

  test('an unused recording is not in the recipe', () => {
    const document = exampleDocument();
    const vocals = document.tracks.at(-1)?.clips.at(-1)?.id ?? '';
    expect(recipeOf(removeClips(only(vocals))(document)).sources.map(({ id }) => id)).toEqual(['s1']);
  });

  test('a looped clip may outlast its recording, and shrinks when it no longer loops', () => {
    const looped = trimEnd('c1', 400)(setClipLoop(only('c1'), 4)(exampleDocument()));
    expect(clipOf(looped, 'c1')).toMatchObject({ length: 400, loop: [0, 4] });
    expect(parseRecipe(recipeOf(looped))).toMatchObject({ ok: true });
    expect(clipOf(setClipLoop(only('c1'), null)(looped), 'c1').length).toBeCloseTo(239, 6);
  });
});

describe('a flip of a flip', () => {
  test('keeps everything, and names its parent', () => {
    const recipe = recipeOf(exampleDocument());
    const parent = `ni:///sha-256;${'A'.repeat(43)}` as Parameters<typeof documentFrom>[1];
    const document = documentFrom(recipe, parent);
    const again = recipeOf(document);
    expect(again.provenance.parents).toEqual([parent]);
    expect(again.tracks).toEqual(recipe.tracks);
    expect(parseRecipe(again)).toMatchObject({ ok: true });
  });
});
