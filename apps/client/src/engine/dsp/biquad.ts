import { DESK, DESK_FRAMES, deskKernels, deskSettings, layOnDesk, takeFromDesk } from '../kernels/desk.ts';
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
/** Numbers of one filter: five coefficients, then the state of both channels. */
const NUMBERS = 9;
const COEFFICIENTS = 5;
const BAND_BYTES = 8 * NUMBERS;

/** Biquads in series on two channels, transposed direct form II. */
export class BiquadCascade {
  private readonly numbers: Float64Array;
  private readonly count: number;

  /** @param bands at most eight */
  constructor(bands: readonly BiquadCoefficients[]) {
    this.count = bands.length;
    this.numbers = new Float64Array(NUMBERS * bands.length);
    for (const [i, { b0, b1, b2, a1, a2 }] of bands.entries())
      this.numbers.set([b0, b1, b2, a1, a2], i * NUMBERS);
  }

  reset(): void {
    for (let band = 0; band < this.numbers.length; band += NUMBERS)
      this.numbers.fill(0, band + COEFFICIENTS, band + NUMBERS);
  }

  /** In place, over the whole of both arrays, which are equally long. */
  process(left: Float64Array, right: Float64Array): void {
    for (let from = 0; from < left.length; from += DESK_FRAMES) {
      const whole = left.length <= DESK_FRAMES;
      const a = whole ? left : left.subarray(from, from + DESK_FRAMES);
      const b = whole ? right : right.subarray(from, from + DESK_FRAMES);
      layOnDesk(a, b);
      this.onDesk(a.length);
      takeFromDesk(a, b);
    }
  }

  private onDesk(frames: number): void {
    const { numbers, count } = this;
    deskSettings.set(numbers);
    const { left, right, settings } = DESK;
    let band = 0;
    for (; band + 3 <= count; band += 3)
      deskKernels.filterThrice(left, right, frames, settings + band * BAND_BYTES);
    for (; band < count; band++) deskKernels.filterOnce(left, right, frames, settings + band * BAND_BYTES);
    for (let first = COEFFICIENTS; first < numbers.length; first += NUMBERS)
      for (let i = first; i < first + NUMBERS - COEFFICIENTS; i++)
        numbers[i] = audible(deskSettings[i] as number);
  }
}

function audible(value: number): number {
  return value > SILENT || value < -SILENT ? value : 0;
}
