import { z } from 'zod';
import { LIMITS } from './limits.ts';
import { effectChain, instrument } from './schema.effects.ts';
import {
  beat,
  beatLength,
  elementId,
  gainDb,
  mix,
  number,
  pan,
  second,
  semitones,
  stem,
  text,
} from './schema.scalars.ts';

/** Beat in the clip's content, and the second of the source heard there. Strictly increasing in both. */
const warpPoint = z.tuple([number(-LIMITS.beats, LIMITS.beats), second]);

const clipCommon = {
  /** Where the clip starts on the timeline, in beats. */
  at: beat,
  /** How long it lasts on the timeline, in beats. */
  length: beatLength,
  /** The second of the source heard when the clip starts. */
  in: second,
  /** Piecewise linear, content beat to source second. Absent: the source runs at its own speed. */
  warp: z.array(warpPoint).min(2).max(LIMITS.warpPoints).optional(),
  semitones: semitones.optional(),
  gainDb: gainDb.optional(),
  /** Content beats counted from the clip's start: at the second the content jumps back to the first. */
  loop: z.tuple([beat, beat]).nullable().optional(),
  reverse: z.boolean().optional(),
  mute: z.boolean().optional(),
  /** Fade lengths in beats. */
  fadeIn: beat.optional(),
  fadeOut: beat.optional(),
} as const;

export const sourceClip = z.strictObject({ source: elementId, stem, ...clipCommon });
export const layerClip = z.strictObject({ layer: elementId, ...clipCommon });
export const clip = z.union([sourceClip, layerClip]);
export type SourceClip = z.infer<typeof sourceClip>;
export type LayerClip = z.infer<typeof layerClip>;
export type Clip = SourceClip | LayerClip;

export const note = z.strictObject({
  at: beat,
  length: beatLength,
  /** MIDI key number; 69 is A4 = 440 Hz. */
  key: z.int().min(0).max(127),
  velocity: mix,
});
export type Note = z.infer<typeof note>;

/** Beat on the timeline, value, and how the value runs to the next point. */
export const automationPoint = z.tuple([beat, number(-20_000, 20_000), z.enum(['linear', 'hold'])]);
export type AutomationPoint = z.infer<typeof automationPoint>;

export const automation = z.strictObject({
  /** `gainDb`, `pan`, or `effects/<index>/<parameter>` for one numeric parameter of the track's chain. */
  target: z
    .string()
    .regex(
      /^(gainDb|pan|effects\/\d{1,2}\/[a-zA-Z]{1,24})$/,
      'must name gainDb, pan or effects/<index>/<parameter>',
    ),
  points: z.array(automationPoint).min(1).max(LIMITS.automationPoints),
});
export type Automation = z.infer<typeof automation>;

export const track = z.strictObject({
  id: elementId,
  name: text(LIMITS.nameChars),
  gainDb: gainDb.optional(),
  pan: pan.optional(),
  mute: z.boolean().optional(),
  effects: effectChain.optional(),
  clips: z.array(clip).max(LIMITS.clips).optional(),
  instrument: instrument.optional(),
  notes: z.array(note).max(LIMITS.notes).optional(),
  automation: z.array(automation).max(LIMITS.lanesPerTrack).optional(),
});
export type Track = z.infer<typeof track>;
