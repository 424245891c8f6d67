import { z } from 'zod';
import {
  currency,
  instant,
  micros,
  pageOf,
  pageQuery,
  ppm,
  rateMicros,
  recipeHash,
  rightSide,
  stemName,
  territory,
  uuid,
} from '../common/common.schemas.ts';

const range = (min: number, max: number) =>
  z
    .strictObject({ min: z.int().min(min).max(max), max: z.int().min(min).max(max) })
    .refine((r) => r.min <= r.max, 'min must not exceed max');

const conditions = {
  territories: z.array(territory).min(1).max(250),
  excludeTerritories: z.array(territory).max(250),
  from: instant.nullable(),
  to: instant.nullable(),
  allowedStems: z.array(stemName).min(1).max(7).nullable(),
  /** Tempo against the original in per mille; 1000 is unchanged. */
  tempoPermille: range(250, 4000).nullable(),
  pitchCents: range(-2400, 2400).nullable(),
  maxSeconds: z.int().min(1).max(14_400).nullable(),
  mixWithOthers: z.boolean(),
  remixOfRemix: z.boolean(),
  layers: z.boolean(),
  /** False: each flip is shown to the party first. */
  preApproved: z.boolean(),
  commercialUse: z.boolean(),
} as const;

/** Conditions of a grant. Null: without that limit. */
export const GrantScope = z
  .strictObject({
    territories: conditions.territories.default(['WW']),
    excludeTerritories: conditions.excludeTerritories.default([]),
    from: conditions.from.default(null),
    to: conditions.to.default(null),
    allowedStems: conditions.allowedStems.default(null),
    tempoPermille: conditions.tempoPermille.default(null),
    pitchCents: conditions.pitchCents.default(null),
    maxSeconds: conditions.maxSeconds.default(null),
    mixWithOthers: conditions.mixWithOthers.default(true),
    remixOfRemix: conditions.remixOfRemix.default(true),
    layers: conditions.layers.default(true),
    preApproved: conditions.preApproved.default(true),
    commercialUse: conditions.commercialUse.default(true),
  })
  .meta({ id: 'GrantScope' });

/** Some conditions, for a change of many grants: what is left out stays as each grant has it. */
export const GrantScopeChange = z.strictObject(conditions).partial().meta({ id: 'GrantScopeChange' });

export const grantPolicy = z.enum(['MONETISE', 'REPORT_USAGE', 'BLOCK']);
export const grantState = z.enum(['REQUESTED', 'GRANTED', 'DECLINED', 'SUSPENDED', 'WITHDRAWN', 'EXPIRED']);
export const minimumRate = z.strictObject({ currency, perPlayMicros: rateMicros }).nullable();
export const reason = z.string().trim().min(1).max(500);

const subject = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('RECORDING'), isrc: z.string().max(20) }),
  z.strictObject({ kind: z.literal('WORK'), id: uuid }),
  z.strictObject({ kind: z.literal('RELEASE'), id: uuid }),
  z.strictObject({ kind: z.literal('CATALOGUE') }),
]);

export const NewGrant = z
  .strictObject({
    side: rightSide,
    subject,
    policy: grantPolicy.default('MONETISE'),
    scope: GrantScope.prefault({}),
    minimumRate: minimumRate.default(null),
  })
  .meta({ id: 'NewGrant' });

/** The next version of a grant: terms, or the way back after a withdrawal. */
export const ReviseGrant = z
  .strictObject({
    policy: grantPolicy,
    scope: GrantScope,
    minimumRate: minimumRate.default(null),
  })
  .meta({ id: 'ReviseGrant' });

/** With a day it is announced and holds until then; without one it ends at once. */
export const WithdrawGrant = z
  .strictObject({ reason: z.string().trim().max(500).optional(), at: instant.optional() })
  .meta({ id: 'WithdrawGrant' });

export const SuspendGrant = z.strictObject({ reason: reason.optional() }).meta({ id: 'SuspendGrant' });

export const GrantView = z
  .strictObject({
    id: uuid,
    version: z.int(),
    partyId: uuid,
    side: rightSide,
    subject: z.strictObject({
      kind: z.enum(['RECORDING', 'WORK', 'RELEASE', 'CATALOGUE']),
      id: uuid.nullable(),
      isrc: z.string().nullable(),
      title: z.string().nullable(),
    }),
    policy: grantPolicy,
    state: grantState,
    scope: GrantScope,
    minimumRate: z.strictObject({ currency, perPlayMicros: micros }).nullable(),
    /** The day of an announced withdrawal: until then the grant holds. */
    withdrawnFrom: instant.nullable(),
    reason: z.string().nullable(),
    /** The only flip that it is for, when one was approved; null is for any. */
    recipeHash: recipeHash.nullable(),
    createdAt: instant,
  })
  .meta({ id: 'GrantView' });

/** One version of a grant. `createdBy` is null for what a date brought about. */
export const GrantVersionView = z
  .strictObject({ ...GrantView.shape, createdBy: z.string().nullable() })
  .meta({ id: 'GrantVersionView' });
export const GrantVersionPage = pageOf(GrantVersionView, 'GrantVersionPage');
export type GrantView = z.infer<typeof GrantView>;
export const GrantPage = pageOf(GrantView, 'GrantPage');
export const GrantQuery = z.strictObject({
  ...pageQuery,
  /** Only grants for releases and the whole catalogue. */
  wide: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional(),
});
export const GrantVersionQuery = z.strictObject(pageQuery);
export const GrantParams = z.strictObject({ id: uuid });

export const TariffView = z
  .strictObject({
    version: z.int(),
    kind: z.enum(['PER_PLAY', 'PRO_RATA', 'USER_CENTRIC']),
    currency,
    perPlayMicros: micros.nullable(),
    masterPpm: ppm,
    compositionPpm: ppm,
    remixerPpm: ppm,
    platformPpm: ppm,
    minimumMs: z.int(),
    dailyCap: z.int(),
    effectiveFrom: instant,
  })
  .meta({ id: 'TariffView' });

export const NewTariff = z
  .strictObject({
    kind: z.enum(['PER_PLAY', 'PRO_RATA', 'USER_CENTRIC']),
    currency,
    perPlayMicros: rateMicros.nullable().default(null),
    masterPpm: ppm,
    compositionPpm: ppm,
    remixerPpm: ppm,
    platformPpm: ppm,
    minimumMs: z.int().min(1000).max(600_000).default(30_000),
    dailyCap: z.int().min(1).max(10_000).default(50),
    effectiveFrom: instant.nullable().default(null),
  })
  .meta({ id: 'NewTariff' });

export const TariffList = z.strictObject({ items: z.array(TariffView) }).meta({ id: 'TariffList' });
