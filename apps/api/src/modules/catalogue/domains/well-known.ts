import { isUtf8 } from 'node:buffer';
import { createHash, timingSafeEqual } from 'node:crypto';
import { parseIsrc, parseIsrcPrefix, parseIswc, accepted, refused } from '@flipside/royalty';
import type { Parsed } from '@flipside/royalty';
import { z } from 'zod';

/** The file by which a website speaks for a party; docs/well-known.md describes it for those who write one. */
export const WELL_KNOWN_PATH = '/.well-known/flipside.json';
export const WELL_KNOWN_BYTES = 65_536;

const MOST_IDENTIFIERS = 1_000;

const identifiers = (parse: (text: string) => Parsed<string>) =>
  z
    .array(
      z
        .string()
        .max(40)
        .transform((text, context) => {
          const parsed = parse(text);
          if (parsed.ok) return parsed.value;
          context.addIssue(parsed.message);
          return z.NEVER;
        }),
    )
    .max(MOST_IDENTIFIERS)
    .default([]);

const file = z.strictObject({
  flipside: z.literal(1),
  parties: z
    .array(
      z.strictObject({
        party: z.uuid(),
        token: z.string().min(16).max(128),
        isrcPrefixes: identifiers(parseIsrcPrefix),
        isrcs: identifiers(parseIsrc),
        iswcs: identifiers(parseIswc),
      }),
    )
    .min(1)
    .max(50),
});

/** Which identifiers a website says are the party's. */
export interface Coverage {
  readonly isrcPrefixes: readonly string[];
  readonly isrcs: readonly string[];
  readonly iswcs: readonly string[];
}

const sameText = (a: string, b: string): boolean => {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
};

/** What the file says about one party: its entry must carry the token that this instance gave to that party. */
export function readWellKnown(
  body: Buffer,
  asked: { readonly partyId: string; readonly token: string },
): Parsed<Coverage> {
  const document = parseJson(body);
  if (document === undefined) return refused('WELL_KNOWN_FORMAT', 'The file is not JSON in UTF-8.');
  const parsed = file.safeParse(document);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const at = issue === undefined || issue.path.length === 0 ? '' : ` at /${issue.path.join('/')}`;
    return refused('WELL_KNOWN_FORMAT', `The file is not as it must be${at}: ${issue?.message ?? ''}`);
  }
  const entries = parsed.data.parties.filter(({ party }) => party === asked.partyId);
  if (entries.length === 0) return refused('WELL_KNOWN_PARTY', 'The file does not name this party.');
  const entry = entries.find(({ token }) => sameText(token, asked.token));
  if (entry === undefined) return refused('WELL_KNOWN_TOKEN', 'The file names the party with another token.');
  const { isrcPrefixes, isrcs, iswcs } = entry;
  return accepted({ isrcPrefixes, isrcs, iswcs });
}

function parseJson(body: Buffer): unknown {
  if (!isUtf8(body)) return undefined;
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Whether the website names a recording or a work, each by its identifier. */
export function covers(
  { isrcPrefixes, isrcs, iswcs }: Coverage,
  subject: { readonly isrc: string | null; readonly iswc: string | null },
): boolean {
  const { isrc, iswc } = subject;
  if (isrc !== null) return isrcs.includes(isrc) || isrcPrefixes.some((prefix) => isrc.startsWith(prefix));
  return iswc !== null && iswcs.includes(iswc);
}
