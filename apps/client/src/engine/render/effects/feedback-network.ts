import { SAMPLE_RATE } from '../../types.ts';
import { exp } from '../../dsp/math.ts';

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
  /** Line after line in one array: a list of arrays would cost a look-up for each. */
  private readonly loops = new Float64Array(8 * SIZE);
  private readonly gains = { g0: 0, g1: 0, g2: 0, g3: 0, g4: 0, g5: 0, g6: 0, g7: 0 };
  private readonly damped = { d0: 0, d1: 0, d2: 0, d3: 0, d4: 0, d5: 0, d6: 0, d7: 0 };
  private readonly diffusers = new Float64Array(4 * DIFFUSER_SIZE);
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
      const y0 = loops[(at - 1151) & MASK] ?? 0;
      const y1 = loops[1 * SIZE + ((at - 1327) & MASK)] ?? 0;
      const y2 = loops[2 * SIZE + ((at - 1523) & MASK)] ?? 0;
      const y3 = loops[3 * SIZE + ((at - 1741) & MASK)] ?? 0;
      const y4 = loops[4 * SIZE + ((at - 1951) & MASK)] ?? 0;
      const y5 = loops[5 * SIZE + ((at - 2203) & MASK)] ?? 0;
      const y6 = loops[6 * SIZE + ((at - 2467) & MASK)] ?? 0;
      const y7 = loops[7 * SIZE + ((at - 2741) & MASK)] ?? 0;
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
      loops[at] = c0 + c4;
      loops[1 * SIZE + at] = c1 + c5;
      loops[2 * SIZE + at] = c2 + c6;
      loops[3 * SIZE + at] = c3 + c7;
      loops[4 * SIZE + at] = c0 - c4;
      loops[5 * SIZE + at] = c1 - c5;
      loops[6 * SIZE + at] = c2 - c6;
      loops[7 * SIZE + at] = c3 - c7;
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
    for (let i = 0, at = this.at; i < samples.length; i++, at++) {
      const x = samples[i] ?? 0;
      const old0 = diffusers[(at - 113) & DIFFUSER_MASK] ?? 0;
      const old1 = diffusers[DIFFUSER_SIZE + ((at - 162) & DIFFUSER_MASK)] ?? 0;
      const old2 = diffusers[2 * DIFFUSER_SIZE + ((at - 241) & DIFFUSER_MASK)] ?? 0;
      const old3 = diffusers[3 * DIFFUSER_SIZE + ((at - 399) & DIFFUSER_MASK)] ?? 0;
      const fed0 = x - DIFFUSION * old0;
      const fed1 = old0 + DIFFUSION * fed0 - DIFFUSION * old1;
      const fed2 = old1 + DIFFUSION * fed1 - DIFFUSION * old2;
      const fed3 = old2 + DIFFUSION * fed2 - DIFFUSION * old3;
      const to = at & DIFFUSER_MASK;
      diffusers[to] = fed0;
      diffusers[DIFFUSER_SIZE + to] = fed1;
      diffusers[2 * DIFFUSER_SIZE + to] = fed2;
      diffusers[3 * DIFFUSER_SIZE + to] = fed3;
      samples[i] = old3 + DIFFUSION * fed3;
    }
  }
}
