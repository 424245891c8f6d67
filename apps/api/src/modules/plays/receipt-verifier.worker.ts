import { hash, randomBytes } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { publicKeyFromDidKey } from '@flipside/recipe';
import { signedText, unsignedText } from './canonical-receipt.ts';
import { isSignedBy } from './ed25519.ts';
import { packVerifications, unpackReceipts } from './receipt-verifier.messages.ts';
import type {
  CheckableReceipt,
  VerificationAnswer,
  VerificationRequest,
} from './receipt-verifier.messages.ts';

const SALT_BYTES = 16;

/** Checks signatures in a thread of its own: 500 of them would keep the event loop from anything else. */

function publicKey(device: string, known: Map<string, Uint8Array | null>): Uint8Array | null {
  const cached = known.get(device);
  if (cached !== undefined) return cached;
  const key = publicKeyFromDidKey(device);
  known.set(device, key);
  return key;
}

function isSigned(receipt: CheckableReceipt, known: Map<string, Uint8Array | null>): boolean {
  const key = publicKey(receipt.device, known);
  if (key === null) return false;
  return isSignedBy(key, Buffer.from(unsignedText(receipt)), Buffer.from(receipt.sig, 'base64url'));
}

/** A public word on the receipt that tells nothing of it to those who lack the salt. */
function commitmentTo(receipt: CheckableReceipt, salt: Buffer): { salt: string; commitment: string } {
  const commitment = hash('sha256', Buffer.concat([salt, Buffer.from(signedText(receipt, receipt.sig))]));
  return { salt: salt.toString('hex'), commitment };
}

parentPort?.on('message', ({ task, receipts: packed }: VerificationRequest) => {
  const receipts = unpackReceipts(packed);
  const known = new Map<string, Uint8Array | null>();
  const salts = randomBytes(SALT_BYTES * receipts.length);
  const results = receipts.map((receipt, index) => ({
    receiptId: hash('sha256', receipt.identity),
    isSigned: isSigned(receipt, known),
    ...commitmentTo(receipt, salts.subarray(index * SALT_BYTES, (index + 1) * SALT_BYTES)),
  }));
  parentPort?.postMessage({ task, results: packVerifications(results) } satisfies VerificationAnswer, []);
});
