import { cos, dbToGain, sin, TAU } from './math.ts';

export type BiquadType = 'peaking' | 'lowShelf' | 'highShelf' | 'lowPass' | 'highPass';

/** y = b0·x + b1·x₁ + b2·x₂ − a1·y₁ − a2·y₂, normalised by a0. */
export interface BiquadCoefficients {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

/**
 * Second-order filters after R. Bristow-Johnson, "Audio EQ Cookbook", W3C Note.
 * `hz` is the centre, midpoint or corner and is kept below 0.49 of the sample rate; `gainDb` concerns peaking
 * and shelves only.
 */
export function designBiquad(
  type: BiquadType,
  hz: number,
  q: number,
  gainDb: number,
  sampleRate: number,
): BiquadCoefficients {
  const w = (TAU * Math.min(hz, 0.49 * sampleRate)) / sampleRate;
  const c = cos(w);
  const alpha = sin(w) / (2 * q);
  const a = dbToGain(gainDb / 2);
  if (type === 'peaking')
    return normalise(1 + alpha * a, -2 * c, 1 - alpha * a, 1 + alpha / a, -2 * c, 1 - alpha / a);
  if (type === 'lowPass') return normalise((1 - c) / 2, 1 - c, (1 - c) / 2, 1 + alpha, -2 * c, 1 - alpha);
  if (type === 'highPass') return normalise((1 + c) / 2, -1 - c, (1 + c) / 2, 1 + alpha, -2 * c, 1 - alpha);
  return designShelf(type === 'lowShelf' ? 1 : -1, a, c, 2 * Math.sqrt(a) * alpha);
}

/** Low shelf for side = 1, high shelf for side = −1; the cookbook's two forms differ in these signs only. */
function designShelf(side: number, a: number, c: number, beta: number): BiquadCoefficients {
  const plus = a + 1;
  const minus = side * (a - 1);
  return normalise(
    a * (plus - minus * c + beta),
    2 * a * (minus - plus * c),
    a * (plus - minus * c - beta),
    plus + minus * c + beta,
    -2 * (minus + plus * c),
    plus + minus * c - beta,
  );
}

function normalise(
  b0: number,
  b1: number,
  b2: number,
  a0: number,
  a1: number,
  a2: number,
): BiquadCoefficients {
  return { b0: b0 / a0, b1: b1 / a0, b2: b2 / a0, a1: a1 / a0, a2: a2 / a0 };
}

/** Below this, filter state is taken for zero: subnormal numbers would slow the loop down. */
const SILENT = 1e-20;

/** One biquad on two channels, transposed direct form II. */
export class StereoBiquad {
  private coefficients: BiquadCoefficients;
  private l1 = 0;
  private l2 = 0;
  private r1 = 0;
  private r2 = 0;

  constructor(coefficients: BiquadCoefficients) {
    this.coefficients = coefficients;
  }

  set(coefficients: BiquadCoefficients): void {
    this.coefficients = coefficients;
  }

  reset(): void {
    this.l1 = this.l2 = this.r1 = this.r2 = 0;
  }

  /** In place, over the whole of both arrays. */
  process(left: Float64Array, right: Float64Array): void {
    const { b0, b1, b2, a1, a2 } = this.coefficients;
    let { l1, l2, r1, r2 } = this;
    for (let i = 0; i < left.length; i++) {
      const x = left[i] ?? 0;
      const u = right[i] ?? 0;
      const y = b0 * x + l1;
      const v = b0 * u + r1;
      // In this order, what waits for y is one product and one difference.
      l1 = b1 * x + l2 - a1 * y;
      r1 = b1 * u + r2 - a1 * v;
      l2 = b2 * x - a2 * y;
      r2 = b2 * u - a2 * v;
      left[i] = y;
      right[i] = v;
    }
    this.keep(l1, l2, r1, r2);
  }

  /**
   * This filter and then another, over the whole of both arrays. Two at once take little longer than one: each mostly
   * waits for its own last output. The result is the same as of one after the other.
   */
  processWith(next: StereoBiquad, left: Float64Array, right: Float64Array): void {
    const { b0, b1, b2, a1, a2 } = this.coefficients;
    const { b0: c0, b1: c1, b2: c2, a1: d1, a2: d2 } = next.coefficients;
    let { l1, l2, r1, r2 } = this;
    let { l1: m1, l2: m2, r1: s1, r2: s2 } = next;
    for (let i = 0; i < left.length; i++) {
      const x = left[i] ?? 0;
      const u = right[i] ?? 0;
      const y = b0 * x + l1;
      const v = b0 * u + r1;
      l1 = b1 * x + l2 - a1 * y;
      r1 = b1 * u + r2 - a1 * v;
      l2 = b2 * x - a2 * y;
      r2 = b2 * u - a2 * v;
      const z = c0 * y + m1;
      const w = c0 * v + s1;
      m1 = c1 * y + m2 - d1 * z;
      s1 = c1 * v + s2 - d1 * w;
      m2 = c2 * y - d2 * z;
      s2 = c2 * v - d2 * w;
      left[i] = z;
      right[i] = w;
    }
    this.keep(l1, l2, r1, r2);
    next.keep(m1, m2, s1, s2);
  }

  private keep(l1: number, l2: number, r1: number, r2: number): void {
    this.l1 = audible(l1);
    this.l2 = audible(l2);
    this.r1 = audible(r1);
    this.r2 = audible(r2);
  }
}

function audible(value: number): number {
  return value > SILENT || value < -SILENT ? value : 0;
}
