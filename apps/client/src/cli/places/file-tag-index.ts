import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { TagIndex, TagRecord } from '../../engine/providers/tag-index.ts';
import { readIfThere, writeWhole } from '../files.ts';

const text = z.string().nullable();
const recordsSchema = z.array(
  z.strictObject({
    path: z.string(),
    size: z.number(),
    modifiedMs: z.number(),
    isrc: z.array(z.string()),
    title: text,
    artist: text,
    durationMs: z.number().nullable(),
  }),
);

/** Tags of a folder's files in the cache directory, so that they are read once. */
export class FileTagIndex implements TagIndex {
  readonly #path: string;

  constructor(cacheDirectory: string, folder: string) {
    const name = createHash('sha256').update(folder).digest('hex').slice(0, 32);
    this.#path = join(cacheDirectory, 'tags', `${name}.json`);
  }

  /** What cannot be read is no loss: tags are read again. */
  async load(): Promise<readonly TagRecord[]> {
    const content = await readIfThere(this.#path);
    if (content === null) return [];
    try {
      return recordsSchema.parse(JSON.parse(content));
    } catch {
      return [];
    }
  }

  save(records: readonly TagRecord[]): Promise<void> {
    return writeWhole(this.#path, JSON.stringify(records));
  }

  forget(): Promise<void> {
    return rm(this.#path, { force: true });
  }
}
