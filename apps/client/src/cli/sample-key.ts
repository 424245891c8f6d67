import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { didKeyFromPublicKey, publicKeyOf, signBytes } from '@flipside/recipe';
import type { DeviceSigner } from '../engine/metering/receipt.ts';
import { usageError } from './exit-codes.ts';
import { readIfThere, writeWhole } from './files.ts';

const SEED = /^[0-9a-f]{64}\n?$/;

/**
 * The Ed25519 key by which requests to look at plays are signed, made at first use and kept where what was seen of logs
 * is kept, readable by its owner alone. The instance ties it to the account whose token came with the first request.
 */
export async function sampleSigner(directory: string, host: string): Promise<DeviceSigner> {
  const path = join(directory, 'keys', `${encodeURIComponent(host)}-samples`);
  const kept = await readIfThere(path);
  if (kept !== null && !SEED.test(kept))
    throw usageError('STATE_BROKEN', `${path} is no key. Remove it to sign with a new one.`);
  const seed = kept === null ? randomBytes(32) : Buffer.from(kept.trim(), 'hex');
  if (kept === null) await writeWhole(path, `${seed.toString('hex')}\n`);
  return {
    did: didKeyFromPublicKey(publicKeyOf(seed)),
    sign: (bytes) => Promise.resolve(signBytes(bytes, seed)),
  };
}
