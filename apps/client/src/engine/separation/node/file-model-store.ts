import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat, type FileHandle } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { ModelFileError } from '../models/model-error.ts';
import type { ModelStore, ModelWriter } from '../models/model-store.ts';

const hasCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;

/** Where models are kept: `$XDG_CACHE_HOME/flipside/models`, or under `~/.cache` (XDG Base Directory Specification). */
export function modelDirectory(env: NodeJS.ProcessEnv = process.env): string {
  const cache = env['XDG_CACHE_HOME'];
  return join(cache === undefined || cache === '' ? join(homedir(), '.cache') : cache, 'flipside', 'models');
}

class FileWriter implements ModelWriter {
  readonly #handle: FileHandle;
  #size: number;

  constructor(handle: FileHandle, size: number) {
    this.#handle = handle;
    this.#size = size;
  }

  get size(): number {
    return this.#size;
  }

  async write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    try {
      await this.#handle.appendFile(bytes);
    } catch (error) {
      if (!hasCode(error, 'ENOSPC')) throw error;
      throw new ModelFileError('no-room', 'There is no room for the model on this disk.', {
        cause: error,
        resumable: true,
      });
    }
    this.#size += bytes.length;
  }

  async truncate(): Promise<void> {
    await this.#handle.truncate(0);
    this.#size = 0;
  }

  async close(): Promise<void> {
    await this.#handle.datasync();
    await this.#handle.close();
  }
}

/** Models as files of a directory. */
export class FileModelStore implements ModelStore {
  readonly directory: string;

  constructor(directory: string = modelDirectory()) {
    this.directory = directory;
  }

  path(name: string): string {
    return join(this.directory, name);
  }

  async names(): Promise<readonly string[]> {
    try {
      return await readdir(this.directory);
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return [];
      throw error;
    }
  }

  async size(name: string): Promise<number> {
    try {
      return (await stat(this.path(name))).size;
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return 0;
      throw error;
    }
  }

  async append(name: string): Promise<ModelWriter> {
    await mkdir(this.directory, { recursive: true });
    const handle = await open(this.path(name), 'a');
    return new FileWriter(handle, (await handle.stat()).size);
  }

  read(name: string): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
    const stream = Readable.toWeb(createReadStream(this.path(name)));
    return Promise.resolve(stream as unknown as ReadableStream<Uint8Array<ArrayBuffer>>);
  }

  async remove(name: string): Promise<void> {
    await rm(this.path(name), { force: true });
  }
}
