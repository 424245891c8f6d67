import { SAMPLE_RATE } from '../../types.ts';
import { exp } from '../../dsp/math.ts';

/** Loop lengths in frames: primes between 26 and 62 ms, so that echoes rarely coincide. */
const LENGTHS = [1151, 1327, 1523, 1741, 1951, 2203, 2467, 2741] as const;
const DIFFUSERS = [113, 162, 241, 399] as const;
const DIFFUSION = 0.65;
const SIZE = 4096;
const MASK = SIZE - 1;
const DIFFUSER_SIZE = 512;
const DIFFUSER_MASK = DIFFUSER_SIZE - 1;
/** 1/√8 makes the matrix orthogonal. */
const HADAMARD_SCALE = 0.35355339059327373;
const LN_1000 = 6.907755278982137;
const NO_LINE = new Float64Array(SIZE);
const FLUSH = 1e-20;

/**
 * Eight delay lines fed back through a Hadamard matrix (J.-M. Jot and A. Chaigne, AES 90th Convention, 1991): each
 * loop's gain takes 60 dB in the wanted time, and a one-pole low-pass in each loop shortens the decay of high
 * frequencies. Four all-passes spread the input first.
 */
export class FeedbackNetwork {
  private readonly lines = LENGTHS.map(() => new Float64Array(SIZE));
  private readonly gains = new Float64Array(8);
  private readonly damped = new Float64Array(8);
  private readonly diffusers = new Float64Array(DIFFUSERS.length * DIFFUSER_SIZE);
  private damp = 0;
  private at = 0;

  /** @param decaySeconds time to −60 dB at low frequencies; `damping` from 0 (bright) to 1 (dark). */
  tune(decaySeconds: number, damping: number): void {
    LENGTHS.forEach((length, i) => {
      this.gains[i] = HADAMARD_SCALE * exp((-LN_1000 * length) / (decaySeconds * SAMPLE_RATE));
    });
    this.damp = 0.75 * damping;
  }

  reset(): void {
    for (const line of this.lines) line.fill(0);
    this.damped.fill(0);
    this.diffusers.fill(0);
  }

  /** One mono quantum in, two decorrelated sides out. */
  process(input: Float64Array, left: Float64Array, right: Float64Array): void {
    this.diffuse(input);
    const { gains, damped, damp } = this;
    const [line0 = NO_LINE, line1 = NO_LINE, line2 = NO_LINE, line3 = NO_LINE] = this.lines;
    const [, , , , line4 = NO_LINE, line5 = NO_LINE, line6 = NO_LINE, line7 = NO_LINE] = this.lines;
    const [g0 = 0, g1 = 0, g2 = 0, g3 = 0, g4 = 0, g5 = 0, g6 = 0, g7 = 0] = gains;
    let [d0 = 0, d1 = 0, d2 = 0, d3 = 0, d4 = 0, d5 = 0, d6 = 0, d7 = 0] = damped;
    let at = this.at;
    for (let i = 0; i < input.length; i++) {
      const x = input[i] ?? 0;
      const y0 = line0[(at - 1151) & MASK] ?? 0;
      const y1 = line1[(at - 1327) & MASK] ?? 0;
      const y2 = line2[(at - 1523) & MASK] ?? 0;
      const y3 = line3[(at - 1741) & MASK] ?? 0;
      const y4 = line4[(at - 1951) & MASK] ?? 0;
      const y5 = line5[(at - 2203) & MASK] ?? 0;
      const y6 = line6[(at - 2467) & MASK] ?? 0;
      const y7 = line7[(at - 2741) & MASK] ?? 0;
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
      line0[at] = c0 + c4;
      line1[at] = c1 + c5;
      line2[at] = c2 + c6;
      line3[at] = c3 + c7;
      line4[at] = c0 - c4;
      line5[at] = c1 - c5;
      line6[at] = c2 - c6;
      line7[at] = c3 - c7;
      at = (at + 1) & MASK;
    }
    this.at = at;
    damped.set([d0, d1, d2, d3, d4, d5, d6, d7]);
    for (let i = 0; i < 8; i++) if (Math.abs(damped[i] ?? 0) < FLUSH) damped[i] = 0;
  }

  /** Schroeder all-passes in series, in place. They share the write position of the loops. */
  private diffuse(samples: Float64Array): void {
    const { diffusers } = this;
    for (let stage = 0; stage < DIFFUSERS.length; stage++) {
      const base = stage * DIFFUSER_SIZE;
      const length = DIFFUSERS[stage] ?? 1;
      for (let i = 0; i < samples.length; i++) {
        const at = this.at + i;
        const old = diffusers[base + ((at - length) & DIFFUSER_MASK)] ?? 0;
        const fed = (samples[i] ?? 0) - DIFFUSION * old;
        diffusers[base + (at & DIFFUSER_MASK)] = fed;
        samples[i] = old + DIFFUSION * fed;
      }
    }
  }
}
