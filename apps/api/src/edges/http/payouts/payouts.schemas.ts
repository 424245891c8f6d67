import { z } from 'zod';
import { LINE_REASONS, LINE_STATES, RUN_EVENTS, RUN_STATES } from '../../../modules/payouts/index.ts';
import { currency, instant, micros, pageOf, pageQuery, PartyRef, uuid } from '../common/common.schemas.ts';

const country = z.string().regex(/^[A-Z]{2}$/);
const day = z.iso.date();
const periodId = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const words = z.string().trim().min(1).max(1_000);
const bic = z.string().trim().min(1).max(20).optional();
const holder = z.string().trim().min(1).max(140);

export const PayeeParams = z.strictObject({ id: uuid });
export const ThresholdParams = z.strictObject({ id: uuid, currency });
export const RunParams = z.strictObject({ id: uuid });
export const PaymentParams = z.strictObject({ id: uuid });

/** Where a party is paid. What is entered is never shown again but for the ends of the number. */
export const NewPayeeAccount = z
  .discriminatedUnion('method', [
    z.strictObject({ method: z.literal('IBAN'), holder, iban: z.string().trim().min(1).max(60), bic }),
    z.strictObject({
      method: z.literal('OTHER'),
      holder,
      country,
      number: z.string().trim().min(1).max(40),
      bank: z.string().trim().min(1).max(140),
      bic,
    }),
  ])
  .meta({ id: 'NewPayeeAccount' });

const threshold = micros.refine(
  (text) => /^[1-9]\d{0,12}$/.test(text),
  'must be a positive amount up to a million',
);
/** `null` goes back to the threshold of the instance. */
export const NewThreshold = z
  .strictObject({ amountMicros: threshold.nullable() })
  .meta({ id: 'NewThreshold' });
export const HoldReason = z.strictObject({ reason: words }).meta({ id: 'HoldReason' });

export const PayeeView = z
  .strictObject({
    account: z
      .strictObject({
        method: z.enum(['IBAN', 'OTHER']),
        country,
        isSepa: z.boolean(),
        /** The ends of the number. */
        masked: z.string(),
        payableFrom: instant,
        createdAt: instant,
        /** Handle of who entered it. */
        enteredBy: z.string().nullable(),
      })
      .nullable(),
    held: z.strictObject({ since: instant, reason: z.string() }).nullable(),
    /** What the payee chose itself. */
    thresholds: z.array(z.strictObject({ currency, amountMicros: micros, usualMicros: micros })),
    coolingOffDays: z.int(),
  })
  .meta({ id: 'PayeeView' });

export const PartyPayment = z
  .strictObject({
    id: uuid,
    /** The party itself, or one that was merged into it. */
    party: PartyRef,
    currency,
    amountMicros: micros,
    state: z.enum(['SENT', 'SETTLED', 'RETURNED']),
    account: z.string().nullable(),
    untilPeriod: periodId,
    sentAt: instant,
    settledAt: instant.nullable(),
    returnedAt: instant.nullable(),
    /** ISO 20022 ExternalReturnReason1Code. */
    returnCode: z.string().nullable(),
  })
  .meta({ id: 'PartyPayment' });
export const PartyPaymentPage = pageOf(PartyPayment, 'PartyPaymentPage');
export const PageQuery = z.strictObject(pageQuery);

export const OwedView = z
  .strictObject({
    currencies: z.array(z.strictObject({ currency, parties: z.int(), payableMicros: micros })),
    /** The account that is paid from, as the bank's files name it. */
    debtor: z.strictObject({ name: z.string(), account: z.string() }).nullable(),
  })
  .meta({ id: 'OwedView' });

export const NewRun = z.strictObject({ currency }).meta({ id: 'NewPayoutRun' });
export const SendRun = z.strictObject({ executionOn: day.optional() }).meta({ id: 'SendPayoutRun' });

export const RunItem = z
  .strictObject({
    id: uuid,
    currency,
    state: z.enum(RUN_STATES),
    untilPeriod: periodId,
    createdAt: instant,
    createdBy: z.string().nullable(),
    approvedAt: instant.nullable(),
    approvedBy: z.string().nullable(),
    sentAt: instant.nullable(),
    /** The day on which the bank is asked to pay. */
    executionOn: day.nullable(),
    sentPeriod: periodId.nullable(),
    closedAt: instant.nullable(),
    payments: z.int(),
    amountMicros: micros,
    sepaPayments: z.int(),
    sepaMicros: micros,
    notPaid: z.int(),
    carriedMicros: micros,
    balanceMicros: micros,
  })
  .meta({ id: 'PayoutRunItem' });
export const RunPage = pageOf(RunItem, 'PayoutRunPage');

const lineState = z.enum(LINE_STATES);
const lineReason = z.enum(LINE_REASONS);
export const RunView = z
  .strictObject({
    ...RunItem.shape,
    counts: z.array(
      z.strictObject({
        state: lineState,
        reason: lineReason.nullable(),
        lines: z.int(),
        amountMicros: micros,
        balanceMicros: micros,
      }),
    ),
    /** Whoever asks made the draft, and another operator has to approve it. */
    needsSecondPerson: z.boolean(),
    /** Whether there is an account to pay from, and so a file for the bank. */
    hasDebtor: z.boolean(),
  })
  .meta({ id: 'PayoutRunView' });

export const LineQuery = z.strictObject({
  ...pageQuery,
  state: lineState.optional(),
  reason: lineReason.optional(),
});
export const LineView = z
  .strictObject({
    id: uuid,
    party: PartyRef,
    state: lineState,
    reason: lineReason.nullable(),
    balanceMicros: micros,
    amountMicros: micros,
    carriedMicros: micros,
    account: z.string().nullable(),
    /** Why the payment is in the CSV file alone. */
    notSepa: z.enum(['CURRENCY', 'NO_IBAN', 'COUNTRY', 'AMOUNT']).nullable(),
    settledAt: instant.nullable(),
    returnedAt: instant.nullable(),
    returnCode: z.string().nullable(),
  })
  .meta({ id: 'PayoutLineView' });
export const LinePage = pageOf(LineView, 'PayoutLinePage');

export const RunEventView = z
  .strictObject({
    id: uuid,
    kind: z.enum(RUN_EVENTS),
    by: z.string().nullable(),
    party: z.string().nullable(),
    detail: z.looseObject({}),
    createdAt: instant,
  })
  .meta({ id: 'PayoutRunEvent' });
export const RunEventPage = pageOf(RunEventView, 'PayoutRunEventPage');

export const ReturnPayment = z
  .strictObject({
    /** The bank’s reason, ISO 20022 ExternalReturnReason1Code. */
    code: z.string().regex(/^[A-Z0-9]{4}$/, 'must be the four letters and digits of the bank’s reason'),
    note: words.optional(),
  })
  .meta({ id: 'ReturnPayment' });
