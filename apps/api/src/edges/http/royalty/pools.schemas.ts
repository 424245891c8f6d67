import { z } from 'zod';
import { count, currency, instant, micros, signedCount } from '../common/common.schemas.ts';

/** More than nothing and within what a column holds. */
export const paidMicros = z
  .string()
  .regex(/^[1-9]\d{0,17}$/, 'must be a whole number of micro-units above zero');
const reference = z.string().trim().min(1).max(200);
const evidence = z.string().trim().min(1).max(2_000);
const tariff = z.int().min(1).max(2_147_483_647);

export const NewPool = z
  .strictObject({ tariff, amountMicros: paidMicros, reference, evidence })
  .meta({ id: 'NewPool' });

export const ListenerPayments = z
  .strictObject({
    tariff,
    reference,
    evidence,
    payments: z
      .array(
        z.strictObject({
          listener: z.string().regex(/^[\x21-\x7e]{1,64}$/, 'must be 1 to 64 visible ASCII characters'),
          amountMicros: paidMicros,
        }),
      )
      .min(1)
      .max(5_000),
  })
  .meta({ id: 'ListenerPayments' });

export const FundedTariffView = z
  .strictObject({
    tariff: z.int(),
    kind: z.enum(['PRO_RATA', 'USER_CENTRIC']),
    currency,
    plays: signedCount,
    totalMicros: micros,
    listeners: count,
    pools: z.array(
      z.strictObject({
        number: z.int(),
        amountMicros: micros,
        reference: z.string(),
        evidence: z.string(),
        createdAt: instant,
      }),
    ),
  })
  .meta({ id: 'FundedTariffView' });
export const FundedTariffList = z
  .strictObject({ items: z.array(FundedTariffView) })
  .meta({ id: 'FundedTariffList' });
