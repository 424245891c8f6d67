import { deviceDatabase } from './device-database.ts';
import type { KnownCopy } from './device-records.ts';

/** Which file on this device is which recording, in IndexedDB. Only hashes are kept, no names. */
export class DeviceCopyIndex {
  async get(key: string): Promise<KnownCopy | null> {
    return (await (await deviceDatabase()).get('knownCopies', key)) ?? null;
  }

  async put(copy: KnownCopy): Promise<void> {
    await (await deviceDatabase()).put('knownCopies', copy);
  }
}

/** For a device without any storage. */
export class MemoryCopyIndex {
  readonly #copies = new Map<string, KnownCopy>();

  get(key: string): Promise<KnownCopy | null> {
    return Promise.resolve(this.#copies.get(key) ?? null);
  }

  put(copy: KnownCopy): Promise<void> {
    this.#copies.set(copy.key, copy);
    return Promise.resolve();
  }
}
