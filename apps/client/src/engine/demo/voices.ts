import type { Effect, Instrument } from '@flipside/recipe';

/** The mouth of a vowel: three resonances over what the throat gives. */
const VOWELS = {
  ah: [720, 1180, 2650],
  oh: [470, 880, 2500],
  ee: [310, 2150, 2950],
} as const;

export function vowel(name: keyof typeof VOWELS, breathHz = 5200): Effect {
  const [first, second, third] = VOWELS[name];
  return {
    type: 'eq',
    bands: [
      { type: 'highPass', hz: 150, q: 0.7 },
      { type: 'peaking', hz: first, q: 5, gainDb: 13 },
      { type: 'peaking', hz: second, q: 6, gainDb: 12 },
      { type: 'peaking', hz: third, q: 7, gainDb: 9 },
      { type: 'lowPass', hz: breathHz, q: 0.7 },
    ],
  };
}

/** A sung tone: a narrow pulse that slides between notes, to be shaped by `vowel`. */
export const SINGER = {
  type: 'subtractive' as const,
  oscillators: [
    { wave: 'saw', level: 0.8 },
    { wave: 'square', cents: 6, level: 0.25 },
  ],
  filter: { mode: 'lowPass', hz: 3200, q: 0.7, envelopeSemitones: 8 },
  amplitude: { attackMs: 45, decayMs: 300, sustain: 0.82, releaseMs: 170 },
  filterEnvelope: { attackMs: 70, decayMs: 500, sustain: 0.5, releaseMs: 200 },
  glideMs: 55,
} satisfies Instrument;

/** Many voices on one vowel. */
export const CHOIR: Instrument = {
  type: 'subtractive',
  oscillators: [
    { wave: 'saw', cents: -9, level: 0.6 },
    { wave: 'saw', cents: 9, level: 0.6 },
  ],
  filter: { mode: 'lowPass', hz: 2400, q: 0.6 },
  amplitude: { attackMs: 260, decayMs: 600, sustain: 0.85, releaseMs: 420 },
};

export const ROUND_BASS: Instrument = {
  type: 'subtractive',
  oscillators: [
    { wave: 'triangle', level: 1 },
    { wave: 'saw', level: 0.3 },
  ],
  filter: { mode: 'lowPass', hz: 420, q: 0.9, envelopeSemitones: 14 },
  amplitude: { attackMs: 4, decayMs: 220, sustain: 0.75, releaseMs: 90 },
  filterEnvelope: { attackMs: 2, decayMs: 160, sustain: 0.15, releaseMs: 90 },
};

export const PLUCK_BASS: Instrument = {
  type: 'subtractive',
  oscillators: [
    { wave: 'saw', level: 0.8 },
    { wave: 'square', semitones: -12, level: 0.5 },
  ],
  filter: { mode: 'lowPass', hz: 260, q: 1.6, envelopeSemitones: 30 },
  amplitude: { attackMs: 2, decayMs: 260, sustain: 0.4, releaseMs: 70 },
  filterEnvelope: { attackMs: 1, decayMs: 190, sustain: 0, releaseMs: 60 },
};

export const WARM_PAD: Instrument = {
  type: 'subtractive',
  oscillators: [
    { wave: 'saw', cents: -7, level: 0.5 },
    { wave: 'triangle', cents: 7, level: 0.8 },
  ],
  filter: { mode: 'lowPass', hz: 900, q: 0.7, envelopeSemitones: 12 },
  amplitude: { attackMs: 380, decayMs: 900, sustain: 0.8, releaseMs: 600 },
  filterEnvelope: { attackMs: 700, decayMs: 1200, sustain: 0.5, releaseMs: 600 },
};

export const STAB: Instrument = {
  type: 'subtractive',
  oscillators: [{ wave: 'saw' }, { wave: 'saw', cents: 12, level: 0.8 }],
  filter: { mode: 'lowPass', hz: 700, q: 1.1, envelopeSemitones: 26 },
  amplitude: { attackMs: 2, decayMs: 240, sustain: 0.15, releaseMs: 160 },
  filterEnvelope: { attackMs: 2, decayMs: 220, sustain: 0.05, releaseMs: 120 },
};

export const ELECTRIC_PIANO: Instrument = {
  type: 'fm',
  ratio: 1,
  index: 1.6,
  amplitude: { attackMs: 2, decayMs: 1500, sustain: 0.2, releaseMs: 280 },
  modulation: { attackMs: 1, decayMs: 380, sustain: 0.12, releaseMs: 200 },
};

export const BELL: Instrument = {
  type: 'fm',
  ratio: 3.5,
  index: 1.4,
  amplitude: { attackMs: 1, decayMs: 900, sustain: 0, releaseMs: 500 },
  modulation: { attackMs: 1, decayMs: 420, sustain: 0, releaseMs: 300 },
};

export const GUITAR = {
  type: 'fm' as const,
  ratio: 2,
  index: 2.4,
  feedback: 0.25,
  amplitude: { attackMs: 1, decayMs: 700, sustain: 0.05, releaseMs: 140 },
  modulation: { attackMs: 1, decayMs: 150, sustain: 0.08, releaseMs: 100 },
} satisfies Instrument;
