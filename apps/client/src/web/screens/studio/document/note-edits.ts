import { LIMITS, type Note } from '@flipside/recipe';
import { clamp, tidy, withTrack, type Edit, type StudioTrack } from './studio-document.ts';

const NEAR = 1e-4;

const isAt = (note: Note, at: number, key: number): boolean =>
  note.key === key && Math.abs(note.at - at) < NEAR;

const ordered = (notes: readonly Note[]): Note[] => [...notes].sort((a, b) => a.at - b.at || a.key - b.key);

function withNotes(trackId: string, change: (notes: readonly Note[]) => readonly Note[]): Edit {
  return (document) =>
    withTrack(document, trackId, (track): StudioTrack => {
      if (track.instrument === undefined) return track;
      const before = track.notes ?? [];
      const notes = change(before);
      return notes === before ? track : { ...track, notes: ordered(notes) };
    });
}

/** Adds a note; one that already starts there on the same key is replaced. */
export const addNote = (trackId: string, note: Note): Edit =>
  withNotes(trackId, (notes) => {
    const others = notes.filter((other) => !isAt(other, note.at, note.key));
    return others.length >= LIMITS.notes ? notes : [...others, { ...note, at: tidy(note.at) }];
  });

export const removeNote = (trackId: string, at: number, key: number): Edit =>
  withNotes(trackId, (notes) => {
    const rest = notes.filter((note) => !isAt(note, at, key));
    return rest.length === notes.length ? notes : rest;
  });

/** Moves a note by beats and by keys, within the timeline and the keyboard. */
export const moveNote = (trackId: string, at: number, key: number, beats: number, keys: number): Edit =>
  withNotes(trackId, (notes) => {
    const note = notes.find((candidate) => isAt(candidate, at, key));
    if (note === undefined) return notes;
    const moved: Note = {
      ...note,
      at: tidy(clamp(note.at + beats, 0, LIMITS.beats - note.length)),
      key: clamp(note.key + keys, 0, 127),
    };
    return [...notes.filter((other) => other !== note && !isAt(other, moved.at, moved.key)), moved];
  });

/** Copies the notes of a stretch to right behind it, in place of what is there. */
export const repeatNotes = (trackId: string, from: number, length: number): Edit =>
  withNotes(trackId, (notes) => {
    const copied = notes
      .filter(({ at }) => at >= from - NEAR && at < from + length - NEAR)
      .map((note) => ({ ...note, at: tidy(note.at + length) }));
    if (copied.length === 0) return notes;
    const kept = notes.filter(({ at }) => at < from + length - NEAR || at >= from + 2 * length - NEAR);
    return kept.length + copied.length > LIMITS.notes ? notes : [...kept, ...copied];
  });
