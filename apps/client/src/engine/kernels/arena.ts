import { openKernels, type Kernels } from './kernels.ts';

/** Vectors are read and written fastest where they do not lie across two lines of the cache. */
const ALIGNMENT = 64;

/** Memory for inner loops and for what they work on. It is given out once and freed as a whole, with the arena. */
export class KernelArena {
  readonly run: Kernels;
  readonly #memory: ArrayBuffer;
  #used = 0;

  /** @param bytes that `floats` will be asked for, each array rounded up to 64 */
  constructor(bytes: number) {
    const { run, memory } = openKernels(bytes);
    this.run = run;
    this.#memory = memory;
  }

  /** Bytes that an array of so many float32 takes. */
  static bytesFor(count: number): number {
    return Math.ceil((4 * count) / ALIGNMENT) * ALIGNMENT;
  }

  /**
   * An array of zeros; its address is its `byteOffset`.
   *
   * @throws RangeError when the arena is used up
   */
  floats(count: number): Float32Array<ArrayBuffer> {
    const array = new Float32Array(this.#memory, this.#used, count);
    this.#used += KernelArena.bytesFor(count);
    return array;
  }
}
