import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { KnownCopy } from '../../engine/storage/device-records.ts';
import type { CopyIndex } from '../../engine/workers/source-preparation.ts';
import { cacheDirectory } from '../config-files.ts';
import { readIfThere } from '../files.ts';
import { writeQuickly } from './write-quickly.ts';

const knownCopySchema = z.strictObject({
  key: z.string().max(200),
  recording: z.string().regex(/^[0-9a-f]{64}$/),
  frames: z.int().nonnegative(),
  offsetMs: z.number(),
});

/** Copies that are remembered; a few hundred bytes each. */
const MOST_COPIES = 10_000;
/** How many go when there are more, so that one in many writes has to look. */
const GONE_AT_ONCE = 1000;

/** Which file is which recording, so that it is decoded and aligned once. Only hashes are kept, no names. */
export class FileCopyIndex implements CopyIndex {
  readonly #folder: string;
  readonly #most: number;

  constructor(env: NodeJS.ProcessEnv, most = MOST_COPIES) {
    this.#folder = join(cacheDirectory(env), 'copies');
    this.#most = most;
  }

  /** What cannot be read is no loss: the file is decoded again. */
  async get(key: string): Promise<KnownCopy | null> {
    const text = await readIfThere(this.#path(key));
    if (text === null) return null;
    try {
      const copy = knownCopySchema.parse(JSON.parse(text));
      return copy.key === key ? copy : null;
    } catch {
      return null;
    }
  }

  async put({ key, recording, frames, offsetMs }: KnownCopy): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await this.#makeRoom();
    await writeQuickly(this.#path(key), JSON.stringify({ key, recording, frames, offsetMs }));
  }

  #path(key: string): string {
    return join(this.#folder, `${createHash('sha256').update(key).digest('hex')}.json`);
  }

  async #makeRoom(): Promise<void> {
    const names = await readdir(this.#folder);
    if (names.length < this.#most) return;
    const ages = await Promise.all(
      names.map(async (name) => ({ name, at: (await stat(join(this.#folder, name))).mtimeMs })),
    );
    const oldest = ages.toSorted((a, b) => a.at - b.at).slice(0, Math.min(GONE_AT_ONCE, this.#most));
    for (const { name } of oldest) await rm(join(this.#folder, name), { force: true });
  }
}
