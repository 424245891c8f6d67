import { SAMPLE_RATE, type StereoPcm } from '../types.ts';

/** Longer loops are rendered anew each time round: this is 21 MB. */
const MOST_FRAMES = 60 * SAMPLE_RATE;

/** One pass of a loop, kept so that the next passes cost nothing: rendering from a jump is dear, and it is the same. */
export class LoopRecording {
  readonly #pcm: StereoPcm;
  #filled = 0;
  #played = 0;

  private constructor(frames: number) {
    this.#pcm = { left: new Float32Array(frames), right: new Float32Array(frames) };
  }

  /** Null for a loop that is too long to keep. */
  static of(frames: number): LoopRecording | null {
    return frames > MOST_FRAMES ? null : new LoopRecording(frames);
  }

  get complete(): boolean {
    return this.#filled === this.#pcm.left.length;
  }

  /** Frames of the pass that were played since `rewind`. */
  get played(): number {
    return this.#played;
  }

  add({ left, right }: StereoPcm): void {
    this.#pcm.left.set(left, this.#filled);
    this.#pcm.right.set(right, this.#filled);
    this.#filled += left.length;
  }

  rewind(): void {
    this.#played = 0;
  }

  /** Copies what comes next into `out`; gives the frames copied, fewer than asked for at the end of the pass. */
  read(out: StereoPcm): number {
    const frames = Math.min(out.left.length, this.#filled - this.#played);
    out.left.set(this.#pcm.left.subarray(this.#played, this.#played + frames));
    out.right.set(this.#pcm.right.subarray(this.#played, this.#played + frames));
    this.#played += frames;
    return frames;
  }
}
