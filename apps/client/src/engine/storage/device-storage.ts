import { MemoryChunkStore, type ChunkStore } from './chunk-store.ts';
import { DeviceCopyIndex, MemoryCopyIndex } from './device-copy-index.ts';
import { deviceDatabase } from './device-database.ts';
import { DeviceStemIndex, MemoryStemIndex } from './device-stem-index.ts';
import { IndexedDbChunkStore } from './indexed-db-chunk-store.ts';
import { OpfsChunkStore } from './opfs-chunk-store.ts';
import { StemCache } from './stem-cache.ts';

/** What this device can keep, best first: OPFS and IndexedDB, IndexedDB alone, memory for this visit. */
export interface DeviceStorage {
  readonly kind: ChunkStore['kind'];
  readonly stems: StemCache;
  readonly copies: DeviceCopyIndex | MemoryCopyIndex;
}

const browserEstimate = {
  estimate: (): Promise<StorageEstimate> =>
    'storage' in navigator ? navigator.storage.estimate() : Promise.resolve({}),
};

async function hasDatabase(): Promise<boolean> {
  if (typeof indexedDB === 'undefined') return false;
  try {
    await deviceDatabase();
    return true;
  } catch (error) {
    // Private modes without storage refuse here; anything else is a fault that must be seen.
    if (
      error instanceof DOMException &&
      ['InvalidStateError', 'SecurityError', 'UnknownError'].includes(error.name)
    ) {
      return false;
    }
    throw error;
  }
}

/** Opens what this browser offers; works in a page and in a worker. */
export async function openDeviceStorage(): Promise<DeviceStorage> {
  if (!(await hasDatabase())) {
    const store = new MemoryChunkStore();
    const stems = new StemCache(store, new MemoryStemIndex(), browserEstimate);
    return { kind: store.kind, stems, copies: new MemoryCopyIndex() };
  }
  const store = (await OpfsChunkStore.open()) ?? new IndexedDbChunkStore();
  const stems = new StemCache(store, new DeviceStemIndex(), browserEstimate);
  return { kind: store.kind, stems, copies: new DeviceCopyIndex() };
}

export interface StorageUsage {
  readonly kind: ChunkStore['kind'];
  /** Bytes of cached stems. */
  readonly stemBytes: number;
  /** Stem sets kept: one per recording and model. */
  readonly stemSets: number;
  /** Bytes this site uses in all, and may use; null where the browser does not say. */
  readonly usedBytes: number | null;
  readonly quotaBytes: number | null;
}

/** What this site keeps on this device, for the library screen. */
export async function storageUsage(): Promise<StorageUsage> {
  const { kind, stems } = await openDeviceStorage();
  const { usage, quota } = await browserEstimate.estimate();
  const sets = await stems.sets();
  return {
    kind,
    stemBytes: sets.reduce((sum, { bytes }) => sum + bytes, 0),
    stemSets: sets.length,
    usedBytes: usage ?? null,
    quotaBytes: quota ?? null,
  };
}

/** Forgets all cached stems. They are made again when a flip needs them; nothing else is lost. */
export async function clearStems(): Promise<void> {
  await (await openDeviceStorage()).stems.clear();
}
