import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { canonicalBytes, publicKeyFromDidKey } from '@flipside/recipe';
import type { Receipt } from './play.types.ts';
import type { VerificationAnswer, VerificationRequest } from './receipt-verifier.messages.ts';

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

function isSigned(receipt: Receipt, known: Map<string, KeyObject | null>): boolean {
  const { sig, ...signed } = receipt;
  const key = publicKey(receipt.device, known);
  return key !== null && verify(null, canonicalBytes(signed), key, Buffer.from(sig, 'base64url'));
}

function receiptId({ home, grant }: Receipt): string {
  return createHash('sha256').update(canonicalBytes({ home, grant })).digest('hex');
}

/** A public word on the receipt that tells nothing of it to those who lack the salt. */
function commitmentTo(receipt: Receipt): { salt: string; commitment: string } {
  const salt = randomBytes(SALT_BYTES);
  const commitment = createHash('sha256').update(salt).update(canonicalBytes(receipt)).digest('hex');
  return { salt: salt.toString('hex'), commitment };
}

parentPort?.on('message', ({ task, receipts }: VerificationRequest) => {
  const known = new Map<string, KeyObject | null>();
  const results = receipts.map((receipt) => ({
    receiptId: receiptId(receipt),
    isSigned: isSigned(receipt, known),
    ...commitmentTo(receipt),
  }));
  parentPort?.postMessage({ task, results } satisfies VerificationAnswer, []);
});
