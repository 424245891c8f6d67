import type { ChunkStore } from '../../engine/storage/chunk-store.ts';
import { MemoryStemIndex } from '../../engine/storage/device-stem-index.ts';
import { StemCache } from '../../engine/storage/stem-cache.ts';

/** Keeps nothing: a command makes what it needs, once, and memory holds it only as long as it is played. */
class NoChunkStore implements ChunkStore {
  readonly kind = 'memory';

  read(): Promise<null> {
    return Promise.resolve(null);
  }

  write(): Promise<void> {
    return Promise.resolve();
  }

  removeSet(): Promise<void> {
    return Promise.resolve();
  }
}

export const noStemCache = (): StemCache =>
  new StemCache(new NoChunkStore(), new MemoryStemIndex(), { estimate: () => Promise.resolve({}) });
