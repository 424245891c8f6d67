import { z } from 'zod';
import { defineEvent } from '../../platform/outbox/outbox.ts';

const party = z.strictObject({ id: z.uuid(), name: z.string() });
const instant = z.iso.datetime();

/** A bank account that a party is paid to was entered, changed or taken away: whoever owns the party must know. */
export const payeeAccountChanged = defineEvent(
  'payouts.payee-account-changed',
  z.strictObject({
    party,
    change: z.enum(['ENTERED', 'CHANGED', 'REMOVED']),
    /** The ends of its number. */
    masked: z.string().nullable(),
    payableFrom: instant.nullable(),
    by: z.uuid(),
  }),
);

/** An operator stopped payouts to a party, or lets them go on. */
export const payoutsStopped = defineEvent(
  'payouts.stopped',
  z.strictObject({ party, stopped: z.boolean(), reason: z.string() }),
);

const payment = z.strictObject({
  paymentId: z.uuid(),
  party,
  currency: z.string(),
  amountMicros: z.string(),
});

export const paymentSent = defineEvent('payouts.payment-sent', payment);

/** The bank sent a payment back; what it was of is owed again. */
export const paymentReturned = defineEvent('payouts.payment-returned', payment.extend({ code: z.string() }));

const order = z.strictObject({ run: z.uuid(), by: z.uuid() });

/** A run is to be sent, and what does not fit into the answer by a job. */
export const sendRequested = defineEvent('payouts.send-requested', order);

/** The same for a run of which everything arrived. */
export const settleRequested = defineEvent('payouts.settle-requested', order);
