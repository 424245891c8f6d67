import type { Currency } from './currency.ts';
import type { MicroUnits } from './quantity.ts';

/** Why nothing is paid of a balance; it is carried over to the next run. */
export const NOT_PAID_REASONS = [
  'NEGATIVE',
  'ON_HOLD',
  'NO_PAYEE_DETAILS',
  'COOLING_OFF',
  'BELOW_THRESHOLD',
] as const;
export type NotPaidReason = (typeof NOT_PAID_REASONS)[number];

/** What one party's `payable` account has to be paid out. */
export interface PayableBalance {
  readonly partyId: string;
  readonly balanceMicros: MicroUnits;
}

/** Whoever is paid, with the accounts that are paid to it. */
export interface Payee {
  readonly partyId: string;
  /** Its own account and those of the parties that were merged into it, in any order, each once. */
  readonly balances: readonly PayableBalance[];
  /** Somebody stopped payouts to it. */
  readonly onHold: boolean;
  /** From when on its bank account may be paid to; `null` when it has none. */
  readonly payableFrom: Date | null;
  /** Less than this is carried over. */
  readonly thresholdMicros: MicroUnits;
}

/** What leaves one party's account (negative: what a debt there takes of the others' money). */
export interface PayoutPart {
  readonly partyId: string;
  readonly amountMicros: MicroUnits;
}

/** `amountMicros + carriedMicros = balanceMicros`, exactly. */
export interface PayoutLine {
  readonly payeeId: string;
  readonly balanceMicros: MicroUnits;
  /** A whole number of the currency's minor units; zero when nothing is paid. */
  readonly amountMicros: MicroUnits;
  /** What stays owed: the residue of the rounding, or all of it. */
  readonly carriedMicros: MicroUnits;
  /** `null` for a line that is paid. */
  readonly reason: NotPaidReason | null;
  /** Sums to `amountMicros`; none when nothing is paid. */
  readonly parts: readonly PayoutPart[];
}

export interface PayoutTerms {
  readonly currency: Currency;
  /** When the run is made: accounts that may be paid to later are left out. */
  readonly at: Date;
}
