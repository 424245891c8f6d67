import type { CanonicalReceipt } from './canonical-receipt.ts';

/** A receipt as a thread needs it. */
export interface CheckableReceipt extends CanonicalReceipt {
  readonly identity: string;
  readonly device: string;
  readonly sig: string;
}

/** What a thread says of a receipt. */
export interface Verification {
  readonly receiptId: string;
  readonly isSigned: boolean;
  /** 16 random bytes, in hex. */
  readonly salt: string;
  /** SHA-256 over the salt and the JCS bytes of the receipt, in hex. */
  readonly commitment: string;
}

/**
 * What passes between the verifier and its threads. Receipts, and what is said of them, go as one text, which is copied many
 * times faster than as many objects: no part of one has a line break, which JSON escapes.
 */
export interface VerificationRequest {
  readonly task: number;
  readonly receipts: string;
}

export interface VerificationAnswer {
  readonly task: number;
  readonly results: string;
}

const PARTS = 5;
const RESULT_PARTS = 4;
const SIGNED = '1';

/** The parts of a text, `size` at a time. */
function groupsOf(text: string, size: number): string[][] {
  const parts = text.split('\n');
  return Array.from({ length: parts.length / size }, (_, index) =>
    parts.slice(index * size, (index + 1) * size),
  );
}

export const packReceipts = (receipts: readonly CheckableReceipt[]): string =>
  receipts
    .map(({ head, tail, identity, device, sig }) => `${head}\n${tail}\n${identity}\n${device}\n${sig}`)
    .join('\n');

export const unpackReceipts = (text: string): CheckableReceipt[] =>
  groupsOf(text, PARTS).map(([head = '', tail = '', identity = '', device = '', sig = '']) => ({
    head,
    tail,
    identity,
    device,
    sig,
  }));

export const packVerifications = (results: readonly Verification[]): string =>
  results
    .map(
      ({ receiptId, isSigned, salt, commitment }) =>
        `${receiptId}\n${isSigned ? SIGNED : ''}\n${salt}\n${commitment}`,
    )
    .join('\n');

export const unpackVerifications = (text: string): Verification[] =>
  groupsOf(text, RESULT_PARTS).map(([receiptId = '', signed = '', salt = '', commitment = '']) => ({
    receiptId,
    isSigned: signed === SIGNED,
    salt,
    commitment,
  }));
