import type { Recipe, Track } from '@flipside/recipe';

/** Ticks of a quarter note: divides by all usual note values, triplets and quintuplets too. */
const TICKS_PER_BEAT = 960;

const DRUM_CHANNEL = 9;
const CHANNELS = 16;
const LONGEST_TEMPO = 0xff_ff_ff;
const MICROSECONDS = 60_000_000;

const utf8 = new TextEncoder();

const META = { text: 0x01, name: 0x03, marker: 0x06, end: 0x2f, tempo: 0x51, timeSignature: 0x58 } as const;

/** An event of a track; at the same tick the lower rank comes first. */
interface MidiEvent {
  readonly tick: number;
  readonly rank: number;
  readonly bytes: readonly number[];
}

/** A number of variable length: seven bits a byte, the highest first. */
function variableLength(value: number): number[] {
  const bytes = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) {
    bytes.unshift(128 + (rest % 128));
  }
  return bytes;
}

const meta = (type: number, data: readonly number[]): number[] => [
  0xff,
  type,
  ...variableLength(data.length),
  ...data,
];
const textMeta = (type: number, text: string): number[] => meta(type, Array.from(utf8.encode(text)));

const bigEndian = (value: number, length: number): number[] =>
  Array.from({ length }, (_, i) => Math.floor(value / 256 ** (length - 1 - i)) % 256);

const tickOf = (beat: number): number => Math.round(beat * TICKS_PER_BEAT);

function chunk(name: string, data: readonly number[]): number[] {
  return [...utf8.encode(name), ...bigEndian(data.length, 4), ...data];
}

function trackChunk(events: readonly MidiEvent[]): number[] {
  const data: number[] = [];
  let at = 0;
  for (const { tick, bytes } of events.toSorted((a, b) => a.tick - b.tick || a.rank - b.rank)) {
    for (const byte of variableLength(tick - at)) data.push(byte);
    for (const byte of bytes) data.push(byte);
    at = tick;
  }
  data.push(0, ...meta(META.end, []));
  return chunk('MTrk', data);
}

/** Tempo, time signature and markers: what a DAW lays its grid by. */
function conductor({ title, tempo, timeSignature, markers = [] }: Recipe): MidiEvent[] {
  const [beats, unit] = timeSignature;
  const signature = [beats, 31 - Math.clz32(unit), 24, 8];
  return [
    { tick: 0, rank: 0, bytes: textMeta(META.name, title) },
    { tick: 0, rank: 1, bytes: meta(META.timeSignature, signature) },
    ...tempo.map(({ beat, bpm }) => {
      const microseconds = Math.min(LONGEST_TEMPO, Math.round(MICROSECONDS / bpm));
      return { tick: tickOf(beat), rank: 2, bytes: meta(META.tempo, bigEndian(microseconds, 3)) };
    }),
    ...markers.map(({ at, name }) => ({ tick: tickOf(at), rank: 3, bytes: textMeta(META.marker, name) })),
  ];
}

function notesOf({ name, notes = [] }: Track, channel: number): MidiEvent[] {
  return [
    { tick: 0, rank: 0, bytes: textMeta(META.name, name) },
    ...notes.flatMap(({ at, length, key, velocity }): MidiEvent[] => {
      const on = tickOf(at);
      // A note is never let go of before it was struck, however short it is.
      const off = Math.max(on + 1, tickOf(at + length));
      const strength = Math.max(1, Math.min(127, Math.round(velocity * 127)));
      return [
        { tick: on, rank: 5, bytes: [0x90 + channel, key, strength] },
        { tick: off, rank: 4, bytes: [0x80 + channel, key, 64] },
      ];
    }),
  ];
}

/**
 * The notes of a recipe with its tempo map as a Standard MIDI File of format 1 (RP-001, "Standard MIDI Files 1.0"): the
 * first track holds tempo, time signature and markers, each other one the notes of a track of the recipe. A beat of the
 * recipe is a quarter note. Tempos are kept to a microsecond per quarter, as the format does.
 */
export function encodeMidi(recipe: Recipe): Uint8Array<ArrayBuffer> {
  let melodic = 0;
  const channelOf = ({ instrument }: Track): number => {
    if (instrument?.type === 'drumkit') return DRUM_CHANNEL;
    const channel = melodic++ % (CHANNELS - 1);
    return channel >= DRUM_CHANNEL ? channel + 1 : channel;
  };
  const played = recipe.tracks.filter(({ notes = [] }) => notes.length > 0);
  const tracks = [conductor(recipe), ...played.map((track) => notesOf(track, channelOf(track)))];
  const head = [...bigEndian(1, 2), ...bigEndian(tracks.length, 2), ...bigEndian(TICKS_PER_BEAT, 2)];
  return Uint8Array.from([...chunk('MThd', head), ...tracks.flatMap(trackChunk)]);
}
