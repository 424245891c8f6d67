import type { DidKey, Recipe, SignedRecipe } from '@flipside/recipe';
import { didKeyFromPublicKey, publicKeyOf, signBytes, signRecipe } from '@flipside/recipe';
import type { DeviceSigner } from '../metering/receipt.ts';
import { deviceDatabase } from './device-database.ts';
import type { StoredKey } from './device-records.ts';

const DEVICE_KEY = 'device';
const ED25519 = 'Ed25519';

const freshSeed = (): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(32));

/** A pair whose private half no script can read; null where WebCrypto does not know Ed25519. */
async function webCryptoPair(): Promise<CryptoKeyPair | null> {
  try {
    const pair = await crypto.subtle.generateKey(ED25519, false, ['sign', 'verify']);
    return 'privateKey' in pair ? pair : null;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotSupportedError') return null;
    throw error;
  }
}

/** Keeps the key unless another tab was quicker; gives the one that is kept. */
async function keepFirst(key: StoredKey): Promise<StoredKey> {
  const transaction = (await deviceDatabase()).transaction('keys', 'readwrite');
  const existing = await transaction.store.get(key.name);
  if (existing === undefined) await transaction.store.put(key);
  await transaction.done;
  return existing ?? key;
}

async function signerOf(key: StoredKey): Promise<DeviceSigner> {
  if (key.kind === 'seed') {
    const { seed } = key;
    const did = didKeyFromPublicKey(publicKeyOf(seed));
    return { did, sign: (bytes) => Promise.resolve(signBytes(bytes, seed)) };
  }
  const { privateKey, publicKey } = key.pair;
  const did = didKeyFromPublicKey(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)));
  return {
    did,
    sign: async (bytes) => new Uint8Array(await crypto.subtle.sign(ED25519, privateKey, bytes)),
  };
}

/**
 * The Ed25519 key that signs this device's receipts, made at first use. It says nothing about who listens: it is
 * random, belongs to this browser profile and this instance's origin, and goes with the site's data.
 */
export async function deviceSigner(): Promise<DeviceSigner> {
  return await namedSigner(DEVICE_KEY);
}

/**
 * The key by which this account asks to look at plays, made at first use: the instance ties it to the account.
 *
 * @param account id of the signed-in account: several people may share a browser
 */
export const sampleSigner = (account: string): Promise<DeviceSigner> => namedSigner(`samples:${account}`);

async function namedSigner(name: string): Promise<DeviceSigner> {
  const known = await (await deviceDatabase()).get('keys', name);
  if (known !== undefined) return signerOf(known);
  const pair = await webCryptoPair();
  return signerOf(
    await keepFirst(
      pair === null ? { name, kind: 'seed', seed: freshSeed() } : { name, kind: 'webcrypto', pair },
    ),
  );
}

/** Signs a producer's recipes. */
export interface ProducerSigner {
  readonly did: DidKey;
  sign(recipe: Recipe, created: Date): SignedRecipe;
}

const producerKeyName = (account: string): string => `producer:${account}`;

function producerSignerOf(seed: Uint8Array): ProducerSigner {
  return {
    did: didKeyFromPublicKey(publicKeyOf(seed)),
    sign: (recipe, created) => signRecipe(recipe, seed, created),
  };
}

/**
 * The key that signs this account's recipes on this device, made at first use. Its seed lies in IndexedDB, readable
 * by this origin's scripts and by nobody else, and is never sent: a producer has one key per device. Encrypting it
 * with another key from the same place would not protect it, so that is not pretended.
 *
 * @param account id of the signed-in account: several people may share a browser
 */
export async function producerSigner(account: string): Promise<ProducerSigner> {
  const name = producerKeyName(account);
  const known = await (await deviceDatabase()).get('keys', name);
  const key = known ?? (await keepFirst({ name, kind: 'seed', seed: freshSeed() }));
  if (key.kind !== 'seed') throw new TypeError('A producer key is kept as a seed.');
  return producerSignerOf(key.seed);
}
