import type { Effect, EffectType } from '@flipside/recipe';

/** One number of an effect, as it is edited: the recipe's own bounds. */
export interface Parameter {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** What holds while the recipe does not say. */
  readonly otherwise: number;
}

export const EFFECT_NAMES: Record<EffectType, string> = {
  eq: 'EQ',
  compressor: 'Compressor',
  delay: 'Delay',
  reverb: 'Reverb',
  filter: 'Filter',
  saturation: 'Saturation',
  gate: 'Gate',
  chorus: 'Chorus',
  bitcrush: 'Bitcrush',
  stutter: 'Stutter',
};

/** What one hears, in a few words, for the list to choose from. */
export const EFFECT_WORDS: Record<EffectType, string> = {
  eq: 'Bands up and down',
  compressor: 'Evens out the level',
  delay: 'Echoes in beats',
  reverb: 'A room around it',
  filter: 'Lets through low or high',
  saturation: 'Warmth to grit',
  gate: 'Silent below a level',
  chorus: 'Several at once',
  bitcrush: 'Fewer bits',
  stutter: 'Repeats a fragment',
};

const parameter = (
  name: string,
  label: string,
  unit: string,
  [min, max, step]: readonly [number, number, number],
  otherwise: number,
): Parameter => ({ name, label, unit, min, max, step, otherwise });

const MIX = parameter('mix', 'Mix', '', [0, 1, 0.05], 0.3);
const FULL_MIX = { ...MIX, otherwise: 1 };
const HZ = (name: string, label: string, otherwise: number) =>
  parameter(name, label, 'Hz', [20, 20_000, 10], otherwise);

/** Numbers of each effect in the order they are shown. The bands of an EQ are edited one by one. */
export const EFFECT_PARAMETERS: Record<EffectType, readonly Parameter[]> = {
  eq: [],
  compressor: [
    parameter('thresholdDb', 'Threshold', 'dB', [-60, 0, 1], -18),
    parameter('ratio', 'Ratio', ': 1', [1, 20, 0.5], 3),
    parameter('attackMs', 'Attack', 'ms', [0.1, 500, 1], 10),
    parameter('releaseMs', 'Release', 'ms', [5, 5000, 10], 150),
    parameter('makeupDb', 'Make-up', 'dB', [0, 24, 0.5], 0),
  ],
  delay: [
    parameter('beats', 'Time', 'beats', [1 / 64, 8, 0.25], 0.75),
    parameter('feedback', 'Feedback', '', [0, 0.95, 0.05], 0.4),
    MIX,
    HZ('highCutHz', 'High cut', 20_000),
  ],
  reverb: [
    parameter('decaySeconds', 'Decay', 's', [0.1, 12, 0.1], 1.8),
    MIX,
    parameter('preDelayMs', 'Pre-delay', 'ms', [0, 250, 5], 0),
    parameter('damping', 'Damping', '', [0, 1, 0.05], 0.5),
    parameter('width', 'Width', '', [0, 1, 0.05], 1),
  ],
  filter: [HZ('hz', 'Frequency', 1000), parameter('q', 'Resonance', 'Q', [0.1, 18, 0.1], 0.7)],
  saturation: [parameter('driveDb', 'Drive', 'dB', [0, 36, 1], 6), FULL_MIX],
  gate: [
    parameter('thresholdDb', 'Threshold', 'dB', [-80, 0, 1], -40),
    parameter('attackMs', 'Attack', 'ms', [0, 5000, 1], 1),
    parameter('holdMs', 'Hold', 'ms', [0, 5000, 5], 20),
    parameter('releaseMs', 'Release', 'ms', [0, 5000, 10], 100),
  ],
  chorus: [
    parameter('rateHz', 'Rate', 'Hz', [0.01, 10, 0.1], 0.8),
    parameter('depthMs', 'Depth', 'ms', [0, 20, 0.5], 3),
    { ...MIX, otherwise: 0.5 },
  ],
  bitcrush: [
    parameter('bits', 'Bits', 'bit', [1, 16, 1], 8),
    parameter('downsample', 'Hold', '×', [1, 64, 1], 1),
    FULL_MIX,
  ],
  stutter: [
    parameter('beats', 'Fragment', 'beats', [1 / 64, 4, 0.125], 0.25),
    parameter('every', 'Every', 'beats', [1 / 16, 64, 1], 4),
    FULL_MIX,
  ],
};

/** A new effect as it comes out of the list: heard at once, and not too loud. */
export const FRESH_EFFECTS: { readonly [Type in EffectType]: Extract<Effect, { type: Type }> } = {
  eq: {
    type: 'eq',
    bands: [
      { type: 'highPass', hz: 120, q: 0.7 },
      { type: 'peaking', hz: 1000, q: 1, gainDb: 0 },
    ],
  },
  compressor: { type: 'compressor', thresholdDb: -18, ratio: 3 },
  delay: { type: 'delay', beats: 0.75, feedback: 0.4, mix: 0.25 },
  reverb: { type: 'reverb', decaySeconds: 1.8, mix: 0.25 },
  filter: { type: 'filter', mode: 'lowPass', hz: 1000, q: 0.7 },
  saturation: { type: 'saturation', driveDb: 6 },
  gate: { type: 'gate', thresholdDb: -40 },
  chorus: { type: 'chorus', rateHz: 0.8, depthMs: 3, mix: 0.5 },
  bitcrush: { type: 'bitcrush', bits: 8 },
  stutter: { type: 'stutter', beats: 0.25, every: 4 },
};

export const EFFECT_TYPES = Object.keys(FRESH_EFFECTS) as readonly EffectType[];

/** The value of a number of an effect: its own, or what holds otherwise. */
export function parameterValue(effect: Effect, { name, otherwise }: Parameter): number {
  const value = (effect as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'number' ? value : otherwise;
}
