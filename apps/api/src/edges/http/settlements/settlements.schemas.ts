import { z } from 'zod';
import { SETTLEMENT_STATES } from '../../../modules/settlements/index.ts';
import { currency, instant, micros, pageOf, pageQuery, uuid } from '../common/common.schemas.ts';

const period = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export const SettlementParams = z.strictObject({ id: uuid });
export const SettlementDocumentParams = z.strictObject({ sha256 });
export const SettlementQuery = z.strictObject(pageQuery);
/** What the payment is known by at the bank. */
export const SettlementReference = z
  .strictObject({ reference: z.string().trim().min(3).max(140) })
  .meta({ id: 'SettlementReference' });

const head = {
  id: uuid,
  direction: z.enum(['OUT', 'IN']),
  peer: z.strictObject({ id: uuid, host: z.string() }),
  ...{ period, currency, state: z.enum(SETTLEMENT_STATES), sha256, totalMicros: micros },
  acceptedMicros: micros.nullable(),
  disputed: z.int().min(0),
  refusal: z.string().nullable(),
  reference: z.string().nullable(),
  preparedBy: z.string().nullable(),
  confirmedBy: z.string().nullable(),
  confirmedAt: instant.nullable(),
  createdAt: instant,
} as const;

const SettlementLine = z
  .strictObject({
    side: z.enum(['MASTER', 'COMPOSITION', 'REMIXER']),
    ...{ subject: z.string(), party: uuid, plays: micros, amountMicros: micros },
    ...{ reckonedPlays: micros.nullable(), reckonedMicros: micros.nullable() },
    verdict: z.enum(['ACCEPTED', 'DISPUTED']).nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'SettlementLine' });

export const SettlementPage = pageOf(z.strictObject(head).meta({ id: 'Settlement' }), 'SettlementPage');
export const SettlementDetail = z
  .strictObject({ ...head, lines: z.array(SettlementLine), more: z.boolean() })
  .meta({ id: 'SettlementDetail' });
