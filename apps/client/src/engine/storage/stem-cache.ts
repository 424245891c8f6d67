import type { Stem } from '@flipside/recipe';
import type { StereoPcm } from '../types.ts';
import { type ChunkKey, setKey, type ChunkStore } from './chunk-store.ts';
import type { StemSetEntry } from './device-records.ts';
import { planEviction, stemBudget } from './eviction.ts';
import { chunkCount, chunkSpan, decodeChunk, encodeChunk } from './stem-chunk.ts';
import { decodePicture, encodePicture, type KeptPicture } from './stem-picture.ts';

/** The recording and model that stems belong to, and its length. */
export interface StemSetName {
  /** sha-256 of the aligned PCM, hexadecimal. */
  readonly recording: string;
  readonly model: string;
  readonly frames: number;
  /** Frames of its chunks; those of the built-in separator's blocks when absent. */
  readonly chunkFrames?: number;
}

/** What is kept, and since when it was not used. */
export interface StemIndex {
  all(): Promise<readonly StemSetEntry[]>;
  /** Adds `bytes` to the set's and notes that it was used at `usedAt` (milliseconds since 1970). */
  touch(key: string, bytes: number, usedAt: number): Promise<void>;
  remove(key: string): Promise<void>;
}

/** What the browser grants this origin, in bytes. */
export interface StorageEstimateSource {
  estimate(): Promise<{ readonly quota?: number; readonly usage?: number }>;
}

const isQuotaError = (error: unknown): boolean =>
  error instanceof Error && error.name === 'QuotaExceededError';

/** Stems kept on this device, chunk by chunk, so that finished work is never done twice; the longest unused go first. */
export class StemCache {
  readonly #store: ChunkStore;
  readonly #index: StemIndex;
  readonly #estimate: StorageEstimateSource;
  readonly #now: () => number;
  readonly #inUse = new Set<string>();

  constructor(
    store: ChunkStore,
    index: StemIndex,
    estimate: StorageEstimateSource,
    now: () => number = Date.now,
  ) {
    this.#store = store;
    this.#index = index;
    this.#estimate = estimate;
    this.#now = now;
  }

  /** Marks a set as used now and keeps it from being thrown out while this cache lives. */
  async use(name: StemSetName): Promise<void> {
    this.#inUse.add(setKey(name));
    await this.#index.touch(setKey(name), 0, this.#now());
  }

  /** One chunk of one stem, or null. */
  async read(name: StemSetName, stem: Stem, chunk: number): Promise<StereoPcm | null> {
    const bytes = await this.#store.read({ recording: name.recording, model: name.model, stem, chunk });
    const span = chunkSpan(chunk, name.frames, name.chunkFrames);
    return bytes === null ? null : decodeChunk(bytes, span.to - span.from);
  }

  /**
   * Keeps one chunk of one stem. False when there is no room for it even after older sets have gone: the work goes
   * on without the cache.
   */
  write(name: StemSetName, stem: Stem, chunk: number, pcm: StereoPcm): Promise<boolean> {
    return this.#keep({ recording: name.recording, model: name.model, stem, chunk }, encodeChunk(pcm), true);
  }

  /** What is drawn of a stem, in bins of `KEPT_BIN` frames; null when it is not there or damaged. */
  async readPicture(
    { recording, model, frames, chunkFrames }: StemSetName,
    stem: Stem,
  ): Promise<KeptPicture | null> {
    const bytes = await this.#store.read({ recording, model, stem, chunk: 'picture' });
    return bytes === null ? null : decodePicture(bytes, frames, chunkCount(frames, chunkFrames));
  }

  /**
   * Keeps what is drawn of a stem as long as its set. False when there is no room for it.
   *
   * @param isNew whether there was none: one that grows by a chunk takes no more room than before
   */
  writePicture(
    { recording, model, frames }: StemSetName,
    stem: Stem,
    picture: KeptPicture,
    isNew: boolean,
  ): Promise<boolean> {
    return this.#keep({ recording, model, stem, chunk: 'picture' }, encodePicture(picture, frames), isNew);
  }

  async #keep(key: ChunkKey, bytes: ArrayBuffer, isNew: boolean): Promise<boolean> {
    if (!(await this.#makeRoom(bytes.byteLength, 1))) return false;
    try {
      await this.#store.write(key, bytes);
    } catch (error) {
      if (!isQuotaError(error)) throw error;
      // The browser's own estimate was too kind: free as much again, once.
      if (!(await this.#makeRoom(bytes.byteLength, 0.5))) return false;
      if (!(await this.#writeIfRoom(key, bytes))) return false;
    }
    await this.#index.touch(setKey(key), isNew ? bytes.byteLength : 0, this.#now());
    return true;
  }

  /** Everything kept: one entry per recording and model. */
  sets(): Promise<readonly StemSetEntry[]> {
    return this.#index.all();
  }

  /** Throws out everything. Sets in use are made again when they are needed next. */
  async clear(): Promise<void> {
    for (const { key } of await this.#index.all()) await this.#remove(key);
  }

  async #writeIfRoom(key: ChunkKey, bytes: ArrayBuffer): Promise<boolean> {
    try {
      await this.#store.write(key, bytes);
      return true;
    } catch (error) {
      if (isQuotaError(error)) return false;
      throw error;
    }
  }

  async #makeRoom(needed: number, share: number): Promise<boolean> {
    const kept = await this.#index.all();
    const bytes = kept.reduce((sum, entry) => sum + entry.bytes, 0);
    const { quota, usage } = await this.#estimate.estimate();
    const budget = stemBudget(quota, Math.max(0, (usage ?? 0) - bytes)) * share;
    const gone = planEviction(kept, { needed, budget, inUse: this.#inUse });
    for (const key of gone ?? []) await this.#remove(key);
    return gone !== null;
  }

  async #remove(key: string): Promise<void> {
    await this.#store.removeSet(key);
    await this.#index.remove(key);
  }
}
