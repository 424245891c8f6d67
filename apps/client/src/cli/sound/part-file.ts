import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { usageError } from '../exit-codes.ts';

/** A file that grows as `NAME.part` and gets its name when it is whole: who cancels leaves nothing behind. */
export class PartFile {
  readonly path: string;
  readonly #handle: FileHandle;
  #at = 0;

  private constructor(path: string, handle: FileHandle) {
    this.path = path;
    this.#handle = handle;
  }

  static async create(path: string): Promise<PartFile> {
    try {
      await mkdir(dirname(path), { recursive: true });
      return new PartFile(path, await open(`${path}.part`, 'w', 0o644));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      throw usageError('NOT_WRITABLE', `${path} cannot be written: ${error.message}`);
    }
  }

  get bytes(): number {
    return this.#at;
  }

  async append(bytes: Uint8Array): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      const { bytesWritten } = await this.#handle.write(bytes, done, bytes.length - done, this.#at);
      done += bytesWritten;
      this.#at += bytesWritten;
    }
  }

  /** Writes over the beginning, for headers that state what comes after them. */
  async rewriteHead(bytes: Uint8Array): Promise<void> {
    await this.#handle.write(bytes, 0, bytes.length, 0);
  }

  /** Of what was written so far, in hexadecimal. */
  async sha256(): Promise<string> {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(`${this.path}.part`)) hash.update(chunk as Buffer);
    return hash.digest('hex');
  }

  async finish(): Promise<void> {
    await this.#handle.sync();
    await this.#handle.close();
    await rename(`${this.path}.part`, this.path);
  }

  /** Throws away what was written. */
  async discard(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
    await rm(`${this.path}.part`, { force: true });
  }
}
