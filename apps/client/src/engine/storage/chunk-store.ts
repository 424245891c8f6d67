import type { Stem } from '@flipside/recipe';

/** One chunk of one stem of one recording, separated by one model. */
export interface ChunkKey {
  /** sha-256 of the aligned PCM, hexadecimal. */
  readonly recording: string;
  readonly model: string;
  readonly stem: Stem;
  /** Number of the chunk; `picture` is what is drawn of the stem, kept and thrown out with it. */
  readonly chunk: number | 'picture';
}

/** Where chunks are kept. All of one recording and model go together. */
export interface ChunkStore {
  readonly kind: 'opfs' | 'indexeddb' | 'files' | 'memory';
  /** The bytes as written; null when there are none. A chunk cut short may come back: `decodeChunk` notices. */
  read(key: ChunkKey): Promise<ArrayBuffer | null>;
  /** @throws DOMException `QuotaExceededError` when the browser gives no more room */
  write(key: ChunkKey, bytes: ArrayBuffer): Promise<void>;
  /** @param set `<recording>/<model>` */
  removeSet(set: string): Promise<void>;
}

export const setKey = ({ recording, model }: Pick<ChunkKey, 'recording' | 'model'>): string =>
  `${recording}/${model}`;

/** For browsers without any storage (some private modes) and for tests: gone with the worker. */
export class MemoryChunkStore implements ChunkStore {
  readonly kind = 'memory';
  readonly #chunks = new Map<string, ArrayBuffer>();

  #path({ stem, chunk, ...set }: ChunkKey): string {
    return `${setKey(set)}/${stem}.${String(chunk)}`;
  }

  read(key: ChunkKey): Promise<ArrayBuffer | null> {
    return Promise.resolve(this.#chunks.get(this.#path(key))?.slice(0) ?? null);
  }

  write(key: ChunkKey, bytes: ArrayBuffer): Promise<void> {
    this.#chunks.set(this.#path(key), bytes.slice(0));
    return Promise.resolve();
  }

  removeSet(set: string): Promise<void> {
    for (const path of Array.from(this.#chunks.keys()))
      if (path.startsWith(`${set}/`)) this.#chunks.delete(path);
    return Promise.resolve();
  }
}
