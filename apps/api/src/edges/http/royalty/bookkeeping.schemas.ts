import { z } from 'zod';
import {
  currency,
  instant,
  micros,
  pageOf,
  pageQuery,
  PartyRef,
  ppm,
  uuid,
} from '../common/common.schemas.ts';
import { paidMicros } from './pools.schemas.ts';

const reference = z.string().trim().min(1).max(200);
const words = z.string().trim().min(1).max(2_000);

export const BookQuery = z.strictObject({ ...pageQuery, party: uuid.optional() });
export const EntryQuery = z.strictObject({
  ...pageQuery,
  party: uuid.optional(),
  period: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .optional(),
});
export const EntryParams = z.strictObject({ id: uuid });

export const EntryView = z
  .strictObject({
    id: uuid,
    kind: z.string(),
    reference: z.string(),
    currency,
    period: z.string(),
    reason: z.string().nullable(),
    isReversed: z.boolean(),
    postings: z.array(
      z.strictObject({ account: z.string(), name: z.string().nullable(), amountMicros: micros }),
    ),
    createdAt: instant,
  })
  .meta({ id: 'EntryView' });
export const EntryPage = pageOf(EntryView, 'EntryPage');

/** What an adjustment between these two would change. */
export const BalanceQuery = z.strictObject({
  party: uuid,
  currency,
  against: z.string().min(1).max(210),
});
export const BalanceView = z
  .strictObject({ period: z.string().nullable(), payableMicros: micros, againstMicros: micros })
  .meta({ id: 'BalanceView' });

export const NewReversal = z.strictObject({ reason: words }).meta({ id: 'NewReversal' });

export const NewAdjustment = z
  .strictObject({
    party: uuid,
    currency,
    amountMicros: z.string().regex(/^-?[1-9]\d{0,17}$/, 'must be a whole number of micro-units, not zero'),
    against: z.string().min(1).max(210),
    reference,
    reason: words,
  })
  .meta({ id: 'NewAdjustment' });

export const AdvanceView = z
  .strictObject({
    id: uuid,
    party: PartyRef,
    currency,
    amountMicros: micros,
    recoupedMicros: micros,
    reference: z.string(),
    evidence: z.string(),
    createdAt: instant,
  })
  .meta({ id: 'AdvanceView' });
export const AdvancePage = pageOf(AdvanceView, 'AdvancePage');
export const NewAdvance = z
  .strictObject({ party: uuid, currency, amountMicros: paidMicros, reference, evidence: words })
  .meta({ id: 'NewAdvance' });

/** ISO 3166-1, or ISO 3166-2 where a part of a country taxes. */
const jurisdiction = z
  .string()
  .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, 'must be an ISO 3166 code such as FR or US-CA');
export const WithholdingView = z
  .strictObject({
    id: uuid,
    party: PartyRef,
    jurisdiction,
    ppm,
    validFrom: instant,
    evidence: z.string(),
    createdAt: instant,
  })
  .meta({ id: 'WithholdingView' });
export const WithholdingPage = pageOf(WithholdingView, 'WithholdingPage');
export const NewWithholding = z
  .strictObject({ party: uuid, jurisdiction, ppm, validFrom: instant, evidence: words })
  .meta({ id: 'NewWithholding' });
