import {
  parseCurrency,
  parseIsrc,
  parseIswc,
  parseTerritorySet,
  POLICIES,
  RIGHT_SIDES,
} from '@flipside/royalty';
import { z } from 'zod';

/**
 * What clearance takes from another registry's consent log. Members that are not known here are passed over, except
 * within conditions: a condition that cannot be understood cannot be kept.
 */
const id = z.uuid();
const side = z.enum(RIGHT_SIDES);
const ppm = z.int().min(0).max(1_000_000);
const codes = z.array(z.string().regex(/^[A-Z]{2}$/)).max(300);
const role = z.string().min(1).max(40);
const instant = z.iso
  .datetime()
  .nullish()
  .transform((text) => text ?? null);
const removed = z.boolean().default(false);
const subject = { recording: id.nullable(), work: id.nullable() };
const range = z.strictObject({ min: z.int(), max: z.int() }).nullable();

const areTerritories = ({
  territories,
  excludeTerritories,
}: {
  territories: string[];
  excludeTerritories: string[];
}) => parseTerritorySet({ include: territories, exclude: excludeTerritories }).ok;
const namesOne = ({ recording, work }: { recording: string | null; work: string | null }) =>
  (recording === null) !== (work === null);
const area = { territories: codes, excludeTerritories: codes };

const share = z
  .object({
    ...{ t: z.literal('share'), id, side, party: id, role, ppm, ...subject, ...area, removed },
    ...{ from: instant, to: instant, status: z.enum(['ACTIVE', 'DISPUTED', 'ENDED']) },
  })
  .refine(areTerritories, 'names an unknown territory')
  .refine(namesOne, 'names no subject, or two');

const scope = z
  .strictObject({
    ...{ ...area, from: z.iso.datetime().nullable(), to: z.iso.datetime().nullable() },
    ...{
      allowedStems: z.array(z.string().max(20)).max(20).nullable(),
      tempoPermille: range,
      pitchCents: range,
    },
    ...{ maxSeconds: z.number().min(0).nullable(), mixWithOthers: z.boolean(), remixOfRemix: z.boolean() },
    ...{ layers: z.boolean(), preApproved: z.boolean(), commercialUse: z.boolean() },
    minimumRateCurrency: z
      .string()
      .refine((text) => parseCurrency(text).ok)
      .optional(),
  })
  .refine(areTerritories, 'names an unknown territory');

const grant = z.object({
  ...{
    t: z.literal('grant'),
    id,
    version: z.int().min(1),
    party: id,
    side,
    ...subject,
    release: id.nullable(),
    scope,
  },
  ...{ recipe: z.string().max(100).nullable(), policy: z.enum(POLICIES), withdrawnFrom: instant },
  state: z.enum(['REQUESTED', 'GRANTED', 'DECLINED', 'SUSPENDED', 'WITHDRAWN', 'EXPIRED']),
  minimumRateMicros: z
    .string()
    .regex(/^\d{1,30}$/)
    .nullable(),
});

const mandate = z
  .object({
    ...{
      t: z.literal('mandate'),
      id,
      version: z.int().min(1),
      grantor: id,
      holder: id,
      side,
      ...subject,
      ...area,
    },
    ...{ state: z.string().max(40), from: instant, to: instant },
  })
  .refine(areTerritories, 'names an unknown territory');

const recipe = z.string().regex(/^sha256-[0-9a-f]{64}$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const digits = z.string().regex(/^-?\d{1,38}$/);
/** By whose terms and for what a reporter owes, and where the recipes are that were played there. */
const MONEY = {
  tariff: z.object({
    ...{
      t: z.literal('tariff'),
      version: z.int().min(1),
      kind: z.enum(['PER_PLAY', 'PRO_RATA', 'USER_CENTRIC']),
    },
    ...{ currency: z.string().refine((text) => parseCurrency(text).ok, 'is no currency') },
    ...{
      perPlayMicros: digits.nullable(),
      masterPpm: ppm,
      compositionPpm: ppm,
      remixerPpm: ppm,
      platformPpm: ppm,
    },
    ...{ minimumMs: z.int(), dailyCap: z.int() },
  }),
  allocation: z.object({
    ...{
      t: z.literal('allocation'),
      period: z.string().max(40),
      tariff: z.int().min(1),
      currency: z.string().max(3),
    },
    ...{ poolMicros: digits, at: z.iso.datetime(), plays: z.union([digits, z.int().transform(String)]) },
  }),
  'listener-payment': z.object({
    ...{ t: z.literal('listener-payment'), period: z.string().max(40), tariff: z.int().min(1) },
    ...{ listener: z.string().min(1).max(200), amountMicros: digits },
  }),
  publish: z.object({
    ...{ t: z.literal('publish'), recipe, remixer: id.nullable(), policy: z.enum(POLICIES) },
    home: z
      .url({ protocol: /^https?$/ })
      .max(300)
      .optional(),
  }),
  'recipe-source': z.object({
    ...{ t: z.literal('recipe-source'), recipe, source: z.string().min(1).max(200) },
    ...{ isrc: z.string().refine((text) => parseIsrc(text).ok, 'is no ISRC'), usageMs: z.int().min(0) },
  }),
  settlement: z.object({
    ...{ t: z.literal('settlement'), id, to: z.string().max(300), period: z.string().regex(/^\d{4}-\d{2}$/) },
    ...{ currency: z.string().regex(/^[A-Z]{3}$/), totalMicros: digits, sha256 },
  }),
  'settlement-answer': z.object({
    ...{ t: z.literal('settlement-answer'), settlement: sha256, to: z.string().max(300), sha256 },
  }),
  'recipe-state': z.object({ t: z.literal('recipe-state'), recipe, state: z.string().max(40) }),
};

const SCHEMAS = {
  ...MONEY,
  recording: z.object({
    ...{ t: z.literal('recording'), id },
    isrc: z.string().refine((text) => parseIsrc(text).ok, 'is no ISRC'),
  }),
  work: z.object({
    ...{ t: z.literal('work'), id },
    iswc: z
      .string()
      .refine((text) => parseIswc(text).ok, 'is no ISWC')
      .nullable(),
  }),
  'recording-work': z.object({ t: z.literal('recording-work'), recording: id, work: id, ppm, removed }),
  contributor: z
    .object({ t: z.literal('contributor'), id, party: id, role, ...subject, removed })
    .refine(namesOne, 'names no subject, or two'),
  'release-recording': z.object({ t: z.literal('release-recording'), release: id, recording: id, removed }),
  'party-merge': z.object({ t: z.literal('party-merge'), id, from: id, into: id }),
  'party-merge-item': z.object({
    // An identifier that moved is a value, and no row.
    ...{ t: z.literal('party-merge-item'), merge: id, kind: z.string().max(40), ref: id.nullable() },
    ...subject,
  }),
  share,
  grant,
  mandate,
} as const;

export type FactKind = keyof typeof SCHEMAS;
export type FactBody<K extends FactKind> = z.infer<(typeof SCHEMAS)[K]>;
export type ConsentFact = { [K in FactKind]: FactBody<K> }[FactKind];

const isKind = (name: string): name is FactKind => Object.hasOwn(SCHEMAS, name);

/** The body of a kept fact, which was read by `readConsentFact` when it came. */
export const factBody = <K extends FactKind>(kind: K, body: unknown): FactBody<K> =>
  SCHEMAS[kind].parse(body) as FactBody<K>;

export type ReadFact =
  { readonly ok: true; readonly fact: ConsentFact | null } | { readonly ok: false; readonly message: string };

/**
 * Reads an entry of a peer's consent log.
 *
 * @returns `null` for a leaf that clearance does not rest on; a refusal for one that it would, and that cannot be read.
 */
export function readConsentFact(entry: Uint8Array): ReadFact {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(entry).toString('utf8'));
  } catch {
    // Not JSON: refused below like JSON of another form.
    value = null;
  }
  const named = z.looseObject({ t: z.string().max(60) }).safeParse(value);
  if (!named.success) return { ok: false, message: 'is no leaf in JSON' };
  if (!isKind(named.data.t)) return { ok: true, fact: null };
  const parsed = SCHEMAS[named.data.t].safeParse(named.data);
  if (parsed.success) return { ok: true, fact: parsed.data };
  const [issue] = parsed.error.issues;
  return {
    ok: false,
    message: `a ${named.data.t} leaf: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
  };
}
