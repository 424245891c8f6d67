import { z } from 'zod';

/** Scalars that several features put on the wire. */
export const uuid = z.uuid();
export const instant = z.iso.datetime({ offset: false });
/** Money: a decimal string of micro-units (10⁻⁶ of the currency), never a number. */
export const micros = z.string().regex(/^-?\d{1,30}$/);
/** What one play pays: up to a million of the currency, far below what a column holds. */
export const rateMicros = micros.refine(
  (text) => text.replace(/^-?0*/, '').length <= 12,
  'must be below 1000000000000 (a million of the currency)',
);
export const count = z.string().regex(/^\d{1,20}$/);
/** A count of a period: below zero where more was taken back in it than came to it. */
export const signedCount = z.string().regex(/^-?\d{1,20}$/);
export const currency = z.string().regex(/^[A-Z]{3}$/);
export const ppm = z.int().min(0).max(1_000_000);
export const isrc = z.string().regex(/^[A-Z]{2}[A-Z0-9]{3}\d{7}$/);
export const recipeHash = z.string().regex(/^sha256-[0-9a-f]{64}$/);
export const shareCode = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{8}$/);
/** ISO 3166-1 alpha-2, or `WW` for everywhere. */
export const territory = z.string().regex(/^[A-Z]{2}$/);
export const rightSide = z.enum(['MASTER', 'COMPOSITION']);
export const stemName = z.enum(['mix', 'drums', 'bass', 'other', 'vocals', 'guitar', 'piano']);
export const tag = z.string().regex(/^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,30}[\p{L}\p{N}])?$/u);

/** Opaque: what a page answered as `nextCursor`. */
export const cursor = z
  .string()
  .min(1)
  .max(256)
  .regex(/^[A-Za-z0-9_-]+$/);
export const pageQuery = {
  cursor: cursor.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(24),
} as const;

/** A year that the database has. */
const askedInstant = instant.refine((text) => !text.startsWith('0000'), 'must be of the year 1 or later');

/** A page of what began at `from` or later, and earlier than `before`. */
export const datedPageQuery = {
  ...pageQuery,
  from: askedInstant.optional(),
  before: askedInstant.optional(),
} as const;

/** One page of `item`. `nextCursor` is null on the last page. */
export const pageOf = <T extends z.ZodType>(item: T, id: string) =>
  z.strictObject({ items: z.array(item), nextCursor: cursor.nullable() }).meta({ id });

/** An address that people can open: `https` or `http`, nothing that a browser would run. */
export const webAddress = z.url({ protocol: /^https?$/ }).max(2_000);

export const PartyRef = z.strictObject({ id: uuid, name: z.string() }).meta({ id: 'PartyRef' });
export const ProducerRef = z
  .strictObject({ handle: z.string(), displayName: z.string() })
  .meta({ id: 'ProducerRef' });
