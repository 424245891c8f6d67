import { STEMS, type Stem } from '@flipside/recipe';
import type { SeparatedBlock } from '../separation/separator.ts';
import { CHUNK_FRAMES, chunkSpan, chunksTouched } from '../storage/stem-chunk.ts';
import type { StereoPcm } from '../types.ts';

export interface WholeChunk {
  readonly chunk: number;
  readonly stems: ReadonlyMap<Stem, StereoPcm>;
}

interface Partial {
  readonly stems: Map<Stem, StereoPcm>;
  covered: number;
}

/** Collects finished blocks, on whatever grid a separator works, into chunks of the cache. */
export class ChunkBuffers {
  readonly #frames: number;
  readonly #chunkFrames: number;
  readonly #partial = new Map<number, Partial>();

  constructor(frames: number, chunkFrames: number = CHUNK_FRAMES) {
    this.#frames = frames;
    this.#chunkFrames = chunkFrames;
  }

  /** Copies a block, disjoint from the earlier ones; gives the chunks that it completed, which are forgotten here. */
  add(block: SeparatedBlock): readonly WholeChunk[] {
    const whole: WholeChunk[] = [];
    for (const chunk of chunksTouched(block, this.#frames, this.#chunkFrames)) {
      const span = chunkSpan(chunk, this.#frames, this.#chunkFrames);
      const from = Math.max(span.from, block.from);
      const to = Math.min(span.to, block.to);
      const partial = this.#partial.get(chunk) ?? { stems: new Map<Stem, StereoPcm>(), covered: 0 };
      this.#partial.set(chunk, partial);
      for (const stem of STEMS) {
        const pcm = block.stems[stem];
        if (pcm === undefined) continue;
        const target = partial.stems.get(stem) ?? silence(span.to - span.from);
        partial.stems.set(stem, target);
        target.left.set(pcm.left.subarray(from - block.from, to - block.from), from - span.from);
        target.right.set(pcm.right.subarray(from - block.from, to - block.from), from - span.from);
      }
      partial.covered += to - from;
      if (partial.covered < span.to - span.from) continue;
      this.#partial.delete(chunk);
      whole.push({ chunk, stems: partial.stems });
    }
    return whole;
  }
}

function silence(frames: number): StereoPcm {
  return { left: new Float32Array(frames), right: new Float32Array(frames) };
}
