import { Xorshift } from '../dsp/xorshift.ts';

// Taken from the global once: looking it up for each sample is slow where globals are intercepted.
const { floor } = Math;

const SEED = 0x44495448;

/**
 * Whole numbers of `depth` bits from samples of ±1: the value times 2^(depth−1), rounded and held within range. With
 * dither, triangular noise of two steps is added first (S. P. Lipshitz, R. A. Wannamaker and J. Vanderkooy, JAES
 * 40(5), 1992, §5), so that what is rounded away turns into even noise. Digital silence stays silent.
 */
export class IntegerSamples {
  private readonly scale: number;
  private readonly random: Xorshift | null;

  constructor(depth: 16 | 24, dither: boolean) {
    this.scale = depth === 16 ? 0x8000 : 0x800000;
    this.random = dither ? new Xorshift(SEED) : null;
  }

  /** Converts the first `frames` of a channel into `out`, from `at` on. */
  convert(channel: Float32Array, from: number, frames: number, out: Int32Array, at: number): void {
    const { scale, random } = this;
    const top = scale - 1;
    for (let i = 0; i < frames; i++) {
      const exact = (channel[from + i] ?? 0) * scale;
      const noise = random === null || exact === 0 ? 0 : 0.5 * (random.next() + random.next());
      const value = floor(exact + noise + 0.5);
      // Also turns what is not a number into silence.
      out[at + i] = value > top ? top : value < -scale ? -scale : value;
    }
  }
}
