import type { CanonicalReceipt } from './canonical-receipt.ts';

/** A receipt as a thread needs it. */
export interface CheckableReceipt extends CanonicalReceipt {
  readonly identity: string;
  readonly device: string;
  readonly sig: string;
}

/**
 * What passes between the verifier and its threads. Receipts go as one text, which is copied many times faster than as
 * many objects: no part of one has a line break, which JSON escapes.
 */
export interface VerificationRequest {
  readonly task: number;
  readonly receipts: string;
}

const PARTS = 5;

export const packReceipts = (receipts: readonly CheckableReceipt[]): string =>
  receipts
    .map(({ head, tail, identity, device, sig }) => [head, tail, identity, device, sig].join('\n'))
    .join('\n');

export function unpackReceipts(text: string): CheckableReceipt[] {
  const parts = text.split('\n');
  return Array.from({ length: parts.length / PARTS }, (_, index) => {
    const [head = '', tail = '', identity = '', device = '', sig = ''] = parts.slice(
      index * PARTS,
      (index + 1) * PARTS,
    );
    return { head, tail, identity, device, sig };
  });
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
