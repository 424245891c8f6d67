import { setKey, type ChunkKey, type ChunkStore } from './chunk-store.ts';
import { deviceDatabase } from './device-database.ts';

const pathOf = (key: ChunkKey): string => `${setKey(key)}/${key.stem}.${String(key.chunk)}`;

/** Chunks in IndexedDB, for browsers without an origin-private file system. */
export class IndexedDbChunkStore implements ChunkStore {
  readonly kind = 'indexeddb';

  async read(key: ChunkKey): Promise<ArrayBuffer | null> {
    return (await (await deviceDatabase()).get('stemChunks', pathOf(key))) ?? null;
  }

  async write(key: ChunkKey, bytes: ArrayBuffer): Promise<void> {
    await (await deviceDatabase()).put('stemChunks', bytes, pathOf(key));
  }

  async removeSet(set: string): Promise<void> {
    // Every path of the set begins with `<set>/`; `0` is the character after `/`.
    const range = IDBKeyRange.bound(`${set}/`, `${set}0`, false, true);
    await (await deviceDatabase()).delete('stemChunks', range);
  }
}
