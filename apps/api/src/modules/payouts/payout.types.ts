import type { Currency, MicroUnits, NotPaidReason, NotSepaReason, PayoutPart } from '@flipside/royalty';

export const RUN_STATES = [
  'DRAFT',
  'APPROVED',
  'SENDING',
  'SENT',
  'SETTLING',
  'SETTLED',
  'CANCELLED',
] as const;
export type RunState = (typeof RUN_STATES)[number];

export const LINE_STATES = ['PLANNED', 'SENT', 'SETTLED', 'RETURNED', 'NOT_PAID'] as const;
export type LineState = (typeof LINE_STATES)[number];

/** Why nothing is paid: by the plan, or because something changed between the draft and the sending. */
export const LINE_REASONS = [
  'NEGATIVE',
  'ON_HOLD',
  'NO_PAYEE_DETAILS',
  'COOLING_OFF',
  'BELOW_THRESHOLD',
  'BALANCE_CHANGED',
  'DETAILS_CHANGED',
  'PARTY_MERGED',
] as const;
export type LineReason = NotPaidReason | (typeof LINE_REASONS)[number];

export const RUN_EVENTS = [
  'DRAFTED',
  'APPROVED',
  'SENDING',
  'SENT',
  'SETTLING',
  'SETTLED',
  'CANCELLED',
  'PAYMENT_SETTLED',
  'PAYMENT_RETURNED',
  'FILE_TAKEN',
] as const;
export type RunEventKind = (typeof RUN_EVENTS)[number];

export interface RunTotals {
  readonly payments: number;
  readonly amountMicros: MicroUnits;
  readonly sepaPayments: number;
  readonly sepaMicros: MicroUnits;
  readonly notPaid: number;
  readonly carriedMicros: MicroUnits;
  readonly balanceMicros: MicroUnits;
}

export interface RunRecord extends RunTotals {
  readonly id: string;
  readonly currency: Currency;
  readonly state: RunState;
  readonly untilPeriod: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly approvedAt: Date | null;
  readonly sentAt: Date | null;
  /** The day on which the bank is asked to pay. */
  readonly executionOn: Date | null;
  /** The accounting period that the last of its payments was booked in. */
  readonly sentPeriod: string | null;
  /** When everything was settled or returned, or the run cancelled. */
  readonly closedAt: Date | null;
}

/** A line that the draft made, as it is stored. */
export interface NewLine {
  readonly id: string;
  readonly runId: string;
  readonly partyId: string;
  readonly reason: LineReason | null;
  readonly balanceMicros: MicroUnits;
  readonly amountMicros: MicroUnits;
  readonly carriedMicros: MicroUnits;
  readonly detailsVersion: number | null;
  readonly notSepa: NotSepaReason | null;
  readonly parts: readonly PayoutPart[];
}

export interface LineRow {
  readonly id: string;
  readonly party: { readonly id: string; readonly name: string };
  readonly state: LineState;
  readonly reason: LineReason | null;
  readonly balanceMicros: bigint;
  readonly amountMicros: bigint;
  readonly carriedMicros: bigint;
  readonly account: string | null;
  readonly notSepa: NotSepaReason | null;
  readonly settledAt: Date | null;
  readonly returnedAt: Date | null;
  readonly returnCode: string | null;
}

/** One payment, as its state is changed. */
export interface PaymentRecord {
  readonly id: string;
  readonly runId: string;
  readonly currency: Currency;
  readonly partyId: string;
  readonly partyName: string;
  readonly state: LineState;
  readonly amountMicros: bigint;
  readonly parts: readonly PayoutPart[];
}
