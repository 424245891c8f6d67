import type { Receipt } from './play.types.ts';

/** What passes between the verifier and its threads. */
export interface VerificationRequest {
  readonly task: number;
  readonly receipts: readonly Receipt[];
}

export interface Verification {
  readonly receiptId: string;
  readonly isSigned: boolean;
  /** 16 random bytes, in hex. */
  readonly salt: string;
  /** SHA-256 over the salt and the JCS bytes of the receipt, in hex. */
  readonly commitment: string;
}

export interface VerificationAnswer {
  readonly task: number;
  readonly results: readonly Verification[];
}
