import { z } from 'zod';

const text = z.string().max(2000);
/** Servers write identifiers as text, older ones as numbers. */
const id = z.union([text.min(1), z.number().transform(String)]);
const list = <T extends z.ZodType>(item: T, most: number) =>
  z.preprocess(
    (value) => (value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]),
    z.array(item).max(most),
  );

/** `Child` of the Subsonic API: the members used here. Unknown ones are left out, for servers add many. */
export const songSchema = z.object({
  id,
  title: text.optional(),
  artist: text.optional(),
  duration: z.number().nonnegative().optional(),
  size: z.number().nonnegative().optional(),
  contentType: text.optional(),
  suffix: text.optional(),
  created: text.optional(),
  isrc: list(text, 64).optional(),
});
export type SubsonicSong = z.infer<typeof songSchema>;

const error = z.object({ code: z.number(), message: text.optional() });

/** The envelope of every answer; what is in it differs by method. */
export const envelopeSchema = z.object({
  'subsonic-response': z.looseObject({
    status: z.enum(['ok', 'failed']),
    version: text.optional(),
    type: text.optional(),
    serverVersion: text.optional(),
    openSubsonic: z.boolean().optional(),
    error: error.optional(),
  }),
});
export type Envelope = z.infer<typeof envelopeSchema>['subsonic-response'];

export const searchSchema = z.object({
  searchResult3: z.object({ song: list(songSchema, 2000) }).default({ song: [] }),
});
export const songAnswerSchema = z.object({ song: songSchema });
export const extensionsSchema = z.object({
  openSubsonicExtensions: list(z.object({ name: text, versions: list(z.number(), 100) }), 200),
});

/** An error that a server tells in XML, as it does where sound was asked for; null for anything else. */
export function readXmlError(document: string): { readonly code: number; readonly message: string } | null {
  const tag = /<error\b[^>]*>/.exec(document)?.[0];
  if (tag === undefined || !document.includes('<subsonic-response')) return null;
  const code = Number(/\bcode\s*=\s*["'](\d{1,4})["']/.exec(tag)?.[1] ?? Number.NaN);
  const message = /\bmessage\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(tag);
  return Number.isInteger(code) ? { code, message: message?.[1] ?? message?.[2] ?? '' } : null;
}
