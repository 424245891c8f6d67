import { z } from 'zod';
import { effectShapes, type Effect, type EffectType } from './schema.effects.ts';

/** Least and greatest value that automation may give a parameter, in the parameter's own unit. */
export interface ParameterRange {
  readonly min: number;
  readonly max: number;
}

/**
 * Numbers that set how an effect is built (buffer lengths, grids, word sizes) and stay fixed while it runs. The
 * bands of an `eq` are nested and have no lane either.
 */
const FIXED: { readonly [T in EffectType]?: readonly string[] } = {
  delay: ['beats'],
  reverb: ['decaySeconds', 'preDelayMs'],
  chorus: ['delayMs'],
  bitcrush: ['bits', 'downsample'],
  stutter: ['beats', 'every'],
};

function rangeOf(shape: z.core.$ZodType): ParameterRange | null {
  const inner = shape instanceof z.ZodOptional ? shape.unwrap() : shape;
  if (!(inner instanceof z.ZodNumber)) return null;
  const { minValue, maxValue } = inner;
  return minValue === null || maxValue === null ? null : Object.freeze({ min: minValue, max: maxValue });
}

function parametersOf(type: EffectType): Readonly<Record<string, ParameterRange>> {
  const ranges: Record<string, ParameterRange> = {};
  for (const [name, shape] of Object.entries(effectShapes[type].shape)) {
    const range = rangeOf(shape);
    if (range !== null && FIXED[type]?.includes(name) !== true) ranges[name] = range;
  }
  return Object.freeze(ranges);
}

/** Every automatable parameter of every effect with its range: the schema's own ranges. */
export const AUTOMATABLE: { readonly [T in EffectType]: Readonly<Record<string, ParameterRange>> } =
  Object.freeze({
    eq: parametersOf('eq'),
    compressor: parametersOf('compressor'),
    delay: parametersOf('delay'),
    reverb: parametersOf('reverb'),
    filter: parametersOf('filter'),
    saturation: parametersOf('saturation'),
    gate: parametersOf('gate'),
    chorus: parametersOf('chorus'),
    bitcrush: parametersOf('bitcrush'),
    stutter: parametersOf('stutter'),
  });

/** The automatable parameters of a track itself: level in dB and position from −1 (left) to 1 (right). */
export const AUTOMATABLE_TRACK: Readonly<Record<'gainDb' | 'pan', ParameterRange>> = Object.freeze({
  gainDb: Object.freeze({ min: -120, max: 24 }),
  pan: Object.freeze({ min: -1, max: 1 }),
});

/** A target of an automation lane, taken apart. */
export type AutomationTarget =
  | { readonly kind: 'track'; readonly parameter: 'gainDb' | 'pan' }
  | { readonly kind: 'effect'; readonly index: number; readonly parameter: string };

/** Takes `gainDb`, `pan` or `effects/<index>/<parameter>` apart; null when it is none of them. */
export function parseAutomationTarget(target: string): AutomationTarget | null {
  if (target === 'gainDb' || target === 'pan') return { kind: 'track', parameter: target };
  const match = /^effects\/(0|[1-9]\d?)\/([a-zA-Z]{1,24})$/.exec(target);
  const [, index, parameter] = match ?? [];
  if (index === undefined || parameter === undefined) return null;
  return { kind: 'effect', index: Number(index), parameter };
}

/** The range of values for a target on a track with this chain; null when there is nothing to automate there. */
export function automationRange(target: string, effects: readonly Effect[]): ParameterRange | null {
  const parsed = parseAutomationTarget(target);
  if (parsed === null) return null;
  if (parsed.kind === 'track') return AUTOMATABLE_TRACK[parsed.parameter];
  const type = effects[parsed.index]?.type;
  if (type === undefined || !Object.hasOwn(AUTOMATABLE[type], parsed.parameter)) return null;
  return AUTOMATABLE[type][parsed.parameter] ?? null;
}
