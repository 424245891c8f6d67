import type {
  LineReason,
  LineState,
  PartyPayment,
  PayoutEvent,
  PayoutLine,
  PayoutRun,
} from '../queries/payouts.ts';

export const RUN_STATES: Record<PayoutRun['state'], string> = {
  DRAFT: 'Draft',
  APPROVED: 'Approved',
  SENDING: 'Being sent',
  SENT: 'Sent',
  SETTLING: 'Being settled',
  SETTLED: 'Settled',
  CANCELLED: 'Cancelled',
};

export const LINE_STATES: Record<LineState, string> = {
  PLANNED: 'Planned',
  SENT: 'On its way',
  SETTLED: 'Arrived',
  RETURNED: 'Came back',
  NOT_PAID: 'Not paid',
};

export const REASONS: Record<LineReason, string> = {
  NEGATIVE: 'Owes more than it earned',
  ON_HOLD: 'Payouts are stopped',
  NO_PAYEE_DETAILS: 'No bank account',
  COOLING_OFF: 'New bank account, still waiting',
  BELOW_THRESHOLD: 'Below the threshold',
  BALANCE_CHANGED: 'Less was owed when it was sent',
  DETAILS_CHANGED: 'The bank account changed before it was sent',
  PARTY_MERGED: 'Became one with another party',
};

export const NOT_SEPA: Record<NonNullable<PayoutLine['notSepa']>, string> = {
  CURRENCY: 'not in euros',
  NO_IBAN: 'no IBAN',
  COUNTRY: 'bank outside SEPA',
  AMOUNT: 'more than one SEPA transfer may be',
};

export const EVENTS: Record<PayoutEvent['kind'], string> = {
  DRAFTED: 'Prepared',
  APPROVED: 'Approved',
  SENDING: 'Sending began',
  SENT: 'Sent and booked',
  SETTLING: 'Settling began',
  SETTLED: 'Settled',
  CANCELLED: 'Cancelled',
  PAYMENT_SETTLED: 'A payment arrived',
  PAYMENT_RETURNED: 'A payment came back',
  FILE_TAKEN: 'A file was downloaded',
};

/** ISO 20022 ExternalReturnReason1Code, those that banks give most. */
export const RETURN_CODES: Readonly<Record<string, string>> = {
  AC01: 'The account number is wrong',
  AC04: 'The account is closed',
  AC06: 'The account is blocked',
  AG01: 'The account takes no transfers',
  AM05: 'It was paid twice',
  MD07: 'The payee has died',
  MS02: 'The payee refused it',
  MS03: 'The bank gives no reason',
  RC01: 'The BIC is wrong',
  RR04: 'For regulatory reasons',
};

export const returnWords = (code: string): string => RETURN_CODES[code] ?? 'The bank’s reason';

/** What a party reads of a payment. */
export const PAYMENT_WORDS: Record<PartyPayment['state'], string> = {
  SENT: 'On its way',
  SETTLED: 'Paid',
  RETURNED: 'Came back',
};

export const paymentsWords = (count: number): string => `${count} ${count === 1 ? 'payment' : 'payments'}`;
