import { SAMPLE_RATE } from '../types.ts';
import { PI, sin } from '../dsp/math.ts';

/** Bound once: looking a global up costs more than the call in some hosts. */
const { ceil, floor } = Math;

/** Kaiser window parameter for about 120 dB of stop-band rejection (Kaiser 1974: β = 0.1102·(A − 8.7)). */
const KAISER_BETA = 12.27;
/** Edges relative to the lower of the two sample rates: 20 kHz and 24.1 kHz at 44.1 kHz. */
const PASS_EDGE = 20_000 / 44_100;
const STOP_EDGE = 1 - PASS_EDGE;
/** Taps per phase by Kaiser's estimate (A − 7.95) / (14.36·Δf) at A = 120 dB, per unit of relative transition width. */
const TAPS_PER_WIDTH = 7.81;
/** Every rate in use needs fewer; odd ones, which only damaged headers have, would take seconds to tabulate. */
const MAX_COEFFICIENTS = 1_200_000;

/** A fixed-ratio polyphase filter: `up / down` in lowest terms, `taps` (a multiple of 4) coefficients for each of `up` phases. */
export interface ResamplerDesign {
  readonly up: number;
  readonly down: number;
  readonly taps: number;
  readonly table: Float64Array;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

/** Modified Bessel function I₀ by its power series, to the last bit that counts. */
function bessel0(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-17; k++) {
    const factor = x / (2 * k);
    term *= factor * factor;
    sum += term;
  }
  return sum;
}

/**
 * Designs the filter that brings `rate` hertz to 44.1 kHz, or null when the ratio is too unusual to tabulate.
 *
 * Windowed sinc, Kaiser β 12.27. With e = 20 kHz · min(1, rate / 44.1 kHz), asserted for every usual rate in `resample.spec.ts`: flat
 * within ±0.001 dB up to e; whatever folds or mirrors into the band up to e is at least 110 dB down; no delay. Only between e and
 * 22.05 kHz (or half the rate) may folded content of the transition band remain.
 */
export function designResampler(rate: number): ResamplerDesign | null {
  const divisor = gcd(rate, SAMPLE_RATE);
  const up = SAMPLE_RATE / divisor;
  const down = rate / divisor;
  const relative = Math.min(1, SAMPLE_RATE / rate);
  const half = 2 * ceil(TAPS_PER_WIDTH / ((STOP_EDGE - PASS_EDGE) * relative) / 4);
  const taps = 2 * half;
  if (up * taps > MAX_COEFFICIENTS) return null;
  const table = new Float64Array(up * taps);
  const norm = bessel0(KAISER_BETA);
  for (let phase = 0; phase < up; phase++) {
    let sum = 0;
    for (let k = 0; k < taps; k++) {
      // Distance in input frames from the output instant to tap k.
      const x = k - half + 1 - phase / up;
      const edge = x / half;
      const window = edge * edge >= 1 ? 0 : bessel0(KAISER_BETA * Math.sqrt(1 - edge * edge)) / norm;
      const angle = PI * x * relative;
      const value = window * (angle === 0 ? 1 : sin(angle) / angle);
      table[phase * taps + k] = value;
      sum += value;
    }
    for (let k = 0; k < taps; k++) table[phase * taps + k] = (table[phase * taps + k] as number) / sum;
  }
  return { up, down, taps, table };
}

/**
 * Resamples one channel block by block. Output frame n stands at the same instant as input time n·down/up, so nothing is delayed;
 * beyond both ends the input counts as silence. Altogether ⌈input·up/down⌉ frames come out, bit for bit the same however the input
 * is cut into blocks.
 */
export class Resampler {
  readonly #design: ResamplerDesign;
  /** Input that outputs still need; starts with half a filter of silence before the first frame. */
  #input: Float32Array;
  /** Where in `#input` the next output's filter begins. */
  #at = 0;
  #phase = 0;
  #received = 0;
  #made = 0;

  constructor(design: ResamplerDesign) {
    this.#design = design;
    this.#input = new Float32Array(design.taps / 2 - 1);
  }

  /** All outputs whose filter lies within what was received. */
  push(block: Float32Array): Float32Array {
    this.#received += block.length;
    return this.#run(this.#append(block), Infinity);
  }

  /** The rest, over silence after the last frame. */
  end(): Float32Array {
    const { up, down, taps } = this.#design;
    const total = ceil((this.#received * up) / down);
    return this.#run(this.#append(new Float32Array(taps)), total - this.#made);
  }

  /** Another one that goes on from the same state: for a channel that was the same as this one so far. */
  fork(): Resampler {
    const other = new Resampler(this.#design);
    other.#input = this.#input;
    other.#at = this.#at;
    other.#phase = this.#phase;
    other.#received = this.#received;
    other.#made = this.#made;
    return other;
  }

  #append(block: Float32Array): Float32Array {
    const kept = this.#input.length - this.#at;
    const input = new Float32Array(Math.max(0, kept) + block.length);
    if (kept > 0) input.set(this.#input.subarray(this.#at));
    input.set(block, Math.max(0, kept));
    // A filter that begins beyond what was kept begins that far into the block.
    this.#at = kept < 0 ? -kept : 0;
    this.#input = input;
    return input;
  }

  #run(input: Float32Array, most: number): Float32Array {
    const { up, down, taps, table } = this.#design;
    const room = ceil((Math.max(0, input.length - this.#at - taps + 1) * up) / down) + 1;
    const output = new Float32Array(Math.min(room, most));
    let at = this.#at;
    let phase = this.#phase;
    let n = 0;
    for (; n < output.length && at + taps <= input.length; n++) {
      let row = phase * taps;
      // Four sums side by side: they do not wait for each other.
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      for (let k = at; k < at + taps; k += 4, row += 4) {
        a += (table[row] as number) * (input[k] as number);
        b += (table[row + 1] as number) * (input[k + 1] as number);
        c += (table[row + 2] as number) * (input[k + 2] as number);
        d += (table[row + 3] as number) * (input[k + 3] as number);
      }
      output[n] = a + b + (c + d);
      phase += down;
      at += floor(phase / up);
      phase %= up;
    }
    this.#at = at;
    this.#phase = phase;
    this.#made += n;
    return output.subarray(0, n);
  }
}
