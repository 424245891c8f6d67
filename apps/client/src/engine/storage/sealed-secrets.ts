import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

/** What is kept: encrypted bytes and the nonce that goes with them (AES-GCM, NIST SP 800-38D). */
interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly bytes: ArrayBuffer;
}

interface SecretSchema extends DBSchema {
  key: { key: string; value: CryptoKey };
  secrets: { key: string; value: Sealed };
}

const DATABASE = 'flipside-secrets';
const KEY = 'device';
const NONCE_BYTES = 12;

async function useSecrets<T>(work: (database: IDBPDatabase<SecretSchema>) => Promise<T>): Promise<T> {
  const database = await openDB<SecretSchema>(DATABASE, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('key');
      fresh.createObjectStore('secrets');
    },
  });
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

/** The key of this browser profile: made once, and unreadable for every script, this one too. */
async function deviceKey(database: IDBPDatabase<SecretSchema>): Promise<CryptoKey> {
  const known = await database.get('key', KEY);
  if (known !== undefined) return known;
  const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  const transaction = database.transaction('key', 'readwrite');
  // Another tab may have been quicker: the first key stays.
  const first = await transaction.store.get(KEY);
  if (first === undefined) await transaction.store.put(fresh, KEY);
  await transaction.done;
  return first ?? fresh;
}

const nameOf = (name: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(name);

/**
 * Keeps passwords and tokens of a listener's providers on this device, encrypted with a key that cannot be taken out of the browser:
 * what is copied from the profile's files is of no use elsewhere. Scripts of this origin can use the key, as they must.
 *
 * @param value anything that JSON holds
 */
export async function sealSecret(name: string, value: unknown): Promise<void> {
  await useSecrets(async (database) => {
    const key = await deviceKey(database);
    const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    const plain = new TextEncoder().encode(JSON.stringify(value));
    const bytes = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv, additionalData: nameOf(name) },
      key,
      plain,
    );
    await database.put('secrets', { iv, bytes }, name);
  });
}

/** What was kept under a name; null when there is nothing, or nothing that this profile's key opens. */
export async function openSecret(name: string): Promise<unknown> {
  return useSecrets(async (database) => {
    const sealed = await database.get('secrets', name);
    if (sealed === undefined) return null;
    const algorithm = { name: 'AES-GCM', iv: sealed.iv, additionalData: nameOf(name) };
    try {
      const plain = await crypto.subtle.decrypt(algorithm, await deviceKey(database), sealed.bytes);
      return JSON.parse(new TextDecoder().decode(plain)) as unknown;
    } catch (error) {
      // Sealed by a key that is gone: the person signs in again.
      if (error instanceof DOMException && error.name === 'OperationError') return null;
      throw error;
    }
  });
}

/** Forgets what was kept under a name. */
export async function forgetSecret(name: string): Promise<void> {
  await useSecrets((database) => database.delete('secrets', name));
}
