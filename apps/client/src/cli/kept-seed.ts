import { randomBytes } from 'node:crypto';
import { usageError } from './exit-codes.ts';
import { readIfThere, writeWhole } from './files.ts';

const SEED = /^[0-9a-f]{64}\n?$/;

/**
 * The seed of an Ed25519 key in a file of its own, readable by its owner alone; made at first use.
 *
 * @throws {CommandError} when the file holds something else
 */
export async function keptSeed(path: string): Promise<Uint8Array> {
  const kept = await readIfThere(path);
  if (kept !== null && !SEED.test(kept))
    throw usageError('STATE_BROKEN', `${path} is no key. Remove it to sign with a new one.`);
  const seed = kept === null ? randomBytes(32) : Buffer.from(kept.trim(), 'hex');
  if (kept === null) await writeWhole(path, `${seed.toString('hex')}\n`);
  return seed;
}
