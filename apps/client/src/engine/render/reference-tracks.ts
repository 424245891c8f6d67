import type { Track } from '@flipside/recipe';

const BEAT = 60 / 108;

/** Tracks of the reference remix: between them every effect, instrument, automation target and kind of clip. */
export const referenceTracks: Track[] = [
  {
    id: 't1',
    name: 'Drums, looped',
    gainDb: -3,
    clips: [{ source: 's1', stem: 'drums', at: 0, length: 32, in: 16 * BEAT, loop: [0, 8], fadeOut: 2 }],
    effects: [
      { type: 'gate', thresholdDb: -46, releaseMs: 60 },
      { type: 'compressor', thresholdDb: -20, ratio: 4, attackMs: 8 },
      { type: 'stutter', beats: 0.5, every: 8, mix: 0 },
    ],
    automation: [
      {
        target: 'effects/2/mix',
        points: [
          [0, 0, 'hold'],
          [20, 1, 'hold'],
          [22, 0, 'hold'],
        ],
      },
    ],
  },
  {
    id: 't2',
    name: 'Vocals, bent',
    pan: -0.2,
    clips: [
      {
        source: 's2',
        stem: 'vocals',
        at: 4,
        length: 12,
        in: 4.5,
        warp: [
          [0, 4.5],
          [4, 6.6],
          [12, 11.3],
        ],
        semitones: -2,
        gainDb: 2,
        fadeIn: 0.5,
        fadeOut: 1,
      },
      { source: 's2', stem: 'vocals', at: 18, length: 4, in: 9, reverse: true, fadeIn: 2 },
    ],
    effects: [
      {
        type: 'eq',
        bands: [
          { type: 'highPass', hz: 140 },
          { type: 'peaking', hz: 2500, q: 1.2, gainDb: 3 },
          { type: 'highShelf', hz: 9000, gainDb: -2 },
        ],
      },
      { type: 'delay', beats: 0.75, feedback: 0.4, mix: 0.25, pingPong: true, highCutHz: 4000 },
      { type: 'reverb', decaySeconds: 1.4, mix: 0.2, preDelayMs: 15 },
    ],
  },
  {
    id: 't3',
    name: 'Bass, slower',
    clips: [
      {
        source: 's1',
        stem: 'bass',
        at: 8,
        length: 20,
        in: 8 * BEAT,
        warp: [
          [0, 8 * BEAT],
          [16, 20 * BEAT],
        ],
      },
    ],
    effects: [
      { type: 'saturation', driveDb: 9, mix: 0.6 },
      { type: 'filter', mode: 'lowPass', hz: 400, q: 1.1 },
    ],
    automation: [
      {
        target: 'effects/1/hz',
        points: [
          [8, 200, 'linear'],
          [24, 2400, 'hold'],
        ],
      },
      {
        target: 'gainDb',
        points: [
          [8, -12, 'linear'],
          [12, 0, 'hold'],
        ],
      },
    ],
  },
  {
    id: 't4',
    name: 'Other, crushed',
    gainDb: -4,
    clips: [{ source: 's2', stem: 'other', at: 0, length: 16, in: 0, loop: [0, 6] }],
    effects: [
      { type: 'chorus', rateHz: 0.7, depthMs: 3, mix: 0.5 },
      { type: 'bitcrush', bits: 9, downsample: 3, mix: 0.5 },
    ],
    automation: [
      {
        target: 'pan',
        points: [
          [0, -0.8, 'linear'],
          [16, 0.8, 'hold'],
        ],
      },
    ],
  },
  {
    id: 't5',
    name: 'Chords',
    gainDb: -6,
    instrument: { type: 'subtractive', glideMs: 30 },
    notes: [50, 57, 60, 65].map((key) => ({ at: 16, length: 6, key, velocity: 0.6 })),
  },
  {
    id: 't6',
    name: 'Kit',
    gainDb: -8,
    instrument: { type: 'drumkit', kit: 'machine', tuneSemitones: -1 },
    notes: [36, 42, 38, 46, 36, 42, 39, 49].map((key, i) => ({
      at: 16 + i,
      length: 0.25,
      key,
      velocity: 0.7,
    })),
  },
  {
    id: 't7',
    name: 'Bell',
    gainDb: -8,
    pan: 0.4,
    instrument: { type: 'fm', ratio: 3.5, index: 2, feedback: 0.1 },
    notes: [74, 77, 81, 84].map((key, i) => ({ at: 24 + i, length: 0.5, key, velocity: 0.7 })),
  },
];
