import { z } from 'zod';
import { LIMITS } from './limits.ts';
import { hz, mix, number } from './schema.scalars.ts';

const q = number(0.1, 18);
const timeMs = number(0, 5000);
const delayBeats = number(1 / 64, 8);

const eqBand = z.strictObject({
  type: z.enum(['peaking', 'lowShelf', 'highShelf', 'lowPass', 'highPass']),
  hz,
  q: q.optional(),
  gainDb: number(-24, 24).optional(),
});

const eq = z.strictObject({ type: z.literal('eq'), bands: z.array(eqBand).min(1).max(LIMITS.eqBands) });

const compressor = z.strictObject({
  type: z.literal('compressor'),
  thresholdDb: number(-60, 0),
  ratio: number(1, 20),
  attackMs: number(0.1, 500).optional(),
  releaseMs: number(5, 5000).optional(),
  kneeDb: number(0, 24).optional(),
  makeupDb: number(0, 24).optional(),
});

const delay = z.strictObject({
  type: z.literal('delay'),
  beats: delayBeats,
  feedback: number(0, 0.95),
  mix,
  pingPong: z.boolean().optional(),
  highCutHz: hz.optional(),
});

const reverb = z.strictObject({
  type: z.literal('reverb'),
  decaySeconds: number(0.1, 12),
  mix,
  preDelayMs: number(0, 250).optional(),
  damping: mix.optional(),
  width: mix.optional(),
});

const filter = z.strictObject({
  type: z.literal('filter'),
  mode: z.enum(['lowPass', 'highPass', 'bandPass']),
  hz,
  q: q.optional(),
});

const saturation = z.strictObject({
  type: z.literal('saturation'),
  driveDb: number(0, 36),
  mix: mix.optional(),
});

const gate = z.strictObject({
  type: z.literal('gate'),
  thresholdDb: number(-80, 0),
  attackMs: timeMs.optional(),
  holdMs: timeMs.optional(),
  releaseMs: timeMs.optional(),
  rangeDb: number(-120, 0).optional(),
});

const chorus = z.strictObject({
  type: z.literal('chorus'),
  rateHz: number(0.01, 10),
  depthMs: number(0, 20),
  mix,
  delayMs: number(1, 50).optional(),
});

const bitcrush = z.strictObject({
  type: z.literal('bitcrush'),
  bits: z.int().min(1).max(16),
  downsample: z.int().min(1).max(64).optional(),
  mix: mix.optional(),
});

/** Within each window of `every` beats the first `beats` are repeated until the window ends. */
const stutter = z.strictObject({
  type: z.literal('stutter'),
  beats: number(1 / 64, 4),
  every: number(1 / 16, 64),
  mix: mix.optional(),
});

export const effectShapes = {
  eq,
  compressor,
  delay,
  reverb,
  filter,
  saturation,
  gate,
  chorus,
  bitcrush,
  stutter,
} as const;

/** The effects of format version 1, processed in the order of the chain. */
export const effect = z.discriminatedUnion('type', [
  eq,
  compressor,
  delay,
  reverb,
  filter,
  saturation,
  gate,
  chorus,
  bitcrush,
  stutter,
]);
export type Effect = z.infer<typeof effect>;
export type EffectType = Effect['type'];

export const effectChain = z.array(effect).max(LIMITS.effectsPerChain);

const envelope = z.strictObject({
  attackMs: timeMs,
  decayMs: timeMs,
  sustain: mix,
  releaseMs: timeMs,
});

const oscillator = z.strictObject({
  wave: z.enum(['sine', 'triangle', 'saw', 'square', 'noise']),
  semitones: number(-36, 36).optional(),
  cents: number(-100, 100).optional(),
  level: mix.optional(),
});

const subtractive = z.strictObject({
  type: z.literal('subtractive'),
  oscillators: z.array(oscillator).min(1).max(2).optional(),
  filter: z
    .strictObject({
      mode: z.enum(['lowPass', 'highPass', 'bandPass']),
      hz,
      q: q.optional(),
      envelopeSemitones: number(-96, 96).optional(),
    })
    .optional(),
  amplitude: envelope.optional(),
  filterEnvelope: envelope.optional(),
  glideMs: timeMs.optional(),
});

const drumkit = z.strictObject({
  type: z.literal('drumkit'),
  kit: z.enum(['room', 'machine', 'dusty']).optional(),
  tuneSemitones: number(-12, 12).optional(),
  decay: number(0.25, 4).optional(),
});

const fm = z.strictObject({
  type: z.literal('fm'),
  ratio: number(0.25, 16).optional(),
  index: number(0, 20).optional(),
  feedback: mix.optional(),
  amplitude: envelope.optional(),
  modulation: envelope.optional(),
});

/** The instruments of format version 1. Drumkit keys follow the General MIDI percussion map. */
export const instrument = z.discriminatedUnion('type', [subtractive, drumkit, fm]);
export type Instrument = z.infer<typeof instrument>;

export const limiter = z.strictObject({ ceilingDb: number(-12, 0), releaseMs: number(5, 1000).optional() });
