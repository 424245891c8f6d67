import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ANALYSIS_VERSION } from '../../engine/analysis/index.ts';
import { cacheDirectory } from '../config-files.ts';
import { readIfThere } from '../files.ts';
import { writeQuickly } from './write-quickly.ts';

/** Recordings that are remembered; some 20 KB each. */
const MOST = 2000;
const GONE_AT_ONCE = 200;

const number = z.number().nullable();
const analysisSchema = z.strictObject({
  version: z.literal(ANALYSIS_VERSION),
  frames: z.int().nonnegative(),
  bpm: number,
  /** Beats and the seconds at which they fall, and how sure that is, 0 to 1. */
  beatgrid: z.array(z.tuple([z.number(), z.number()])),
  beatConfidence: z.number(),
  /** Seconds at which notes and hits begin. */
  onsets: z.array(z.number()),
  key: z.string().nullable(),
  integratedLufs: number,
  truePeakDbtp: number,
});

/** What was measured in a recording; null is what has no value, such as the loudness of silence. */
export type Analysis = Omit<z.infer<typeof analysisSchema>, 'version'>;

/** Name of a recording's file by its bytes. */
export async function bytesHash(file: Blob, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of file.stream()) {
    signal?.throwIfAborted();
    hash.update(part);
  }
  return hash.digest('hex');
}

/** Analyses of recordings by the hash of their file, so that each is decoded and measured once. */
export class AnalysisFiles {
  readonly #folder: string;

  constructor(env: NodeJS.ProcessEnv) {
    this.#folder = join(cacheDirectory(env), 'analyses');
  }

  /** What cannot be read is no loss: it is measured again. */
  async get(hash: string): Promise<Analysis | null> {
    const text = await readIfThere(join(this.#folder, `${hash}.json`));
    if (text === null) return null;
    try {
      const { version: _, ...analysis } = analysisSchema.parse(JSON.parse(text));
      return analysis;
    } catch {
      return null;
    }
  }

  async put(hash: string, analysis: Analysis): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await this.#makeRoom();
    await writeQuickly(
      join(this.#folder, `${hash}.json`),
      JSON.stringify({ version: ANALYSIS_VERSION, ...analysis }),
    );
  }

  async #makeRoom(): Promise<void> {
    const names = await readdir(this.#folder);
    if (names.length < MOST) return;
    const ages = await Promise.all(
      names.map(async (name) => ({ name, at: (await stat(join(this.#folder, name))).mtimeMs })),
    );
    for (const { name } of ages.toSorted((a, b) => a.at - b.at).slice(0, GONE_AT_ONCE))
      await rm(join(this.#folder, name), { force: true });
  }
}
