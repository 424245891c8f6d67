import { z } from 'zod';
import { LIMITS } from './limits.ts';

/**
 * Text a person reads: no control characters, not blank, bounded in UTF-16 code units. Checked in steps, each
 * linear, so that hostile text costs no more than its length.
 */
export const text = (max: number) =>
  z
    .string()
    .min(1)
    .max(max, { abort: true })
    .regex(/^\P{Cc}*$/u, { error: 'must not contain control characters', abort: true })
    .regex(/\S/u, 'must not be blank');

/** Name of an element inside one recipe, referred to by others. */
export const elementId = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,31}$/, 'must be a short identifier');

const range = (min: number, max: number) => z.number().min(min).max(max);

export const beat = range(0, LIMITS.beats);
export const beatLength = range(1 / 1024, LIMITS.beats);
export const second = range(0, LIMITS.seconds);
export const gainDb = range(-120, 24);
export const pan = range(-1, 1);
export const mix = range(0, 1);
export const bpm = range(20, 400);
export const hz = range(20, 20_000);
export const semitones = range(-24, 24);
export const number = range;

export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hexadecimal digits');
/** RFC 6920 name of a recipe: `ni:///sha-256;<base64url of 32 bytes>`. */
export const recipeLink = z
  .string()
  .regex(/^ni:\/\/\/sha-256;[A-Za-z0-9_-]{43}$/, 'must be an RFC 6920 sha-256 link');
/** ISO 3901: country, registrant, year and designation. There is no check digit. */
export const isrc = z
  .string()
  .regex(/^[A-Z]{2}[A-Z0-9]{3}\d{7}$/, 'must be an ISRC of twelve characters, without dashes');
export const musicalKey = z.string().regex(/^[A-G][#b]?:(maj|min)$/, 'must be a key such as A:min');

export const STEMS = ['mix', 'drums', 'bass', 'other', 'vocals', 'guitar', 'piano'] as const;
export const stem = z.enum(STEMS);
export type Stem = z.infer<typeof stem>;
