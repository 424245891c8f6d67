import type { CreditSheet } from '../recipes/index.ts';

/** What an operator asks for: everything that fits every member. */
export interface FraudFilter {
  readonly code: string | null;
  readonly device: string | null;
  readonly recipe: string | null;
  readonly from: Date | null;
  readonly to: Date | null;
}

/** A receipt that was refused or is kept aside. */
export interface SuspectReceipt {
  readonly id: string;
  readonly code: string;
  readonly detail: string;
  readonly device: string | null;
  /** `null` when the receipt names none that was ever published here. */
  readonly recipe: { readonly hash: string; readonly title: string; readonly credits: CreditSheet } | null;
  readonly receivedAt: Date;
  readonly startedAt: string | null;
  readonly heardMs: number | null;
  /** How much of what was heard came from providers that know the listener, 0 to 1,000. A hint, never a proof. */
  readonly attestedPermille: number;
}

export type QuarantineState = 'HELD' | 'RELEASED' | 'REFUSED';

export interface QuarantinedReceipt extends SuspectReceipt {
  readonly state: QuarantineState;
  readonly releaseAt: Date | null;
  readonly decidedAt: Date | null;
  readonly note: string | null;
}

export interface CodeCount {
  readonly code: string;
  readonly receipts: number;
  readonly devices: number;
  readonly lastAt: Date;
}
