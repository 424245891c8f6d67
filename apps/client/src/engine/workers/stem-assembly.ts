import type { Stem } from '@flipside/recipe';
import type { FrameSpan } from '../storage/stem-chunk.ts';
import { CHUNK_FRAMES, chunksTouched } from '../storage/stem-chunk.ts';
import type { StemSet, StereoPcm } from '../types.ts';

/** Stems of one recording being put together, chunk by chunk; what nobody asked for stays silent. */
export class StemAssembly {
  readonly frames: number;
  readonly chunkFrames: number;
  /** Chunks that are wanted, in the order in which they are needed. */
  readonly wanted: readonly number[];
  readonly #stems = new Map<Stem, StereoPcm>();

  /**
   * @param spans the stretches needed, in playing order; null for the whole recording
   * @param chunkFrames frames of the chunks that it is put together from
   */
  constructor(
    frames: number,
    stems: readonly Stem[],
    spans: readonly FrameSpan[] | null,
    chunkFrames: number = CHUNK_FRAMES,
  ) {
    this.frames = frames;
    this.chunkFrames = chunkFrames;
    const stretches = spans ?? [{ from: 0, to: frames }];
    this.wanted = [...new Set(stretches.flatMap((span) => chunksTouched(span, frames, chunkFrames)))];
    for (const stem of stems) {
      this.#stems.set(stem, { left: new Float32Array(frames), right: new Float32Array(frames) });
    }
  }

  get names(): readonly Stem[] {
    return [...this.#stems.keys()];
  }

  /** Puts samples in place, from frame `at` on; stems that nobody asked for are left out. */
  put(stem: Stem, at: number, pcm: StereoPcm): void {
    const target = this.#stems.get(stem);
    target?.left.set(pcm.left, at);
    target?.right.set(pcm.right, at);
  }

  get stems(): StemSet {
    return Object.fromEntries(this.#stems);
  }
}
