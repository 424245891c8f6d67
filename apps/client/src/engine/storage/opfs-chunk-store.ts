import type { ChunkKey, ChunkStore } from './chunk-store.ts';
import { CHUNK_HEADER_BYTES } from './stem-chunk.ts';

const ROOT = 'stems';

const isNamed = (error: unknown, ...names: string[]): boolean =>
  error instanceof DOMException && names.includes(error.name);

/**
 * Chunks as files of the origin-private file system: `stems/<recording>/<model>/<stem>.<chunk>`. Writing needs a
 * dedicated worker (synchronous access handles); reading does not, and locks nothing.
 */
export class OpfsChunkStore implements ChunkStore {
  readonly kind = 'opfs';
  readonly #root: FileSystemDirectoryHandle;

  private constructor(root: FileSystemDirectoryHandle) {
    this.#root = root;
  }

  /** Null where the browser has no origin-private file system, or refuses it (some private modes). */
  static async open(): Promise<OpfsChunkStore | null> {
    if (!('storage' in navigator) || typeof navigator.storage.getDirectory !== 'function') return null;
    try {
      const origin = await navigator.storage.getDirectory();
      return new OpfsChunkStore(await origin.getDirectoryHandle(ROOT, { create: true }));
    } catch (error) {
      if (isNamed(error, 'SecurityError', 'NotAllowedError', 'UnknownError')) return null;
      throw error;
    }
  }

  async #file(key: ChunkKey, create: boolean): Promise<FileSystemFileHandle> {
    const recording = await this.#root.getDirectoryHandle(key.recording, { create });
    const model = await recording.getDirectoryHandle(key.model, { create });
    return model.getFileHandle(`${key.stem}.${String(key.chunk)}`, { create });
  }

  async read(key: ChunkKey): Promise<ArrayBuffer | null> {
    try {
      return await (await (await this.#file(key, false)).getFile()).arrayBuffer();
    } catch (error) {
      // Not there; or another tab is replacing it this moment.
      if (isNamed(error, 'NotFoundError', 'NotReadableError')) return null;
      throw error;
    }
  }

  async write(key: ChunkKey, bytes: ArrayBuffer): Promise<void> {
    const file = await this.#file(key, true);
    let handle: FileSystemSyncAccessHandle;
    try {
      handle = await file.createSyncAccessHandle();
    } catch (error) {
      // Another tab is writing the same chunk, and it can only be writing the same samples.
      if (isNamed(error, 'NoModificationAllowedError')) return;
      throw error;
    }
    try {
      handle.truncate(bytes.byteLength);
      handle.write(new Uint8Array(bytes, CHUNK_HEADER_BYTES), { at: CHUNK_HEADER_BYTES });
      handle.flush();
      handle.write(new Uint8Array(bytes, 0, CHUNK_HEADER_BYTES), { at: 0 });
      handle.flush();
    } finally {
      handle.close();
    }
  }

  async removeSet(set: string): Promise<void> {
    const [recording = '', model = ''] = set.split('/');
    try {
      const directory = await this.#root.getDirectoryHandle(recording);
      await directory.removeEntry(model, { recursive: true });
    } catch (error) {
      if (!isNamed(error, 'NotFoundError')) throw error;
    }
  }
}
