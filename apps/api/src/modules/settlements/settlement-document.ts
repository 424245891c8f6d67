import { createHash, createPublicKey, verify } from 'node:crypto';
import { canonicalBytes, canonicalise, publicKeyFromDidKey } from '@flipside/recipe';
import { z } from 'zod';
import { STANCES } from './settlement.types.ts';
import type { AnsweredLine, LineKey, SettlementLine } from './settlement.types.ts';

const digits = z.string().regex(/^-?(?:0|[1-9]\d{0,17})$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const side = z.enum(['MASTER', 'COMPOSITION', 'REMIXER']);
const month = z.string().regex(/^\d{4}-\d{2}$/);
const line = z.strictObject({
  side,
  subject: z.string().min(1).max(100),
  party: z.uuid(),
  plays: digits,
  amountMicros: digits,
  released: month.optional(),
  stance: z.enum(STANCES).optional(),
  plea: z.string().min(1).max(500).optional(),
});
/** An earlier settlement that came to less than nothing, and what it takes off this one. */
const carried = z.strictObject({ settlement: sha256, amountMicros: digits });
const MOST_CARRIED = 100;
const MOST_LINES = 200_000;
const signed = { key: z.string().max(200), sig: z.string().max(200) };

const settlement = z.strictObject({
  ...{ format: z.literal('flipside-settlement/1'), from: z.url().max(300), to: z.url().max(300) },
  ...{
    period: month,
    currency: z.string().regex(/^[A-Z]{3}$/),
    totalMicros: digits,
  },
  ...{ lines: z.array(line).max(MOST_LINES), ...signed },
  carried: z.array(carried).min(1).max(MOST_CARRIED).optional(),
  /** Of a second round: the first. */
  ...{ round: z.literal(2).optional(), of: sha256.optional() },
});
const verdict = z.strictObject({
  ...{ side, subject: z.string().min(1).max(100), party: z.uuid(), released: month.optional() },
  ...{ verdict: z.enum(['ACCEPTED', 'DISPUTED']), reason: z.string().max(500).nullable() },
  ...{ plays: digits.nullable(), amountMicros: digits.nullable() },
});
const answer = z.strictObject({
  ...{
    format: z.literal('flipside-settlement-answer/1'),
    from: z.url().max(300),
    to: z.url().max(300),
    settlement: sha256,
  },
  ...{ acceptedMicros: digits, lines: z.array(verdict).max(2 * MOST_LINES), ...signed },
});

export type SettlementDocument = z.infer<typeof settlement>;
export type AnswerDocument = z.infer<typeof answer>;

/** A document that is not what its log says, and in which way. */
export class SettlementRefusedError extends Error {
  readonly code:
    | 'HASH_DIFFERS'
    | 'MALFORMED'
    | 'SIGNATURE'
    | 'SUM'
    | 'OTHER_INSTANCE'
    | 'OTHER_PERIOD'
    | 'OTHER_LINES'
    | 'CARRIED'
    | 'REPLAYED';

  readonly reason: string;

  constructor(code: SettlementRefusedError['code'], message: string) {
    super(`${code}: ${message}`);
    this.name = 'SettlementRefusedError';
    this.code = code;
    this.reason = message;
  }
}

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** As documents name lines: what does not apply is left out. */
type NamedLine = Pick<LineKey, 'side' | 'subject' | 'party'> & {
  readonly released?: string | null | undefined;
};

export const keyOf = ({ side: of, subject, party, released }: NamedLine): string =>
  [of, subject, party, ...(released === null || released === undefined ? [] : [released])].join(' ');

/** In the order in which documents have them. */
export const byKey = (a: NamedLine, b: NamedLine): number => (keyOf(a) < keyOf(b) ? -1 : 1);

/** A line as documents have it. */
export const stateLine = ({
  side: of,
  subject,
  party,
  released,
  plays,
  amountMicros,
  stance,
  plea,
}: SettlementLine) => ({
  ...{ side: of, subject, party, plays: plays.toString(), amountMicros: amountMicros.toString() },
  ...(released !== null && { released }),
  ...(stance !== null && { stance }),
  ...(plea !== null && { plea }),
});

/** A line of a document that was read. */
export const lineOf = ({
  plays,
  amountMicros,
  released,
  stance,
  plea,
  ...key
}: SettlementDocument['lines'][number]): SettlementLine => ({
  ...{ ...key, plays: BigInt(plays), amountMicros: BigInt(amountMicros) },
  ...{ released: released ?? null, stance: stance ?? null, plea: plea ?? null },
});

/** What an answer says of a line. */
export const answerLine = ({
  verdict: said,
  reason,
  reckonedPlays,
  reckonedMicros,
  ...key
}: AnsweredLine) => ({
  ...{ side: key.side, subject: key.subject, party: key.party, verdict: said, reason },
  ...(key.released !== null && { released: key.released }),
  ...{ plays: reckonedPlays?.toString() ?? null, amountMicros: reckonedMicros?.toString() ?? null },
});

/**
 * Reads a settlement that a peer has logged.
 *
 * @param expected its hash in the peer's verified log.
 * @throws {SettlementRefusedError} that names what is wrong.
 */
export function readSettlement(text: string, expected: string): SettlementDocument {
  const document = read(settlement, text, expected);
  const sum = document.lines.reduce((total, one) => total + BigInt(one.amountMicros), 0n);
  if (sum !== BigInt(document.totalMicros))
    throw new SettlementRefusedError('SUM', `the lines come to ${sum}, the total is ${document.totalMicros}`);
  requireDistinct(document.lines);
  requireRound(document);
  return document;
}

/** Reads a peer's answer. @throws {SettlementRefusedError} */
export function readAnswer(text: string, expected: string): AnswerDocument {
  const document = read(answer, text, expected);
  requireDistinct(document.lines);
  return document;
}

function read<T extends { key: string; sig: string }>(
  schema: z.ZodType<T>,
  text: string,
  expected: string,
): T {
  if (hashOf(text) !== expected)
    throw new SettlementRefusedError('HASH_DIFFERS', 'the document is not the one that the log names');
  const parsed = schema.safeParse(jsonOf(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new SettlementRefusedError('MALFORMED', `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
  }
  if (canonicalise(parsed.data) !== text)
    throw new SettlementRefusedError('MALFORMED', 'the document is not in canonical form');
  const { sig, ...rest } = parsed.data;
  if (!isSigned(rest, rest.key, sig))
    throw new SettlementRefusedError('SIGNATURE', 'the signature is not that of the key that it names');
  return parsed.data;
}

/** A second round names the first, and says of each line why it stands there again; a first says neither. */
function requireRound({ round, of: first, carried: taken, lines }: SettlementDocument): void {
  const second = round === 2;
  const fits = lines.every(
    ({ stance, plea }) => (stance !== undefined) === second && (plea !== undefined) === second,
  );
  if ((first !== undefined) !== second || !fits || (second && taken !== undefined))
    throw new SettlementRefusedError('MALFORMED', 'it is neither a first round nor a second');
}

function requireDistinct(lines: readonly NamedLine[]): void {
  if (new Set(lines.map(keyOf)).size !== lines.length)
    throw new SettlementRefusedError('MALFORMED', 'a line stands there twice');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Refused as malformed, like JSON of another form.
    return null;
  }
}

function isSigned(document: object, did: string, sig: string): boolean {
  const key = publicKeyFromDidKey(did);
  if (key === null) return false;
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key).toString('base64url') };
  return verify(
    null,
    canonicalBytes(document),
    createPublicKey({ key: jwk, format: 'jwk' }),
    Buffer.from(sig, 'base64url'),
  );
}
