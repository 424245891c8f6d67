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

/** Conditions of a grant. Null: without that limit. */
export const GrantScope = z
  .strictObject({
    territories: z.array(territory).min(1).max(250).default(['WW']),
    excludeTerritories: z.array(territory).max(250).default([]),
    from: instant.nullable().default(null),
    to: instant.nullable().default(null),
    allowedStems: z.array(stemName).min(1).max(7).nullable().default(null),
    /** Tempo against the original in per mille; 1000 is unchanged. */
    tempoPermille: range(250, 4000).nullable().default(null),
    pitchCents: range(-2400, 2400).nullable().default(null),
    maxSeconds: z.int().min(1).max(14_400).nullable().default(null),
    mixWithOthers: z.boolean().default(true),
    remixOfRemix: z.boolean().default(true),
    layers: z.boolean().default(true),
    /** False: each flip is shown to the party first. */
    preApproved: z.boolean().default(true),
    commercialUse: z.boolean().default(true),
  })
  .meta({ id: 'GrantScope' });

const subject = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('RECORDING'), isrc: z.string().max(20) }),
  z.strictObject({ kind: z.literal('WORK'), id: uuid }),
  z.strictObject({ kind: z.literal('CATALOGUE') }),
]);

export const NewGrant = z
  .strictObject({
    side: rightSide,
    subject,
    policy: z.enum(['MONETISE', 'REPORT_USAGE', 'BLOCK']).default('MONETISE'),
    scope: GrantScope.prefault({}),
    minimumRate: z.strictObject({ currency, perPlayMicros: rateMicros }).nullable().default(null),
  })
  .meta({ id: 'NewGrant' });

/** The next version of a grant: terms, or the way back after a withdrawal. */
export const ReviseGrant = z
  .strictObject({
    policy: z.enum(['MONETISE', 'REPORT_USAGE', 'BLOCK']),
    scope: GrantScope,
    minimumRate: z.strictObject({ currency, perPlayMicros: rateMicros }).nullable().default(null),
  })
  .meta({ id: 'ReviseGrant' });

export const WithdrawGrant = z
  .strictObject({ reason: z.string().trim().max(500).optional() })
  .meta({ id: 'WithdrawGrant' });

export const GrantView = z
  .strictObject({
    id: uuid,
    version: z.int(),
    partyId: uuid,
    side: rightSide,
    subject: z.strictObject({
      kind: z.enum(['RECORDING', 'WORK', 'CATALOGUE']),
      id: uuid.nullable(),
      isrc: z.string().nullable(),
      title: z.string().nullable(),
    }),
    policy: z.enum(['MONETISE', 'REPORT_USAGE', 'BLOCK']),
    state: z.enum(['REQUESTED', 'GRANTED', 'DECLINED', 'SUSPENDED', 'WITHDRAWN', 'EXPIRED']),
    scope: GrantScope,
    minimumRate: z.strictObject({ currency, perPlayMicros: micros }).nullable(),
    reason: z.string().nullable(),
    /** The only flip that it is for, when one was approved; null is for any. */
    recipeHash: recipeHash.nullable(),
    createdAt: instant,
  })
  .meta({ id: 'GrantView' });
export type GrantView = z.infer<typeof GrantView>;
export const GrantPage = pageOf(GrantView, 'GrantPage');
export const GrantQuery = z.strictObject(pageQuery);
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
    kind: z.literal('PER_PLAY'),
    currency,
    perPlayMicros: rateMicros,
    masterPpm: ppm,
    compositionPpm: ppm,
    remixerPpm: ppm,
    platformPpm: ppm,
    minimumMs: z.int().min(1000).max(600_000).default(30_000),
    dailyCap: z.int().min(1).max(10_000).default(50),
  })
  .meta({ id: 'NewTariff' });
