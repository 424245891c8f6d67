import type { Receipt } from './play.types.ts';

/** What passes between the verifier and its threads. */
export interface VerificationRequest {
  readonly task: number;
  readonly receipts: readonly Receipt[];
}

export interface Verification {
  readonly receiptId: string;
  readonly isSigned: boolean;
}

export interface VerificationAnswer {
  readonly task: number;
  readonly results: readonly Verification[];
}
