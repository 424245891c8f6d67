import { join } from 'node:path';
import { didKeyFromPublicKey, publicKeyOf, signBytes } from '@flipside/recipe';
import type { DeviceSigner } from '../engine/metering/receipt.ts';
import { keptSeed } from './kept-seed.ts';

/**
 * The Ed25519 key by which requests to look at plays are signed, made at first use and kept where what was seen of logs
 * is kept, readable by its owner alone. The instance ties it to the account whose token came with the first request.
 */
export async function sampleSigner(directory: string, host: string): Promise<DeviceSigner> {
  const seed = await keptSeed(join(directory, 'keys', `${encodeURIComponent(host)}-samples`));
  return {
    did: didKeyFromPublicKey(publicKeyOf(seed)),
    sign: (bytes) => Promise.resolve(signBytes(bytes, seed)),
  };
}
