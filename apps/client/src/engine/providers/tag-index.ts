import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { TrackTags } from '../types.ts';

/** One file's tags as remembered; they hold as long as size and time of change do. */
export interface TagRecord extends TrackTags {
  readonly path: string;
  readonly size: number;
  readonly modifiedMs: number;
}

/** Where tags are remembered between sessions. */
export interface TagIndex {
  load(): Promise<readonly TagRecord[]>;
  /** Replaces everything by these records. */
  save(records: readonly TagRecord[]): Promise<void>;
  forget(): Promise<void>;
}

interface TagSchema extends DBSchema {
  tags: { key: string; value: TagRecord };
}

const DATABASE_VERSION = 1;

/** Tags in IndexedDB, in one database per folder name; they never leave the device. */
export class IndexedDbTagIndex implements TagIndex {
  readonly #name: string;

  constructor(name: string) {
    this.#name = `flipside-tags-${name}`;
  }

  async load(): Promise<readonly TagRecord[]> {
    return this.#use((database) => database.getAll('tags'));
  }

  async save(records: readonly TagRecord[]): Promise<void> {
    await this.#use(async (database) => {
      const transaction = database.transaction('tags', 'readwrite');
      await transaction.store.clear();
      await Promise.all(records.map((record) => transaction.store.put(record)));
      await transaction.done;
    });
  }

  async forget(): Promise<void> {
    await deleteDB(this.#name);
  }

  async #use<T>(work: (database: IDBPDatabase<TagSchema>) => Promise<T>): Promise<T> {
    const database = await openDB<TagSchema>(this.#name, DATABASE_VERSION, {
      upgrade(fresh) {
        fresh.createObjectStore('tags', { keyPath: 'path' });
      },
    });
    try {
      return await work(database);
    } finally {
      database.close();
    }
  }
}
