import { cos, PI } from './math.ts';

/** Half the count of taps of one branch. */
const K = 8;
const TAPS = 2 * K;
const MASK = TAPS - 1;

/** The odd taps of a windowed half-band sinc (Blackman), doubled; the even ones are zero but for the centre. */
const COEFFICIENTS = oddTaps();

function oddTaps(): Float64Array {
  const taps = new Float64Array(TAPS);
  let sum = 0;
  for (let i = -K; i < K; i++) {
    const k = 2 * i + 1;
    const t = (PI * k) / (2 * K);
    const window = 0.42 + 0.5 * cos(t) + 0.08 * cos(2 * t);
    const sign = (i & 1) === 0 ? 1 : -1;
    taps[i + K] = ((2 * sign) / (PI * k)) * window;
    sum += taps[i + K] ?? 0;
  }
  return taps.map((tap) => tap / sum);
}

/**
 * Doubles the sample rate of one channel and halves it again, with a 31-tap linear-phase half-band filter each way
 * (R. E. Crochiere and L. R. Rabiner, "Multirate Digital Signal Processing", 1983, §4.2).
 */
export class HalfBand {
  /** Frames from `up` to the matching result of `down`. */
  static readonly latency = TAPS - 1;

  /** The two samples at the double rate, set by `up`. */
  even = 0;
  odd = 0;
  /** The input, as late as the result of `down`. */
  dry = 0;
  private readonly inputs = new Float64Array(TAPS);
  private readonly evens = new Float64Array(TAPS);
  private readonly odds = new Float64Array(TAPS);
  private at = 0;

  up(x: number): void {
    this.at = (this.at + 1) & MASK;
    this.inputs[this.at] = x;
    this.even = this.convolve(this.inputs);
    this.odd = this.inputs[(this.at - (K - 1)) & MASK] ?? 0;
    this.dry = this.inputs[(this.at - (TAPS - 1)) & MASK] ?? 0;
  }

  /** Takes the two samples of `up`, treated, and returns one at the low rate. */
  down(even: number, odd: number): number {
    this.evens[this.at] = even;
    this.odds[this.at] = odd;
    return 0.5 * (this.convolve(this.evens) + (this.odds[(this.at - K) & MASK] ?? 0));
  }

  private convolve(history: Float64Array): number {
    let sum = 0;
    for (let i = 0; i < TAPS; i++) sum += (COEFFICIENTS[i] ?? 0) * (history[(this.at - i) & MASK] ?? 0);
    return sum;
  }

  reset(): void {
    this.inputs.fill(0);
    this.evens.fill(0);
    this.odds.fill(0);
    this.even = this.odd = this.dry = 0;
  }
}
