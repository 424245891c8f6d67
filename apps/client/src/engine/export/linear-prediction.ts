// Taken from the global once: looking it up for each sample is slow where globals are intercepted.
const { abs, floor, max, min, round } = Math;

/** Frames of a block; the last one of a stream may be shorter. */
export const FLAC_BLOCK = 4096;
/** Highest order tried. */
export const MOST_TAPS = 8;
/** Bits of a coefficient, its sign included. */
export const TAP_BITS = 14;
const LARGEST_TAP = 1 << (TAP_BITS - 1);
const LARGEST_SHIFT = 15;

/** An integer predictor: Σ taps[k] · x[n − 1 − k], shifted right. */
export interface Predictor {
  readonly taps: Int32Array;
  readonly shift: number;
}

/** One block at a time is looked at. */
const scratch = new Float64Array(FLAC_BLOCK);

/** Nine lags in one walk: the eight values before stay in registers, and no sum waits for another. */
function correlate(windowed: Float64Array): Float64Array {
  let [s0, s1, s2, s3, s4, s5, s6, s7, s8] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  let [a, b, c, d, e, f, g, h] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let i = 0; i < windowed.length; i++) {
    const x = windowed[i] as number;
    s0 += x * x;
    s1 += x * a;
    s2 += x * b;
    s3 += x * c;
    s4 += x * d;
    s5 += x * e;
    s6 += x * f;
    s7 += x * g;
    s8 += x * h;
    h = g;
    g = f;
    f = e;
    e = d;
    d = c;
    c = b;
    b = a;
    a = x;
  }
  return Float64Array.of(s0, s1, s2, s3, s4, s5, s6, s7, s8);
}

/** Autocorrelation up to `MOST_TAPS` of a block under a Welch window, which needs no trigonometry. */
function autocorrelation(samples: Int32Array, frames: number): Float64Array {
  const windowed = scratch.subarray(0, frames);
  const half = (frames - 1) / 2;
  for (let i = 0; i < frames; i++) {
    const t = (i - half) / (half + 1);
    windowed[i] = (samples[i] as number) * (1 - t * t);
  }
  return correlate(windowed);
}

/**
 * The best predictor for a block: Levinson-Durbin recursion (J. Makhoul, "Linear prediction: a tutorial review",
 * Proc. IEEE 63(4), 1975), stopped at the order after which a further tap costs more than it is expected to save.
 * @returns null for silence and for what cannot be predicted.
 */
export function findPredictor(samples: Int32Array, frames: number): Predictor | null {
  const correlation = autocorrelation(samples, frames);
  let error = correlation[0] ?? 0;
  if (!(error > 0)) return null;
  const taps = new Float64Array(MOST_TAPS);
  let best: Float64Array | null = null;
  // A tap saves about frames/2 · log2(before/after) bits and costs its own and one warm-up sample of about 16.
  const worth = 1 - (2 * Math.LN2 * (TAP_BITS + 16)) / frames;
  for (let order = 1; order <= min(MOST_TAPS, frames - 1); order++) {
    let reflection = correlation[order] ?? 0;
    for (let k = 1; k < order; k++) reflection -= (taps[k - 1] ?? 0) * (correlation[order - k] ?? 0);
    reflection /= error;
    const before = taps.slice(0, order - 1);
    for (let k = 0; k < order - 1; k++)
      taps[k] = (before[k] ?? 0) - reflection * (before[order - 2 - k] ?? 0);
    taps[order - 1] = reflection;
    const after = error * (1 - reflection * reflection);
    if (!(after > 0)) break;
    if (after < error * worth) best = taps.slice(0, order);
    error = after;
  }
  return best === null ? null : quantise(best);
}

/** Integer taps whose rounding errors are carried on to the next, so that they do not add up. */
function quantise(taps: Float64Array): Predictor | null {
  let largest = 0;
  for (const tap of taps) largest = max(largest, abs(tap));
  let shift = 0;
  let scale = 1;
  while (shift < LARGEST_SHIFT && largest * scale * 2 < LARGEST_TAP - 1) {
    shift++;
    scale *= 2;
  }
  if (largest * scale >= LARGEST_TAP) return null;
  let carried = 0;
  const whole = Int32Array.from(taps, (tap) => {
    const exact = tap * scale + carried;
    const value = max(-LARGEST_TAP, min(LARGEST_TAP - 1, round(exact)));
    carried = exact - value;
    return value;
  });
  return { taps: whole, shift };
}

/**
 * What a predictor gets wrong, from the frame after its taps on.
 * @returns false when a value does not fit into 31 bits; the residual is then of no use.
 */
export function predictionResidual(
  samples: Int32Array,
  frames: number,
  { taps, shift }: Predictor,
  residual: Int32Array,
): boolean {
  // Divides by a power of two: exact.
  const scale = 1 / (1 << shift);
  const order = taps.length;
  // Taps beyond the order are nought, so that eight can always be taken; the first samples before the block count as nought, too.
  const [t0 = 0, t1 = 0, t2 = 0, t3 = 0, t4 = 0, t5 = 0, t6 = 0, t7 = 0] = taps;
  let [a, b, c, d, e, f, g, h] = [0, 0, 0, 0, 0, 0, 0, 0];
  let largest = 0;
  for (let i = 0; i < frames; i++) {
    const x = samples[i] as number;
    if (i >= order) {
      // 25 + 14 + 3 bits: exact in a double, too much for an integer of 32 bits.
      const sum = t0 * a + t1 * b + t2 * c + t3 * d + (t4 * e + t5 * f + t6 * g + t7 * h);
      const value = x - floor(sum * scale);
      largest = max(largest, value, -value);
      residual[i] = value;
    }
    h = g;
    g = f;
    f = e;
    e = d;
    d = c;
    c = b;
    b = a;
    a = x;
  }
  return largest <= 0x3fffffff;
}

/** The fixed predictors of RFC 9639 §9.2.5 are differences of this order. */
export function fixedResidual(
  samples: Int32Array,
  frames: number,
  order: number,
  residual: Int32Array,
): boolean {
  residual.set(samples.subarray(0, frames));
  for (let pass = 1; pass <= order; pass++) {
    for (let i = frames - 1; i >= pass; i--)
      residual[i] = (residual[i] as number) - (residual[i - 1] as number);
  }
  return true;
}
