import { deviceDatabase } from './device-database.ts';
import type { KnownCopy } from './device-records.ts';

/** Copies that are remembered, of up to some 40 KB each, and how many go when there are more. */
const MOST_COPIES = 2000;
const GONE_AT_ONCE = 200;

/** Which file on this device is which recording, in IndexedDB. Only hashes are kept, no names. */
export class DeviceCopyIndex {
  async get(key: string): Promise<KnownCopy | null> {
    return (await (await deviceDatabase()).get('knownCopies', key)) ?? null;
  }

  async put(copy: KnownCopy): Promise<void> {
    const { store, done } = (await deviceDatabase()).transaction('knownCopies', 'readwrite');
    if ((await store.count()) >= MOST_COPIES) {
      const all = await store.getAll();
      const oldest = all.toSorted((a, b) => (a.keptAt ?? 0) - (b.keptAt ?? 0)).slice(0, GONE_AT_ONCE);
      for (const { key } of oldest) await store.delete(key);
    }
    await store.put({ ...copy, keptAt: Date.now() });
    await done;
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
