import { deviceDatabase } from './device-database.ts';
import type { StemSetEntry } from './device-records.ts';
import type { StemIndex } from './stem-cache.ts';

/** The list of cached stem sets, in IndexedDB. */
export class DeviceStemIndex implements StemIndex {
  async all(): Promise<readonly StemSetEntry[]> {
    return (await deviceDatabase()).getAll('stemSets');
  }

  async touch(key: string, bytes: number, usedAt: number): Promise<void> {
    const transaction = (await deviceDatabase()).transaction('stemSets', 'readwrite');
    const entry = await transaction.store.get(key);
    await transaction.store.put({ key, usedAt, bytes: (entry?.bytes ?? 0) + bytes });
    await transaction.done;
  }

  async remove(key: string): Promise<void> {
    await (await deviceDatabase()).delete('stemSets', key);
  }
}

/** For a device without any storage. */
export class MemoryStemIndex implements StemIndex {
  readonly #entries = new Map<string, StemSetEntry>();

  all(): Promise<readonly StemSetEntry[]> {
    return Promise.resolve([...this.#entries.values()]);
  }

  touch(key: string, bytes: number, usedAt: number): Promise<void> {
    this.#entries.set(key, { key, usedAt, bytes: (this.#entries.get(key)?.bytes ?? 0) + bytes });
    return Promise.resolve();
  }

  remove(key: string): Promise<void> {
    this.#entries.delete(key);
    return Promise.resolve();
  }
}
