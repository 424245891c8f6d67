import type { Effect, Instrument, Note } from '@flipside/recipe';
import { Xorshift } from '../dsp/xorshift.ts';
import { BEATS_PER_BAR } from './catalogue.ts';

/** The stems of every piece. Their sum is the recording. */
export const DEMO_STEMS = ['drums', 'bass', 'other', 'vocals'] as const;
export type DemoStem = (typeof DEMO_STEMS)[number];

/** One player of a piece. */
export interface Part {
  readonly name: string;
  readonly stem: DemoStem;
  readonly instrument: Instrument;
  readonly effects?: Effect[];
  readonly gainDb?: number;
  readonly pan?: number;
  readonly notes: readonly Note[];
}

const STEPS_PER_BEAT = 4;
const NOTE_NAME = /^([A-G])([#b]?)(-?\d)$/;
const SEMITONES: Readonly<Record<string, number>> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };
const VELOCITIES: Readonly<Record<string, number>> = { X: 0.98, x: 0.8, o: 0.58, '-': 0.38 };

/** MIDI key of a note name; C4 is 60. */
export function keyOf(name: string): number {
  const [, letter = '', accidental, octave] = NOTE_NAME.exec(name) ?? [];
  const semitone = SEMITONES[letter];
  if (semitone === undefined) throw new RangeError(`not a note name: ${name}`);
  return 12 * (Number(octave) + 1) + semitone + (accidental === '#' ? 1 : accidental === 'b' ? -1 : 0);
}

/** A hand that never strikes twice alike, and yet always the same way. */
export class Hand {
  private readonly random: Xorshift;
  private readonly swing: number;

  /** @param swing how late, in beats, every second sixteenth falls. */
  constructor(seed: number, swing = 0) {
    this.random = new Xorshift(seed * 7919);
    this.swing = swing;
  }

  private note(at: number, length: number, key: number, velocity: number): Note {
    const touch = velocity * (1 + 0.09 * this.random.next());
    return { at, length, key, velocity: Math.max(0.05, Math.min(1, touch)) };
  }

  private late(step: number): number {
    return step % 2 === 1 ? this.swing : 0;
  }

  /** Percussion: one character a sixteenth, `X x o -` from loud to soft, anything else rests. Bars repeat the pattern. */
  hits(key: number, pattern: string, inBars: readonly number[]): Note[] {
    return inBars.flatMap((bar) =>
      Array.from(pattern).flatMap((mark, step) => {
        const velocity = VELOCITIES[mark];
        if (velocity === undefined) return [];
        const at = bar * BEATS_PER_BAR + step / STEPS_PER_BEAT + this.late(step);
        return [this.note(at, 1 / STEPS_PER_BEAT, key, velocity)];
      }),
    );
  }

  /** A melody from a bar on: `name:beats` or `r:beats`, and `>` before a name for an accent. */
  line(text: string, bar: number, velocity = 0.75): Note[] {
    const notes: Note[] = [];
    let at = bar * BEATS_PER_BAR;
    for (const word of text.trim().split(/\s+/)) {
      const [name = '', beats = '1'] = word.split(':');
      const length = Number(beats);
      const accent = name.startsWith('>');
      if (name !== 'r') {
        const late = this.late(Math.round(at * STEPS_PER_BEAT));
        const key = keyOf(accent ? name.slice(1) : name);
        notes.push(this.note(at + late, length * 0.94 - late, key, accent ? velocity * 1.2 : velocity));
      }
      at += length;
    }
    return notes;
  }

  /** Chords held for `beats` each, from a bar on; a chord is its note names joined by commas. */
  chords(names: readonly string[], bar: number, beats: number, velocity = 0.6): Note[] {
    return names.flatMap((chord, i) =>
      chord
        .split(',')
        .map((name) => this.note(bar * BEATS_PER_BAR + i * beats, beats * 0.97, keyOf(name), velocity)),
    );
  }

  /** Plays the notes of each chord one after the other, as digits of `pattern` say, one character a sixteenth. */
  arpeggio(names: readonly string[], pattern: string, bar: number, beats: number, velocity = 0.6): Note[] {
    return names.flatMap((chord, i) => {
      const keys = chord.split(',').map(keyOf);
      const steps = beats * STEPS_PER_BEAT;
      return Array.from({ length: steps }, (_, step) => step).flatMap((step) => {
        const key = keys[Number(pattern[step % pattern.length])];
        if (key === undefined) return [];
        const at = bar * BEATS_PER_BAR + i * beats + step / STEPS_PER_BEAT + this.late(step);
        return [this.note(at, 0.24, key, step % 4 === 0 ? velocity * 1.15 : velocity)];
      });
    });
  }
}

/** Bar numbers from one to before another, every `every`th. */
export function bars(from: number, to: number, every = 1): number[] {
  const list: number[] = [];
  for (let bar = from; bar < to; bar += every) list.push(bar);
  return list;
}
