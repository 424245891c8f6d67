import { createHash, createPublicKey, hash, randomBytes, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { publicKeyFromDidKey } from '@flipside/recipe';
import { signedText, unsignedText } from './canonical-receipt.ts';
import { unpackReceipts } from './receipt-verifier.messages.ts';
import type {
  CheckableReceipt,
  VerificationAnswer,
  VerificationRequest,
} from './receipt-verifier.messages.ts';

const SALT_BYTES = 16;

/** Checks signatures in a thread of its own: 500 of them would keep the event loop from anything else. */

function publicKey(device: string, known: Map<string, KeyObject | null>): KeyObject | null {
  const cached = known.get(device);
  if (cached !== undefined) return cached;
  const bytes = publicKeyFromDidKey(device);
  const x = bytes === null ? null : Buffer.from(bytes).toString('base64url');
  const key = x === null ? null : createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  known.set(device, key);
  return key;
}

function isSigned(receipt: CheckableReceipt, known: Map<string, KeyObject | null>): boolean {
  const key = publicKey(receipt.device, known);
  const signature = Buffer.from(receipt.sig, 'base64url');
  return key !== null && verify(null, Buffer.from(unsignedText(receipt)), key, signature);
}

/** A public word on the receipt that tells nothing of it to those who lack the salt. */
function commitmentTo(receipt: CheckableReceipt, salt: Buffer): { salt: string; commitment: string } {
  const commitment = createHash('sha256').update(salt).update(signedText(receipt, receipt.sig)).digest('hex');
  return { salt: salt.toString('hex'), commitment };
}

parentPort?.on('message', ({ task, receipts: packed }: VerificationRequest) => {
  const receipts = unpackReceipts(packed);
  const known = new Map<string, KeyObject | null>();
  const salts = randomBytes(SALT_BYTES * receipts.length);
  const results = receipts.map((receipt, index) => ({
    receiptId: hash('sha256', receipt.identity),
    isSigned: isSigned(receipt, known),
    ...commitmentTo(receipt, salts.subarray(index * SALT_BYTES, (index + 1) * SALT_BYTES)),
  }));
  parentPort?.postMessage({ task, results } satisfies VerificationAnswer, []);
});
