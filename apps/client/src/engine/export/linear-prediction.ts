// Taken from the global once: looking it up for each sample is slow where globals are intercepted.
const { abs, floor, max, min, round } = Math;

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

/** Autocorrelation up to `MOST_TAPS` of a block under a Welch window, which needs no trigonometry. */
function autocorrelation(samples: Int32Array, frames: number): Float64Array {
  const windowed = new Float64Array(frames);
  const half = (frames - 1) / 2;
  for (let i = 0; i < frames; i++) {
    const t = (i - half) / (half + 1);
    windowed[i] = (samples[i] ?? 0) * (1 - t * t);
  }
  const sums = new Float64Array(MOST_TAPS + 1);
  for (let lag = 0; lag <= MOST_TAPS; lag++) {
    let sum = 0;
    for (let i = lag; i < frames; i++) sum += (windowed[i] ?? 0) * (windowed[i - lag] ?? 0);
    sums[lag] = sum;
  }
  return sums;
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
  const scale = 1 << shift;
  const order = taps.length;
  let fits = true;
  for (let i = order; i < frames; i++) {
    // 25 + 14 + 3 bits: exact in a double, too much for an integer of 32 bits.
    let sum = 0;
    for (let k = 0; k < order; k++) sum += (taps[k] ?? 0) * (samples[i - 1 - k] ?? 0);
    const value = (samples[i] ?? 0) - floor(sum / scale);
    if (value > 0x3fffffff || value < -0x3fffffff) fits = false;
    residual[i] = value;
  }
  return fits;
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
    for (let i = frames - 1; i >= pass; i--) residual[i] = (residual[i] ?? 0) - (residual[i - 1] ?? 0);
  }
  return true;
}
