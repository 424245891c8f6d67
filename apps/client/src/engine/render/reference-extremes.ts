import {
  AUTOMATABLE,
  type Automation,
  type Clip,
  type Effect,
  type Recipe,
  type Track,
} from '@flipside/recipe';

/** One effect of every kind, with all that is optional said. */
const EFFECTS: readonly Effect[] = [
  {
    type: 'eq',
    bands: [
      { type: 'highPass', hz: 30, q: 0.5 },
      { type: 'lowShelf', hz: 150, gainDb: 9 },
      { type: 'peaking', hz: 700, q: 6, gainDb: -18 },
      { type: 'highShelf', hz: 7000, gainDb: 6 },
      { type: 'lowPass', hz: 16_000, q: 2 },
    ],
  },
  { type: 'compressor', thresholdDb: -30, ratio: 8, attackMs: 1, releaseMs: 40, kneeDb: 12, makeupDb: 6 },
  { type: 'delay', beats: 1 / 3, feedback: 0.7, mix: 0.3, pingPong: true, highCutHz: 3000 },
  { type: 'reverb', decaySeconds: 3, mix: 0.3, preDelayMs: 40, damping: 0.8, width: 0.6 },
  { type: 'filter', mode: 'bandPass', hz: 900, q: 3 },
  { type: 'saturation', driveDb: 24, mix: 0.7 },
  { type: 'gate', thresholdDb: -40, attackMs: 2, holdMs: 30, releaseMs: 90, rangeDb: -50 },
  { type: 'chorus', rateHz: 2, depthMs: 6, mix: 0.4, delayMs: 9 },
  { type: 'bitcrush', bits: 6, downsample: 5, mix: 0.3 },
  { type: 'stutter', beats: 0.25, every: 2, mix: 0.5 },
];

/** A lane for every parameter that can be automated, over half of its range and held in between. */
function everyLane(): Automation[] {
  return EFFECTS.flatMap(({ type }, index) =>
    Object.entries(AUTOMATABLE[type]).map(([parameter, { min, max }], lane): Automation => {
      const at = (part: number): number => min + (max - min) * part;
      const shift = (lane % 4) / 8;
      return {
        target: `effects/${index}/${parameter}`,
        points: [
          [0, at(0.2 + shift / 4), 'linear'],
          [3 + shift, at(0.5), 'hold'],
          [5 - shift, at(0.35), 'linear'],
          [9, at(0.3 + shift / 2), 'hold'],
        ],
      };
    }),
  );
}

/** Much slower, much faster, far off in pitch, backwards, in loops, over several segments. */
const CLIPS: readonly Clip[] = [
  {
    source: 's1',
    stem: 'drums',
    at: 0,
    length: 6,
    in: 2,
    warp: [
      [0, 2],
      [6, 3.4],
    ],
  },
  {
    source: 's2',
    stem: 'vocals',
    at: 0.5,
    length: 8,
    in: 5,
    warp: [
      [0, 5],
      [1, 5.9],
      [2, 6.1],
      [5, 8],
      [8, 8.6],
    ],
    semitones: 7,
    reverse: true,
  },
  {
    source: 's1',
    stem: 'other',
    at: 2,
    length: 6,
    in: 4,
    warp: [
      [0, 4],
      [2, 7],
    ],
    semitones: -11,
    loop: [0.5, 1.75],
    fadeIn: 1,
  },
  { source: 's2', stem: 'bass', at: 3.3, length: 4, in: 1, semitones: 0.37, reverse: true, fadeOut: 2 },
];

const AUTOMATED: Track = {
  id: 'x1',
  name: 'Everything moves',
  clips: [...CLIPS],
  effects: [...EFFECTS],
  automation: everyLane(),
};

/** Of the General MIDI percussion map, and one key on either side. */
const DRUM_KEYS = Array.from({ length: 49 }, (_, i) => 34 + i);

const KIT: Track = {
  id: 'x2',
  name: 'Every sound of the kit',
  instrument: { type: 'drumkit', kit: 'dusty', tuneSemitones: 3, decay: 0.6 },
  notes: DRUM_KEYS.map((key, i) => ({ at: i / 6, length: 0.2, key, velocity: 0.5 + (i % 5) / 10 })),
};

const WAVES: Track[] = (['sine', 'triangle', 'saw', 'square', 'noise'] as const).map((wave, i) => ({
  id: `w${i}`,
  name: `Wave: ${wave}`,
  gainDb: -4,
  pan: i / 2 - 1,
  instrument: {
    type: 'subtractive',
    oscillators: [{ wave }, { wave, semitones: 12, cents: -7, level: 0.5 }],
    filter: {
      mode: (['lowPass', 'highPass', 'bandPass'] as const)[i % 3] ?? 'lowPass',
      hz: 700,
      q: 4,
      envelopeSemitones: 36,
    },
    amplitude: { attackMs: 1, decayMs: 300, sustain: 0.5, releaseMs: 120 },
    filterEnvelope: { attackMs: 80, decayMs: 200, sustain: 0.3, releaseMs: 60 },
    glideMs: 90,
  },
  notes: [31, 55, 79, 103].map((key, n) => ({ at: n * 2 + i / 5, length: 1.2, key, velocity: 0.9 })),
}));

const BELL: Track = {
  id: 'x3',
  name: 'Harsh bell',
  instrument: {
    type: 'fm',
    ratio: 7.03,
    index: 14,
    feedback: 0.8,
    modulation: { attackMs: 0, decayMs: 90, sustain: 0, releaseMs: 10 },
  },
  notes: Array.from({ length: 30 }, (_, i) => ({ at: i / 4, length: 2, key: 40 + i, velocity: 1 })),
};

/** What a recipe may ask for at its edges, far too loud for its limiter: the other measure of sameness. */
export const extremes: Pick<Recipe, 'title' | 'tempo' | 'tracks' | 'master'> = {
  title: 'Extremes',
  tempo: [
    { beat: 0, bpm: 91.7 },
    { beat: 2.5, bpm: 143 },
    { beat: 6, bpm: 120 },
  ],
  tracks: [AUTOMATED, KIT, ...WAVES, BELL],
  master: {
    effects: [{ type: 'saturation', driveDb: 6, mix: 0.5 }],
    limiter: { ceilingDb: -1.5, releaseMs: 30 },
  },
};
