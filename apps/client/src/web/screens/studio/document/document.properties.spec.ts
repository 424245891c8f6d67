import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseRecipe, usage } from '@flipside/recipe';
import { movePoint, removePoint, setPoint } from './automation-edits.ts';
import {
  duplicateClips,
  moveClips,
  setClipGain,
  setClipLoop,
  setClipSpeed,
  setFades,
  setReverse,
  setSemitones,
} from './clip-edits.ts';
import { joinClips, splitAt, trimEnd, trimStart } from './clip-trim.ts';
import { exampleDocument } from './document.fixture.ts';
import { addEffect, moveEffect, removeEffect } from './effect-edits.ts';
import { setTempo, setTimeSignature } from './flip-edits.ts';
import { record, startHistory, undo } from './history.ts';
import { addNote, moveNote, repeatNotes } from './note-edits.ts';
import { recipeOf, type Edit } from './studio-document.ts';
import { addInstrumentTrack, moveTrack, setTrackGain, setTrackPan } from './track-edits.ts';

const clipId = fc.integer({ min: 1, max: 12 }).map((number) => `c${number}`);
const ids = fc.uniqueArray(clipId, { minLength: 1, maxLength: 4 }).map((list) => new Set(list));
const trackId = fc.integer({ min: 1, max: 6 }).map((number) => `t${number}`);
const beat = fc.double({ min: -20, max: 300, noNaN: true });
const db = fc.double({ min: -200, max: 60, noNaN: true });
const index = fc.integer({ min: 0, max: 3 });

/** Any step that the studio can take, sensible or not. */
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(ids, beat, fc.integer({ min: -3, max: 3 })).map(([set, by, lanes]) => moveClips(set, by, lanes)),
  fc.tuple(clipId, beat).map(([id, at]) => trimStart(id, at)),
  fc.tuple(clipId, beat).map(([id, at]) => trimEnd(id, at)),
  fc.tuple(ids, beat).map(([set, at]) => splitAt(set, at)),
  ids.map((set) => joinClips(set)),
  ids.map((set) => duplicateClips(set)),
  fc.tuple(ids, db).map(([set, gain]) => setClipGain(set, gain)),
  fc.tuple(ids, db).map(([set, semitones]) => setSemitones(set, semitones)),
  fc.tuple(ids, fc.boolean()).map(([set, on]) => setReverse(set, on)),
  fc.tuple(ids, beat, beat).map(([set, fadeIn, fadeOut]) => setFades(set, { fadeIn, fadeOut })),
  fc.tuple(ids, fc.option(beat)).map(([set, beats]) => setClipLoop(set, beats)),
  fc
    .tuple(ids, fc.constantFrom('follow' as const, null, 0.8, 1.3))
    .map(([set, speed]) => setClipSpeed(set, speed)),
  fc.tuple(trackId, db).map(([id, gain]) => setTrackGain(id, gain)),
  fc.tuple(trackId, db).map(([id, pan]) => setTrackPan(id, pan)),
  fc.tuple(trackId, index).map(([id, by]) => moveTrack(id, by - 1)),
  fc.tuple(trackId, beat, db).map(([id, at, value]) => setPoint(id, 'gainDb', at, value)),
  fc.tuple(trackId, index, beat, db).map(([id, at, to, value]) => movePoint(id, 'gainDb', at, to, value)),
  fc.tuple(trackId, index).map(([id, at]) => removePoint(id, 'gainDb', at)),
  fc
    .tuple(trackId, fc.constantFrom('filter' as const, 'delay' as const))
    .map(([id, type]) => addEffect({ trackId: id }, type)),
  fc.tuple(trackId, beat).map(([id, at]) => setPoint(id, 'effects/0/hz', at, 800)),
  fc.tuple(trackId, index).map(([id, at]) => removeEffect({ trackId: id }, at)),
  fc.tuple(trackId, index).map(([id, at]) => moveEffect({ trackId: id }, at, 1)),
  fc.constant(addInstrumentTrack('drumkit')),
  fc.tuple(trackId, index).map(([id, at]) => addNote(id, { at, length: 0.25, key: 36, velocity: 0.8 })),
  fc.tuple(trackId, index, beat).map(([id, at, by]) => moveNote(id, at, 36, by, 40)),
  trackId.map((id) => repeatNotes(id, 0, 4)),
  db.map((bpm) => setTempo(bpm * 4)),
  fc.constant(setTimeSignature([6, 8])),
);

describe('any run of edits', () => {
  test('leaves a recipe that parses', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 14 }), (edits) => {
        const document = edits.reduce((current, step) => step(current), exampleDocument());
        const parsed = parseRecipe(recipeOf(document));
        expect(parsed.ok ? [] : parsed.issues).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test('is taken back by undo, step by step', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 10 }), (edits) => {
        const start = exampleDocument();
        const wanted = structuredClone(start);
        let history = edits.reduce(
          (current, step) => record(current, step(current.present)),
          startHistory(start),
        );
        while (history.past.length > 0) history = undo(history);
        expect(history.present).toBe(start);
        expect(history.present).toEqual(wanted);
      }),
    );
  });

  test('splitting anywhere and joining again changes no usage', () => {
    const place = fc.double({ min: 1, max: 63, noNaN: true });
    fc.assert(
      fc.property(place, fc.boolean(), fc.double({ min: 60, max: 180, noNaN: true }), (at, reverse, bpm) => {
        const before = [setTempo(bpm), setReverse(new Set(['c1']), reverse)].reduce(
          (document, step) => step(document),
          exampleDocument(),
        );
        const split = splitAt(new Set(['c1']), at)(before);
        const halves = new Set((split.tracks[0]?.clips ?? []).map(({ id }) => id));
        const joined = joinClips(halves)(split);
        expect(halves.size).toBe(2);
        expect(usage(recipeOf(split))).toEqual(usage(recipeOf(before)));
        expect(joined.tracks[0]?.clips).toHaveLength(1);
        expect(usage(recipeOf(joined))).toEqual(usage(recipeOf(before)));
      }),
    );
  });
});
