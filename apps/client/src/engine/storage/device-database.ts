import type { DBSchema, IDBPDatabase } from 'idb';
import { openDB } from 'idb';
import type {
  Draft,
  KeptPromise,
  KnownCopy,
  QueuedReceipt,
  StemSetEntry,
  StoredKey,
} from './device-records.ts';

interface DeviceSchema extends DBSchema {
  keys: { key: string; value: StoredKey };
  drafts: { key: string; value: Draft; indexes: { updatedAt: number } };
  receipts: { key: string; value: QueuedReceipt; indexes: { nextAttemptAt: number } };
  promises: { key: string; value: KeptPromise };
  stemSets: { key: string; value: StemSetEntry };
  /** Only where there is no origin-private file system. */
  stemChunks: { key: string; value: ArrayBuffer };
  knownCopies: { key: string; value: KnownCopy };
}

export type DeviceDatabase = IDBPDatabase<DeviceSchema>;

const NAME = 'flipside';
const VERSION = 1;

let opening: Promise<DeviceDatabase> | null = null;

function open(): Promise<DeviceDatabase> {
  return openDB<DeviceSchema>(NAME, VERSION, {
    upgrade(fresh) {
      fresh.createObjectStore('keys', { keyPath: 'name' });
      fresh.createObjectStore('drafts', { keyPath: 'id' }).createIndex('updatedAt', 'updatedAt');
      fresh.createObjectStore('receipts', { keyPath: 'grant' }).createIndex('nextAttemptAt', 'nextAttemptAt');
      fresh.createObjectStore('promises', { keyPath: 'grant' });
      fresh.createObjectStore('stemSets', { keyPath: 'key' });
      fresh.createObjectStore('stemChunks');
      fresh.createObjectStore('knownCopies', { keyPath: 'key' });
    },
    // A newer version of the app in another tab must not wait for this one.
    blocking: (_current, _blocked, event) => {
      opening = null;
      if (event.target instanceof IDBDatabase) event.target.close();
    },
    terminated: () => {
      opening = null;
    },
  });
}

/** The one IndexedDB database of this origin: keys, drafts, receipts on their way, what is cached. */
export async function deviceDatabase(): Promise<DeviceDatabase> {
  opening ??= open();
  try {
    return await opening;
  } catch (error) {
    opening = null;
    throw error;
  }
}
