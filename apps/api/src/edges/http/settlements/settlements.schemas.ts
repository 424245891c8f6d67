import { z } from 'zod';
import { SETTLEMENT_STATES, STANCES } from '../../../modules/settlements/index.ts';
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

const lineKey = {
  side: z.enum(['MASTER', 'COMPOSITION', 'REMIXER']),
  ...{ subject: z.string().min(1).max(100), party: uuid, released: period.nullable() },
} as const;
/** Disputed lines that are stated again, each as the other reckoned it or as before, and why. */
export const SettlementRestatement = z
  .strictObject({
    lines: z
      .array(z.strictObject({ ...lineKey, stance: z.enum(STANCES), plea: z.string().trim().min(3).max(500) }))
      .min(1)
      .max(500),
  })
  .meta({ id: 'SettlementRestatement' });
/** Lines of a second round that differ and are let stand; why the others are not. */
export const SettlementDecision = z
  .strictObject({
    accept: z.array(z.strictObject(lineKey)).max(500),
    reason: z.string().trim().min(3).max(300),
  })
  .meta({ id: 'SettlementDecision' });
export const SettlementTroubles = z
  .strictObject({
    items: z.array(
      z
        .strictObject({
          ...{ sha256, kind: z.enum(['SETTLEMENT', 'ANSWER']), period, currency, code: z.string() },
          ...{ message: z.string(), times: z.int().min(1), since: instant, lastAt: instant },
        })
        .meta({ id: 'SettlementTrouble' }),
    ),
  })
  .meta({ id: 'SettlementTroubles' });

const head = {
  id: uuid,
  direction: z.enum(['OUT', 'IN']),
  peer: z.strictObject({ id: uuid, host: z.string() }),
  ...{ period, currency, state: z.enum(SETTLEMENT_STATES), sha256, totalMicros: micros },
  acceptedMicros: micros.nullable(),
  carriedMicros: micros,
  carriedInto: period.nullable(),
  round: z.int().min(1).max(2),
  again: z.boolean(),
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
    ...{ released: period.nullable(), stance: z.enum(STANCES).nullable(), plea: z.string().nullable() },
    ...{ reckonedPlays: micros.nullable(), reckonedMicros: micros.nullable() },
    verdict: z.enum(['ACCEPTED', 'DISPUTED']).nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'SettlementLine' });

export const SettlementPage = pageOf(z.strictObject(head).meta({ id: 'Settlement' }), 'SettlementPage');
export const SettlementDetail = z
  .strictObject({ ...head, lines: z.array(SettlementLine), more: z.boolean() })
  .meta({ id: 'SettlementDetail' });
