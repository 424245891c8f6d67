import { STEMS, type Stem } from '@flipside/recipe';
import type { SeparatedBlock, Separator } from '../separation/separator.ts';
import type { StemCache, StemSetName } from '../storage/stem-cache.ts';
import { chunkSpan } from '../storage/stem-chunk.ts';
import type { StereoPcm } from '../types.ts';
import { ChunkBuffers } from './chunk-buffers.ts';
import type { StemAssembly } from './stem-assembly.ts';

/** Model name under which whole recordings are kept, for clips that play the mix itself. */
export const MIX = 'mix';

/** The set that holds a recording's mix beside its stems: it depends on no model, only on the size of its chunks. */
const mixName = (name: StemSetName): StemSetName => ({
  ...name,
  model: name.chunkFrames === undefined ? MIX : `${MIX}.${String(name.chunkFrames)}`,
});

/** The set in which a stem of a recording is kept. */
export const setOf = (stem: Stem, name: StemSetName): StemSetName => (stem === MIX ? mixName(name) : name);

/**
 * Puts together what the cache holds of some of the assembly's stems.
 *
 * @returns the chunks still missing, in the order in which they are needed
 */
export async function fillFromCache(
  assembly: StemAssembly,
  stems: readonly Stem[],
  name: StemSetName,
  cache: StemCache,
): Promise<readonly number[]> {
  const missing: number[] = [];
  for (const chunk of assembly.wanted) {
    const reads = stems.map(async (stem) => {
      const pcm = await cache.read(setOf(stem, name), stem, chunk);
      if (pcm !== null) assembly.put(stem, chunkSpan(chunk, name.frames, name.chunkFrames).from, pcm);
      return pcm !== null;
    });
    if ((await Promise.all(reads)).includes(false)) missing.push(chunk);
  }
  return missing;
}

/** Why a separation was ended early: everything that was wanted is there. */
const ENOUGH = new DOMException('All wanted stems are there.', 'AbortError');

export interface Making {
  readonly assembly: StemAssembly;
  readonly name: StemSetName;
  readonly mix: StereoPcm;
  readonly cache: StemCache;
  readonly separator: Separator;
  /** @param done part of the missing chunks that is finished, 0 to 1 */
  readonly onProgress: (done: number) => void;
}

/** Takes finished blocks, puts them in place and keeps every chunk of every stem as soon as it is whole. */
class BlockIntake {
  readonly #making: Making;
  readonly #left: Set<number>;
  readonly #count: number;
  readonly #buffers: ChunkBuffers;
  #writing: Promise<boolean> = Promise.resolve(true);

  constructor(making: Making, missing: readonly number[]) {
    this.#making = making;
    this.#left = new Set(missing);
    this.#count = missing.length;
    this.#buffers = new ChunkBuffers(making.name.frames, making.name.chunkFrames);
  }

  /** True when nothing more is wanted. */
  take(block: SeparatedBlock): boolean {
    const { assembly } = this.#making;
    for (const stem of STEMS) {
      const pcm = block.stems[stem];
      if (pcm !== undefined) assembly.put(stem, block.from, pcm);
    }
    for (const { chunk, stems } of this.#buffers.add(block)) {
      if (!this.#left.delete(chunk)) continue;
      this.#writing = this.#keep(this.#writing, chunk, stems, 1 - this.#left.size / this.#count);
      // Whoever waits for `kept` is told of a failure; until then it is not unheard of.
      this.#writing.catch(() => false);
    }
    return this.#left.size === 0;
  }

  async #keep(
    before: Promise<boolean>,
    chunk: number,
    stems: ReadonlyMap<Stem, StereoPcm>,
    done: number,
  ): Promise<boolean> {
    const { cache, name, onProgress } = this.#making;
    const kept = (await before) && (await writeAll(cache, name, chunk, stems));
    // Progress is told when the chunk is safe: work cut short goes on from what was shown.
    onProgress(done);
    return kept;
  }

  /** Resolves when all is written; false when there was no room for some of it. */
  kept(): Promise<boolean> {
    return this.#writing;
  }
}

async function writeAll(
  cache: StemCache,
  name: StemSetName,
  chunk: number,
  stems: ReadonlyMap<Stem, StereoPcm>,
): Promise<boolean> {
  for (const [stem, pcm] of stems) if (!(await cache.write(name, stem, chunk, pcm))) return false;
  return true;
}

/**
 * Separates the chunks that are missing, in the order given, and keeps each as soon as it is whole: work that is cut
 * short goes on from there the next time.
 *
 * @returns false when there was no room to keep all of it
 */
export async function makeMissing(making: Making, missing: readonly number[]): Promise<boolean> {
  if (missing.length === 0) return true;
  const { name, mix, separator } = making;
  const enough = new AbortController();
  const intake = new BlockIntake(making, missing);
  try {
    await separator.separate(mix, {
      signal: enough.signal,
      regions: missing.map((chunk) => chunkSpan(chunk, name.frames, name.chunkFrames)),
      blocksOnly: true,
      onBlock: (block) => {
        if (intake.take(block)) enough.abort(ENOUGH);
      },
    });
  } catch (error) {
    if (error !== ENOUGH) throw error;
  }
  return intake.kept();
}

/**
 * Puts the wanted parts of the mix itself in place, for clips that play it, and keeps them so that the next time
 * nothing need be decoded.
 *
 * @returns false when there was no room to keep all of it
 */
export async function takeMix(
  assembly: StemAssembly,
  name: StemSetName,
  mix: StereoPcm,
  cache: StemCache,
): Promise<boolean> {
  let kept = true;
  for (const chunk of assembly.wanted) {
    const { from, to } = chunkSpan(chunk, name.frames, name.chunkFrames);
    const pcm = { left: mix.left.subarray(from, to), right: mix.right.subarray(from, to) };
    assembly.put(MIX, from, pcm);
    const known = await cache.read(mixName(name), MIX, chunk);
    kept = (known !== null || (await cache.write(mixName(name), MIX, chunk, pcm))) && kept;
  }
  return kept;
}
