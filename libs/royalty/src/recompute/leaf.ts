import { z } from 'zod';
import { RIGHT_SIDES } from '../catalogue.types.ts';
import { CLEARANCE_STATES } from '../clearance.types.ts';
import { POLICIES } from '../grant.types.ts';
import { JOURNAL_KINDS } from '../ledger.ts';
import { accepted, refused } from '../result.ts';
import type { Parsed } from '../result.ts';
import type { Territory, TerritoryOrWorld } from '../territory.ts';

const id = z.string().min(1).max(200);
const side = z.enum(RIGHT_SIDES);
const parts = z.int().min(0).max(1_000_000);
const digits = z.string().regex(/^-?(?:0|[1-9]\d{0,37})$/, 'must be a whole number in decimal digits');
const count = z.union([digits, z.int().transform(String)]).transform(BigInt);
const micros = digits.transform(BigInt);
const instant = z.iso.datetime().transform((text) => new Date(text));
const instantOrNone = instant.nullish().transform((at) => at ?? null);
const code = z.string().regex(/^[A-Z]{2}$/);
const territory = code.transform((name) => name as Territory);
const included = z.array(code.transform((name) => name as TerritoryOrWorld)).max(300);
const excluded = z.array(territory).max(300);
const removed = z.boolean().default(false);
/** A recording or a work, by two members of which one is null. */
const subject = { recording: id.nullable(), work: id.nullable() };
const area = { territories: included, excludeTerritories: excluded };

const share = z.object({
  ...{ t: z.literal('share'), id, side, party: id, role: z.string(), ppm: parts, ...subject, ...area },
  ...{ from: instantOrNone, to: instantOrNone, status: z.enum(['ACTIVE', 'DISPUTED', 'ENDED']), removed },
});
const recordingWork = z.object({
  t: z.literal('recording-work'),
  recording: id,
  work: id,
  ppm: parts,
  removed,
});
const recipeSource = z.object({
  ...{ t: z.literal('recipe-source'), recipe: id, source: id, position: z.int().min(0), recording: id },
  ...{ isrc: z.string(), usageMs: z.int().min(0) },
});
/** What a registry elsewhere keeps of a recording, as the close of one pool went by it. */
const borrowedWork = z.object({
  ...{
    t: z.literal('borrowed-work'),
    period: id,
    tariff: z.int().min(1),
    recording: id,
    work: id,
    ppm: parts,
  },
});
const borrowedShare = z.object({
  ...{ t: z.literal('borrowed-share'), period: id, tariff: z.int().min(1), of: id, id, side, ...subject },
  ...{ ppm: parts, party: id, registry: z.string(), subject: id, ...area },
  ...{ from: instantOrNone, to: instantOrNone, status: z.enum(['ACTIVE', 'DISPUTED', 'ENDED']) },
});
const split = z.object({
  territories: z.object({ include: included, exclude: excluded }),
  from: instantOrNone,
  to: instantOrNone,
  shares: z.array(z.object({ partyId: id, ppm: parts })),
});
const dispute = z.object({
  ...{ t: z.literal('dispute'), id, side, ...subject, state: z.string() },
  outcome: z
    .array(split)
    .nullish()
    .transform((splits) => splits ?? null),
});
const disputeHold = z.object({
  ...{ t: z.literal('dispute-hold'), id, dispute: id, share: id, ...area },
  ...{ from: instantOrNone, to: instantOrNone, since: instant, until: instantOrNone, removed },
});
const period = z.object({
  t: z.literal('period'),
  id,
  state: z.string(),
  opensAt: instant,
  closedAt: instantOrNone,
});
const publish = z.object({
  ...{ t: z.literal('publish'), recipe: id, remixer: id.nullable(), policy: z.enum(POLICIES) },
});
const clearance = z.object({
  ...{ t: z.literal('clearance'), recipe: id, recording: id },
  sides: z
    .array(z.object({ side, state: z.enum(CLEARANCE_STATES), subject: id.nullable() }))
    .nullable()
    .transform((sides) => sides ?? []),
});
const tariff = z.object({
  ...{
    t: z.literal('tariff'),
    version: z.int().min(1),
    kind: z.enum(['PER_PLAY', 'PRO_RATA', 'USER_CENTRIC']),
  },
  ...{ currency: z.string(), perPlayMicros: micros.nullable(), masterPpm: parts, compositionPpm: parts },
  ...{ remixerPpm: parts, platformPpm: parts, minimumMs: z.int(), dailyCap: z.int() },
});
const statement = z.object({
  ...{ t: z.literal('statement'), id, party: id, period: id, currency: z.string(), closingMicros: micros },
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
/** What a release gave a party. */
const posting = z.object({
  ...{ t: z.literal('posting'), kind: z.enum(JOURNAL_KINDS), reference: z.string(), currency: z.string() },
  ...{ period: id, account: z.string(), amountMicros: micros },
});
/** The instant at which a close fixed the rights of one pool. */
const allocation = z.object({
  ...{ t: z.literal('allocation'), period: id, tariff: z.int().min(1), currency: z.string() },
  ...{ poolMicros: micros, plays: count },
});
const pool = z.object({
  ...{ t: z.literal('pool'), period: id, tariff: z.int().min(1), currency: z.string(), amountMicros: micros },
});
/** What one listener, known by a pseudonym of the period, paid into a pool. */
const listenerPayment = z.object({
  ...{
    t: z.literal('listener-payment'),
    period: id,
    tariff: z.int().min(1),
    listener: id,
    amountMicros: micros,
  },
});
const play = z.object({
  ...{ t: z.literal('play'), recipe: id, territory, tariff: z.int().min(1), period: id, late: id.optional() },
  ...{ listener: id.optional() },
  ...{ c: z.string() },
});

/** A play that was taken back: in its own period, or in a later one when that was closed. */
const voided = z.object({
  ...{
    t: z.literal('void'),
    c: z.string(),
    recipe: id,
    territory,
    tariff: z.int().min(1),
    period: id,
    of: id,
  },
});

const CONSENT_LEAVES = {
  ...{
    share,
    'recording-work': recordingWork,
    'recipe-source': recipeSource,
    'borrowed-work': borrowedWork,
    'borrowed-share': borrowedShare,
    dispute,
    'dispute-hold': disputeHold,
  },
  ...{
    period,
    publish,
    clearance,
    tariff,
    statement,
    posting,
    allocation,
    pool,
    'listener-payment': listenerPayment,
  },
} as const;
type Kind = keyof typeof CONSENT_LEAVES;

/** A leaf of the consent log that a statement rests on. */
export type ConsentLeaf = { [T in Kind]: z.infer<(typeof CONSENT_LEAVES)[T]> }[Kind];
export type LeafOf<T extends ConsentLeaf['t']> = Extract<ConsentLeaf, { t: T }>;
export type PlayLeaf = z.infer<typeof play>;
export type VoidLeaf = z.infer<typeof voided>;

/** What a log says, and cannot have said. */
export interface LeafFault {
  readonly code: 'LEAF_MALFORMED';
  readonly message: string;
}

const isKind = (name: string): name is Kind => Object.hasOwn(CONSENT_LEAVES, name);

function json(entry: string): { readonly t: string } | null {
  let value: unknown;
  try {
    value = JSON.parse(entry);
  } catch {
    // Not JSON: refused below like JSON of another form.
    return null;
  }
  const named = z.looseObject({ t: z.string() }).safeParse(value);
  return named.success ? named.data : null;
}

function read<T>(schema: z.ZodType<T>, value: { readonly t: string }): Parsed<T, 'LEAF_MALFORMED'> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return accepted(parsed.data);
  const [issue] = parsed.error.issues;
  return refused(
    'LEAF_MALFORMED',
    `a ${value.t} leaf: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
  );
}

/**
 * Reads an entry of the consent log.
 * @param entry JSON text, as it was logged.
 * @returns `null` for a leaf that no statement rests on, such as a grant: what it decided stands in `clearance` leaves.
 */
export function parseConsentLeaf(entry: string): Parsed<ConsentLeaf | null, 'LEAF_MALFORMED'> {
  const value = json(entry);
  if (value === null) return refused('LEAF_MALFORMED', 'an entry that is no leaf in JSON');
  if (!isKind(value.t)) return accepted(null);
  return read<ConsentLeaf>(CONSENT_LEAVES[value.t], value);
}

/** Reads an entry of the plays log. @returns `null` for a leaf of another kind. */
export function parsePlayLeaf(entry: string): Parsed<PlayLeaf | VoidLeaf | null, 'LEAF_MALFORMED'> {
  const value = json(entry);
  if (value === null) return refused('LEAF_MALFORMED', 'an entry that is no leaf in JSON');
  if (value.t === 'void') return read(voided, value);
  return value.t === 'play' ? read(play, value) : accepted(null);
}
