import { ModelFileError } from '../separation/models/model-error.ts';
import type { ModelStore, ModelWriter } from '../separation/models/model-store.ts';

const ROOT = 'models';
/** Bytes after which what was written is made safe: a closed tab loses no more. */
const SAFE_EVERY = 8 * 1024 * 1024;

const isNamed = (error: unknown, ...names: string[]): boolean =>
  error instanceof DOMException && names.includes(error.name);

class OpfsWriter implements ModelWriter {
  readonly #handle: FileSystemSyncAccessHandle;
  #size: number;
  #unsafe = 0;

  constructor(handle: FileSystemSyncAccessHandle) {
    this.#handle = handle;
    this.#size = handle.getSize();
  }

  get size(): number {
    return this.#size;
  }

  write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    try {
      this.#size += this.#handle.write(bytes, { at: this.#size });
      this.#unsafe += bytes.length;
      if (this.#unsafe >= SAFE_EVERY) this.#flush();
    } catch (error) {
      if (!isNamed(error, 'QuotaExceededError')) throw error;
      throw new ModelFileError('no-room', 'This browser has no room for the model.', {
        cause: error,
        resumable: true,
      });
    }
    return Promise.resolve();
  }

  truncate(): Promise<void> {
    this.#handle.truncate(0);
    this.#size = 0;
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.#flush();
    this.#handle.close();
    return Promise.resolve();
  }

  #flush(): void {
    this.#handle.flush();
    this.#unsafe = 0;
  }
}

/** Models as files of the origin-private file system, `models/<name>`. Writing needs a dedicated worker. */
export class OpfsModelStore implements ModelStore {
  readonly #root: FileSystemDirectoryHandle;

  private constructor(root: FileSystemDirectoryHandle) {
    this.#root = root;
  }

  /** @throws ModelFileError `no-storage` where the browser keeps no files for this site */
  static async open(): Promise<OpfsModelStore> {
    const missing = (cause?: unknown): ModelFileError =>
      new ModelFileError('no-storage', 'This browser keeps no files for this site, so no model either.', {
        cause,
      });
    if (!('storage' in navigator) || typeof navigator.storage.getDirectory !== 'function') throw missing();
    try {
      const origin = await navigator.storage.getDirectory();
      return new OpfsModelStore(await origin.getDirectoryHandle(ROOT, { create: true }));
    } catch (error) {
      if (isNamed(error, 'SecurityError', 'NotAllowedError', 'UnknownError')) throw missing(error);
      throw error;
    }
  }

  async names(): Promise<readonly string[]> {
    const names: string[] = [];
    for await (const name of this.#root.keys()) names.push(name);
    return names;
  }

  async size(name: string): Promise<number> {
    return (await this.#file(name))?.size ?? 0;
  }

  async append(name: string): Promise<ModelWriter> {
    const handle = await this.#root.getFileHandle(name, { create: true });
    try {
      return new OpfsWriter(await handle.createSyncAccessHandle());
    } catch (error) {
      if (!isNamed(error, 'NoModificationAllowedError')) throw error;
      throw new ModelFileError('unreachable', 'Another tab is fetching this model.', { cause: error });
    }
  }

  async read(name: string): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
    return (await this.file(name)).stream();
  }

  /** @throws ModelFileError `not-here` */
  async file(name: string): Promise<File> {
    const file = await this.#file(name);
    if (file === null) throw new ModelFileError('not-here', 'The model is not on this device any more.');
    return file;
  }

  async remove(name: string): Promise<void> {
    try {
      await this.#root.removeEntry(name);
    } catch (error) {
      if (!isNamed(error, 'NotFoundError')) throw error;
    }
  }

  async #file(name: string): Promise<File | null> {
    try {
      return await (await this.#root.getFileHandle(name)).getFile();
    } catch (error) {
      if (isNamed(error, 'NotFoundError')) return null;
      throw error;
    }
  }
}
