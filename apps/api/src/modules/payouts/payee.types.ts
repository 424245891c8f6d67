import type { Currency, MicroUnits } from '@flipside/royalty';

/** A bank account as its owner enters it, in plain words; it is parsed before anything is kept. */
export type AccountDraft = { readonly holder: string; readonly bic: string | null } & (
  | { readonly method: 'IBAN'; readonly iban: string }
  | { readonly method: 'OTHER'; readonly number: string; readonly bank: string; readonly country: string }
);

/** What is sealed. Never in a log, an event or an answer. */
export interface SealedAccount {
  readonly holder: string;
  readonly account: string;
  readonly bic: string | null;
  readonly bank: string | null;
}

/** An account as it is shown again. */
export interface ShownAccount {
  readonly version: number;
  readonly method: 'IBAN' | 'OTHER';
  readonly country: string;
  readonly isSepa: boolean;
  readonly masked: string;
  readonly payableFrom: Date;
  readonly createdAt: Date;
  /** Handle of who entered it; `null` when that user is gone. */
  readonly enteredBy: string | null;
}

export interface PayeeThresholdRow {
  readonly currency: Currency;
  readonly amountMicros: MicroUnits;
}

export interface PayeeRecord {
  readonly partyId: string;
  readonly account: ShownAccount | null;
  readonly held: { readonly since: Date; readonly reason: string } | null;
  /** What the payee chose itself. */
  readonly thresholds: readonly PayeeThresholdRow[];
}
