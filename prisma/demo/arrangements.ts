import type { Effect, Instrument, Stem } from '@flipside/recipe';

/** A stretch of a source's stem, in bars: where it sits, how long, and from which bar of the source. */
export interface ArrangedClip {
  readonly source: string;
  readonly stem: Stem;
  readonly at: number;
  readonly bars: number;
  readonly from: number;
  readonly semitones?: number;
  readonly reverse?: boolean;
}

export interface ArrangedTrack {
  readonly name: string;
  readonly gainDb?: number;
  readonly pan?: number;
  readonly effects?: Effect[];
  readonly clips?: readonly ArrangedClip[];
  readonly instrument?: Instrument;
  /** Beat, length in beats, key, velocity. */
  readonly notes?: readonly (readonly [at: number, length: number, key: number, velocity: number])[];
}

export interface Arrangement {
  readonly title: string;
  readonly producer: string;
  readonly bpm: number;
  readonly key: string;
  readonly tags: readonly string[];
  readonly markers: readonly (readonly [bar: number, name: string])[];
  readonly tracks: readonly ArrangedTrack[];
}

const SLOW_TIDE = 'QZFLP2600001';
const PAPER_LANTERNS = 'QZFLP2600002';
const NIGHT_FERRY = 'QZFLP2600003';
const LOW_SUN = 'QZFLP2600005';

const clip = (
  source: string,
  stem: Stem,
  at: number,
  bars: number,
  from: number,
  more: Partial<ArrangedClip> = {},
): ArrangedClip => ({
  source,
  stem,
  at,
  bars,
  from,
  ...more,
});

/** The flips a fresh instance shows. They use the demo library, so they play without any files. */
export const ARRANGEMENTS: readonly Arrangement[] = [
  {
    title: 'Harbour Dub',
    producer: 'tessel',
    bpm: 116,
    key: 'A:min',
    tags: ['dub', 'slow'],
    markers: [
      [0, 'Fog'],
      [8, 'Quay'],
      [24, 'Out'],
    ],
    tracks: [
      {
        name: 'Drums',
        gainDb: -1,
        effects: [{ type: 'compressor', thresholdDb: -18, ratio: 3 }],
        clips: [clip(NIGHT_FERRY, 'drums', 4, 12, 2), clip(NIGHT_FERRY, 'drums', 16, 12, 2)],
      },
      { name: 'Bass', clips: [clip(NIGHT_FERRY, 'bass', 0, 12, 2), clip(NIGHT_FERRY, 'bass', 16, 12, 2)] },
      {
        name: 'Choir echo',
        gainDb: -5,
        effects: [
          { type: 'filter', mode: 'highPass', hz: 300 },
          { type: 'delay', beats: 0.75, feedback: 0.55, mix: 0.45, pingPong: true },
          { type: 'reverb', decaySeconds: 3.5, mix: 0.3 },
        ],
        clips: [clip(NIGHT_FERRY, 'vocals', 8, 4, 4), clip(NIGHT_FERRY, 'vocals', 20, 4, 8)],
      },
      {
        name: 'Chords',
        gainDb: -4,
        clips: [clip(NIGHT_FERRY, 'other', 12, 4, 6), clip(NIGHT_FERRY, 'other', 24, 6, 6)],
      },
    ],
  },
  {
    title: 'Lamplight, Reversed',
    producer: 'ode',
    bpm: 96,
    key: 'E:min',
    tags: ['ambient', 'slow'],
    markers: [
      [0, 'Dusk'],
      [10, 'Lamps'],
    ],
    tracks: [
      {
        name: 'Backwards',
        gainDb: -3,
        effects: [{ type: 'reverb', decaySeconds: 5, mix: 0.45, preDelayMs: 20 }],
        clips: [
          clip(PAPER_LANTERNS, 'other', 0, 8, 4, { reverse: true }),
          clip(PAPER_LANTERNS, 'other', 12, 8, 4, { reverse: true }),
        ],
      },
      {
        name: 'Voice',
        gainDb: -2,
        clips: [clip(PAPER_LANTERNS, 'vocals', 6, 8, 4), clip(PAPER_LANTERNS, 'vocals', 18, 6, 4)],
      },
      {
        name: 'Low end',
        clips: [clip(PAPER_LANTERNS, 'bass', 8, 8, 4), clip(PAPER_LANTERNS, 'bass', 18, 8, 4)],
      },
    ],
  },
  {
    title: 'Glass Weather',
    producer: 'ode',
    bpm: 124,
    key: 'F:maj',
    tags: ['house', 'bright'],
    markers: [
      [0, 'In'],
      [8, 'Lift'],
      [24, 'Fall'],
    ],
    tracks: [
      { name: 'Drums', clips: [clip(LOW_SUN, 'drums', 0, 12, 2), clip(LOW_SUN, 'drums', 16, 12, 2)] },
      { name: 'Bass', clips: [clip(LOW_SUN, 'bass', 8, 12, 2), clip(LOW_SUN, 'bass', 22, 8, 2)] },
      {
        name: 'Tide, up three',
        gainDb: -6,
        effects: [{ type: 'chorus', rateHz: 0.6, depthMs: 4, mix: 0.4 }],
        clips: [
          clip(SLOW_TIDE, 'other', 12, 8, 4, { semitones: 3 }),
          clip(SLOW_TIDE, 'other', 24, 8, 4, { semitones: 3 }),
        ],
      },
      {
        name: 'Sun voice',
        gainDb: -3,
        effects: [{ type: 'stutter', beats: 0.25, every: 8, mix: 0.5 }],
        clips: [clip(LOW_SUN, 'vocals', 10, 8, 4), clip(LOW_SUN, 'vocals', 24, 6, 4)],
      },
    ],
  },
  {
    title: 'Slow Tide, Other Shore',
    producer: 'tessel',
    bpm: 112,
    key: 'D:min',
    tags: ['downtempo', 'slow'],
    markers: [
      [0, 'Intro'],
      [8, 'Verse'],
      [16, 'Lift'],
      [20, 'Chorus'],
      [32, 'Drop back'],
      [38, 'Out'],
    ],
    tracks: [
      {
        name: 'Drums',
        clips: [
          clip(NIGHT_FERRY, 'drums', 4, 12, 2),
          clip(NIGHT_FERRY, 'drums', 20, 12, 2),
          clip(SLOW_TIDE, 'drums', 32, 8, 4),
        ],
      },
      {
        name: 'Bass',
        gainDb: -1.5,
        clips: [
          clip(SLOW_TIDE, 'bass', 0, 8, 4),
          clip(SLOW_TIDE, 'bass', 12, 10, 4),
          clip(SLOW_TIDE, 'bass', 34, 8, 4),
        ],
      },
      {
        name: 'Other',
        clips: [
          clip(SLOW_TIDE, 'other', 0, 12, 2),
          clip(PAPER_LANTERNS, 'other', 12, 6, 4, { semitones: -2 }),
          clip(NIGHT_FERRY, 'other', 20, 12, 2),
          clip(SLOW_TIDE, 'other', 32, 10, 4),
        ],
      },
      {
        name: 'Vocals',
        gainDb: -3,
        effects: [
          { type: 'eq', bands: [{ type: 'highPass', hz: 120, q: 0.707 }] },
          { type: 'delay', beats: 0.75, feedback: 0.3, mix: 0.18 },
        ],
        clips: [
          clip(PAPER_LANTERNS, 'vocals', 6, 8, 4, { semitones: -2 }),
          clip(PAPER_LANTERNS, 'vocals', 22, 6, 4, { semitones: -2 }),
          clip(SLOW_TIDE, 'vocals', 34, 6, 4),
        ],
      },
      {
        name: 'Sub',
        gainDb: -12,
        instrument: {
          type: 'subtractive',
          oscillators: [{ wave: 'sine' }],
          amplitude: { attackMs: 20, decayMs: 100, sustain: 0.9, releaseMs: 200 },
        },
        notes: [
          [64, 3.5, 38, 0.8],
          [68, 3.5, 34, 0.8],
          [72, 3.5, 41, 0.8],
          [76, 3.5, 36, 0.8],
        ],
      },
    ],
  },
];
