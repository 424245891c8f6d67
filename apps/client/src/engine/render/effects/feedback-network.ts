import { SAMPLE_RATE } from '../../types.ts';
import { exp } from '../../dsp/math.ts';

const DIFFUSERS = [113, 162, 241, 399] as const;
const DIFFUSION = 0.65;
const SIZE = 4096;
const MASK = SIZE - 1;
const DIFFUSER_SIZE = 512;
const DIFFUSER_MASK = DIFFUSER_SIZE - 1;
/** 1/√8 makes the matrix orthogonal. */
const HADAMARD_SCALE = 0.35355339059327373;
const LN_1000 = 6.907755278982137;
const FLUSH = 1e-20;

/** Zero for what is too small to be heard: subnormal numbers would slow the loop down. */
function flushed(value: number): number {
  return value < FLUSH && value > -FLUSH ? 0 : value;
}

/**
 * Eight delay lines fed back through a Hadamard matrix (J.-M. Jot and A. Chaigne, AES 90th Convention, 1991): each
 * loop's gain takes 60 dB in the wanted time, and a one-pole low-pass in each loop shortens the decay of high
 * frequencies. Four all-passes spread the input first. Loop lengths are primes between 26 and 62 ms, so that echoes
 * rarely coincide; they stand in the code, since looking them up would cost more than the sums.
 */
export class FeedbackNetwork {
  /** Value of line k at place t: at 8 t + k, so that all that is written at once lies together. */
  private readonly loops = new Float64Array(8 * SIZE);
  private readonly gains = { g0: 0, g1: 0, g2: 0, g3: 0, g4: 0, g5: 0, g6: 0, g7: 0 };
  private readonly damped = { d0: 0, d1: 0, d2: 0, d3: 0, d4: 0, d5: 0, d6: 0, d7: 0 };
  private readonly diffusers = new Float64Array(DIFFUSERS.length * DIFFUSER_SIZE);
  private damp = 0;
  private at = 0;

  /** @param decaySeconds time to −60 dB at low frequencies; `damping` from 0 (bright) to 1 (dark). */
  tune(decaySeconds: number, damping: number): void {
    const { gains } = this;
    const gainOf = (length: number): number =>
      HADAMARD_SCALE * exp((-LN_1000 * length) / (decaySeconds * SAMPLE_RATE));
    gains.g0 = gainOf(1151);
    gains.g1 = gainOf(1327);
    gains.g2 = gainOf(1523);
    gains.g3 = gainOf(1741);
    gains.g4 = gainOf(1951);
    gains.g5 = gainOf(2203);
    gains.g6 = gainOf(2467);
    gains.g7 = gainOf(2741);
    this.damp = 0.75 * damping;
  }

  reset(): void {
    this.loops.fill(0);
    this.keep(0, 0, 0, 0, 0, 0, 0, 0);
    this.diffusers.fill(0);
  }

  /** One mono quantum in, two decorrelated sides out. */
  process(input: Float64Array, left: Float64Array, right: Float64Array): void {
    this.diffuse(input);
    const { gains, damp, loops } = this;
    const { g0, g1, g2, g3, g4, g5, g6, g7 } = gains;
    let { d0, d1, d2, d3, d4, d5, d6, d7 } = this.damped;
    let at = this.at;
    for (let i = 0; i < input.length; i++) {
      const x = input[i] ?? 0;
      const y0 = loops[((at - 1151) & MASK) << 3] ?? 0;
      const y1 = loops[(((at - 1327) & MASK) << 3) + 1] ?? 0;
      const y2 = loops[(((at - 1523) & MASK) << 3) + 2] ?? 0;
      const y3 = loops[(((at - 1741) & MASK) << 3) + 3] ?? 0;
      const y4 = loops[(((at - 1951) & MASK) << 3) + 4] ?? 0;
      const y5 = loops[(((at - 2203) & MASK) << 3) + 5] ?? 0;
      const y6 = loops[(((at - 2467) & MASK) << 3) + 6] ?? 0;
      const y7 = loops[(((at - 2741) & MASK) << 3) + 7] ?? 0;
      left[i] = 0.5 * (y0 - y2 + y4 - y6);
      right[i] = 0.5 * (y1 - y3 + y5 - y7);
      d0 = y0 + damp * (d0 - y0);
      d1 = y1 + damp * (d1 - y1);
      d2 = y2 + damp * (d2 - y2);
      d3 = y3 + damp * (d3 - y3);
      d4 = y4 + damp * (d4 - y4);
      d5 = y5 + damp * (d5 - y5);
      d6 = y6 + damp * (d6 - y6);
      d7 = y7 + damp * (d7 - y7);
      const a0 = d0 * g0 + x;
      const a1 = d1 * g1;
      const a2 = d2 * g2;
      const a3 = d3 * g3;
      const a4 = d4 * g4;
      const a5 = d5 * g5 - x;
      const a6 = d6 * g6;
      const a7 = d7 * g7;
      const b0 = a0 + a1;
      const b1 = a0 - a1;
      const b2 = a2 + a3;
      const b3 = a2 - a3;
      const b4 = a4 + a5;
      const b5 = a4 - a5;
      const b6 = a6 + a7;
      const b7 = a6 - a7;
      const c0 = b0 + b2;
      const c1 = b1 + b3;
      const c2 = b0 - b2;
      const c3 = b1 - b3;
      const c4 = b4 + b6;
      const c5 = b5 + b7;
      const c6 = b4 - b6;
      const c7 = b5 - b7;
      const to = at << 3;
      loops[to] = c0 + c4;
      loops[to + 1] = c1 + c5;
      loops[to + 2] = c2 + c6;
      loops[to + 3] = c3 + c7;
      loops[to + 4] = c0 - c4;
      loops[to + 5] = c1 - c5;
      loops[to + 6] = c2 - c6;
      loops[to + 7] = c3 - c7;
      at = (at + 1) & MASK;
    }
    this.at = at;
    this.keep(d0, d1, d2, d3, d4, d5, d6, d7);
  }

  private keep(
    d0: number,
    d1: number,
    d2: number,
    d3: number,
    d4: number,
    d5: number,
    d6: number,
    d7: number,
  ): void {
    const { damped } = this;
    damped.d0 = flushed(d0);
    damped.d1 = flushed(d1);
    damped.d2 = flushed(d2);
    damped.d3 = flushed(d3);
    damped.d4 = flushed(d4);
    damped.d5 = flushed(d5);
    damped.d6 = flushed(d6);
    damped.d7 = flushed(d7);
  }

  /** Schroeder all-passes in series, in place. They share the write position of the loops. */
  private diffuse(samples: Float64Array): void {
    const { diffusers } = this;
    const start = this.at;
    for (let stage = 0; stage < DIFFUSERS.length; stage++) {
      const base = stage * DIFFUSER_SIZE;
      const length = DIFFUSERS[stage] ?? 1;
      for (let i = 0; i < samples.length; i++) {
        const at = start + i;
        const old = diffusers[base + ((at - length) & DIFFUSER_MASK)] ?? 0;
        const fed = (samples[i] ?? 0) - DIFFUSION * old;
        diffusers[base + (at & DIFFUSER_MASK)] = fed;
        samples[i] = old + DIFFUSION * fed;
      }
    }
  }
}
