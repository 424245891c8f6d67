import { mkdir, readdir, readFile, rm, stat, statfs, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChunkKey, ChunkStore } from '../../engine/storage/chunk-store.ts';
import type { StemSetEntry } from '../../engine/storage/device-records.ts';
import { StemCache, type StemIndex, type StorageEstimateSource } from '../../engine/storage/stem-cache.ts';
import { cacheDirectory } from '../config-files.ts';
import { hasCode } from '../files.ts';
import { writeQuickly } from './write-quickly.ts';

/** Stems are sound: they lie in folders for their owner alone. */
const OWNER_ONLY = 0o700;

const stemDirectory = (env: NodeJS.ProcessEnv): string => join(cacheDirectory(env), 'stems');

async function namesIn(path: string): Promise<readonly string[]> {
  try {
    return (await readdir(path)).toSorted();
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return [];
    throw error;
  }
}

/** Chunks as files: `stems/<recording>/<model>/<stem>.<chunk>`, in the shape that browsers keep them in. */
export class FileChunkStore implements ChunkStore {
  readonly kind = 'files';
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  async read({ recording, model, stem, chunk }: ChunkKey): Promise<ArrayBuffer | null> {
    try {
      const bytes = await readFile(join(this.#root, recording, model, `${stem}.${String(chunk)}`));
      // A view of its own, so that samples lie at the start of their buffer.
      return new Uint8Array(bytes).buffer;
    } catch (error) {
      if (hasCode(error, 'ENOENT', 'ENOTDIR')) return null;
      throw error;
    }
  }

  async write({ recording, model, stem, chunk }: ChunkKey, bytes: ArrayBuffer): Promise<void> {
    const folder = join(this.#root, recording, model);
    await mkdir(folder, { recursive: true, mode: OWNER_ONLY });
    try {
      await writeQuickly(join(folder, `${stem}.${String(chunk)}`), new Uint8Array(bytes));
    } catch (error) {
      if (!hasCode(error, 'ENOSPC', 'EDQUOT')) throw error;
      throw new DOMException('The disk is full.', 'QuotaExceededError');
    }
  }

  async removeSet(set: string): Promise<void> {
    const [recording = '', model = ''] = set.split('/');
    await rm(join(this.#root, recording, model), { recursive: true, force: true });
    if ((await namesIn(join(this.#root, recording))).length === 0)
      await rm(join(this.#root, recording), { recursive: true, force: true });
  }
}

/** What is kept, read from the folders themselves once; a folder's time of change says when it was used last. */
export class FileStemIndex implements StemIndex {
  readonly #root: string;
  #entries: Promise<Map<string, StemSetEntry>> | null = null;

  constructor(root: string) {
    this.#root = root;
  }

  async all(): Promise<readonly StemSetEntry[]> {
    return [...(await this.#known()).values()];
  }

  async touch(key: string, bytes: number, usedAt: number): Promise<void> {
    const known = await this.#known();
    const before = known.get(key);
    if (before === undefined && bytes === 0) return;
    known.set(key, { key, usedAt, bytes: (before?.bytes ?? 0) + bytes });
    const time = new Date(usedAt);
    try {
      await utimes(join(this.#root, key), time, time);
    } catch (error) {
      // Another command threw it out this moment; it is made again when it is needed.
      if (!hasCode(error, 'ENOENT')) throw error;
    }
  }

  async remove(key: string): Promise<void> {
    (await this.#known()).delete(key);
  }

  #known(): Promise<Map<string, StemSetEntry>> {
    return (this.#entries ??= this.#read());
  }

  async #read(): Promise<Map<string, StemSetEntry>> {
    const entries = new Map<string, StemSetEntry>();
    for (const recording of await namesIn(this.#root))
      for (const model of await namesIn(join(this.#root, recording))) {
        const folder = join(this.#root, recording, model);
        let bytes = 0;
        for (const name of await namesIn(folder)) bytes += (await stat(join(folder, name))).size;
        const key = `${recording}/${model}`;
        entries.set(key, { key, bytes, usedAt: (await stat(folder)).mtimeMs });
      }
    return entries;
  }
}

/** What the disk has left beside what stems fill already, as browsers say what an origin may use. */
function diskEstimate(root: string, index: StemIndex): StorageEstimateSource {
  return {
    estimate: async () => {
      const usage = (await index.all()).reduce((sum, { bytes }) => sum + bytes, 0);
      try {
        const { bavail, bsize } = await statfs(root);
        return { usage, quota: usage + bavail * bsize };
      } catch (error) {
        // The folder is made with the first chunk; the disk's own refusal is heard there.
        if (hasCode(error, 'ENOENT')) return {};
        throw error;
      }
    },
  };
}

/** The stems of this machine: 24 GB or three fifths of what the disk has free at most; the longest unused go first. */
export function openStemCache(env: NodeJS.ProcessEnv): StemCache {
  const root = stemDirectory(env);
  const index = new FileStemIndex(root);
  return new StemCache(new FileChunkStore(root), index, diskEstimate(root, index));
}
