import { z } from 'zod';
import {
  count,
  currency,
  cursor,
  instant,
  isrc,
  micros,
  pageOf,
  pageQuery,
  PartyRef,
  ppm,
  recipeHash,
  signedCount,
  stemName,
  territory,
  uuid,
} from '../common/common.schemas.ts';
import { Credits } from '../recipes/recipes.schemas.ts';

const periodId = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
export const PeriodParams = z.strictObject({ id: periodId });

export const PeriodView = z
  .strictObject({
    id: periodId,
    state: z.enum(['OPEN', 'CLOSING', 'CLOSED', 'STATED', 'LOCKED']),
    opensAt: instant,
    closesAt: instant,
    closedAt: instant.nullable(),
    statedAt: instant.nullable(),
    plays: signedCount,
    poolMicros: micros.nullable(),
    currency: currency.nullable(),
    statements: count,
    progress: z.strictObject({ step: z.string(), done: z.int(), total: z.int() }).nullable(),
  })
  .meta({ id: 'PeriodView' });
export const PeriodList = z.strictObject({ items: z.array(PeriodView) }).meta({ id: 'PeriodList' });

export const StatementItem = z
  .strictObject({
    id: uuid,
    party: PartyRef,
    period: periodId,
    currency,
    openingMicros: micros,
    earnedMicros: micros,
    closingMicros: micros,
    plays: signedCount,
    createdAt: instant,
  })
  .meta({ id: 'StatementItem' });
export const StatementPage = pageOf(StatementItem, 'StatementPage');
/**
 * With `since` the oldest come first, those after that cursor alone (`0`: from the first on), and `nextCursor` is what
 * to ask with as `since` the next time, also when there is nothing new yet.
 */
export const StatementQuery = z
  .strictObject({
    ...pageQuery,
    party: uuid.optional(),
    period: periodId.optional(),
    since: cursor.optional(),
  })
  .refine(({ cursor: before, since }) => before === undefined || since === undefined, {
    path: ['since'],
    message: 'cannot stand beside cursor',
  });
export const StatementParams = z.strictObject({ id: uuid });

export const StatementLine = z
  .strictObject({
    position: z.int(),
    recipe: recipeHash,
    code: z.string().nullable(),
    title: z.string(),
    producer: z.string(),
    isrc: isrc.nullable(),
    sourceTitle: z.string().nullable(),
    side: z.enum(['MASTER', 'COMPOSITION', 'REMIXER', 'PLATFORM']),
    subjectId: uuid.nullable(),
    territory: z.string(),
    plays: signedCount,
    usageMs: signedCount,
    usagePpm: ppm,
    sharePpm: ppm,
    amountMicros: micros,
    /** `<id>@<version>`. */
    tariff: z.string(),
    originPeriod: periodId.nullable(),
    credits: Credits,
  })
  .meta({ id: 'StatementLine' });
export const StatementLinePage = pageOf(StatementLine, 'StatementLinePage');
export const StatementLineQuery = z.strictObject({
  ...pageQuery,
  recipe: recipeHash.optional(),
  isrc: isrc.optional(),
  side: z.enum(['MASTER', 'COMPOSITION', 'REMIXER']).optional(),
  territory: territory.optional(),
});

const BreakdownPart = z.strictObject({
  /** Hash, ISRC, territory or side; null where a producer’s lines name no source. */
  key: z.string().nullable(),
  title: z.string().nullable(),
  by: z.string().nullable(),
  amountMicros: micros,
  lines: count,
});
const Breakdown = z
  .strictObject({
    top: z.array(BreakdownPart),
    /** What is not named: how many parts, and what they came to. */
    others: z.strictObject({ parts: count, amountMicros: micros }),
  })
  .meta({ id: 'Breakdown' });
export const StatementBreakdownView = z
  .strictObject({ flip: Breakdown, source: Breakdown, territory: Breakdown, side: Breakdown })
  .meta({ id: 'StatementBreakdown' });
export const BreakdownQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(50).default(8),
});

export const StatementView = z
  .strictObject({
    ...StatementItem.shape,
    sha256: z.string(),
    /** The files this instance can write of it; sales reports need its DDEX party identifier. */
    formats: z.array(z.enum(['json', 'csv', 'pdf', 'dsr', 'ugc'])),
    masterMicros: micros,
    compositionMicros: micros,
    remixerMicros: micros,
    heldMicros: micros,
    releasedMicros: micros,
    /** What these added to the balance; what was taken from it is negative. */
    adjustmentsMicros: micros,
    recoupmentMicros: micros,
    withholdingMicros: micros,
    paidMicros: micros,
    /** What disputes held of this period's money, and what they released in it. */
    disputes: z.array(z.strictObject({ disputeId: uuid, heldMicros: micros, releasedMicros: micros })),
    flips: count,
    lines: count,
    /** Up to twelve periods, oldest first, this one last. */
    series: z.array(
      z.strictObject({
        period: periodId,
        masterMicros: micros,
        compositionMicros: micros,
        remixerMicros: micros,
      }),
    ),
    /** Share of stem time in the plays that came to this statement. */
    stems: z.array(z.strictObject({ stem: stemName, ppm })),
    tariff: z.strictObject({
      version: z.int(),
      perPlayMicros: micros.nullable(),
      masterPpm: ppm,
      compositionPpm: ppm,
      remixerPpm: ppm,
      platformPpm: ppm,
    }),
    previous: uuid.nullable(),
    next: uuid.nullable(),
  })
  .meta({ id: 'StatementView' });
