import { createHash, createPublicKey, verify } from 'node:crypto';
import { canonicalBytes, canonicalise, publicKeyFromDidKey } from '@flipside/recipe';
import { z } from 'zod';
import type { SettlementLine } from './settlement.types.ts';

const digits = z.string().regex(/^-?(?:0|[1-9]\d{0,17})$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const side = z.enum(['MASTER', 'COMPOSITION', 'REMIXER']);
const line = z.strictObject({
  side,
  subject: z.string().min(1).max(100),
  party: z.uuid(),
  plays: digits,
  amountMicros: digits,
});
const MOST_LINES = 200_000;
const signed = { key: z.string().max(200), sig: z.string().max(200) };

const settlement = z.strictObject({
  ...{ format: z.literal('flipside-settlement/1'), from: z.url().max(300), to: z.url().max(300) },
  ...{
    period: z.string().regex(/^\d{4}-\d{2}$/),
    currency: z.string().regex(/^[A-Z]{3}$/),
    totalMicros: digits,
  },
  ...{ lines: z.array(line).max(MOST_LINES), ...signed },
});
const verdict = z.strictObject({
  ...{ side, subject: z.string().min(1).max(100), party: z.uuid() },
  ...{ verdict: z.enum(['ACCEPTED', 'DISPUTED']), reason: z.string().max(200).nullable() },
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
    'HASH_DIFFERS' | 'MALFORMED' | 'SIGNATURE' | 'SUM' | 'OTHER_INSTANCE' | 'OTHER_PERIOD' | 'REPLAYED';

  constructor(code: SettlementRefusedError['code'], message: string) {
    super(`${code}: ${message}`);
    this.name = 'SettlementRefusedError';
    this.code = code;
  }
}

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

export const keyOf = ({
  side: of,
  subject,
  party,
}: Pick<SettlementLine, 'side' | 'subject' | 'party'>): string => [of, subject, party].join(' ');

/** In the order in which documents have them. */
export const byKey = (a: Pick<SettlementLine, 'side' | 'subject' | 'party'>, b: typeof a): number =>
  keyOf(a) < keyOf(b) ? -1 : 1;

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

function requireDistinct(lines: readonly Pick<SettlementLine, 'side' | 'subject' | 'party'>[]): void {
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
