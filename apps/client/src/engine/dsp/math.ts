/**
 * Elementary functions made only of operations that IEEE 754 rounds correctly (+ − × ÷ √) and of bit
 * moves, so that every JavaScript engine computes the same bits. `Math.sin` and its like may differ between
 * engines and versions (ECMA-262 §21.3.2 leaves them implementation-approximated) and are not used in audio code.
 *
 * Method: argument reduction, then Taylor series long enough for double precision on the reduced range.
 */

// Taken from the global once: looking it up for each sample is slow where globals are intercepted.
const { floor } = Math;

// The constants of `Math` are the nearest doubles by definition (ECMA-262 §21.3.1): only its functions vary.
export const { PI } = Math;
export const TAU = 2 * PI;
const { LN2, LN10, LOG2E: INV_LN2, LOG10E: INV_LN10, SQRT2 } = Math;
const TWO_OVER_PI = 0.6366197723675814;

/** ln 2 and π/2 as sums whose leading parts have trailing zero bits, so that integer multiples are exact. */
const LN2_HIGH = 0.69314718036912381649017333984375;
const LN2_LOW = 1.9082149292705877e-10;
const HALF_PI_1 = 1.570796326734125614166259765625;
const HALF_PI_2 = 6.077100506303966e-11;
const HALF_PI_3 = 2.0222662487959506e-21;

const MIN_EXPONENT = -1074;
const MAX_EXPONENT = 1023;

/** Every power of two that a double holds; doubling and halving are exact. */
const POWERS = powersOfTwo();
const cell = new Float64Array(1);
const words = new Uint32Array(cell.buffer);
const HIGH_WORD = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;

function powersOfTwo(): Float64Array {
  const table = new Float64Array(MAX_EXPONENT - MIN_EXPONENT + 1);
  for (let i = 0, p = Number.MIN_VALUE; i < table.length; i++, p *= 2) table[i] = p;
  return table;
}

/** m · 2^k for m in [0.5, 2], with one rounding at most. */
function scale(m: number, k: number): number {
  if (k > MAX_EXPONENT)
    return k > MAX_EXPONENT + 1 ? Infinity : m * 2 * (POWERS[MAX_EXPONENT - MIN_EXPONENT] ?? 0);
  return k < MIN_EXPONENT - 1
    ? 0
    : k < MIN_EXPONENT
      ? m * 0.5 * Number.MIN_VALUE
      : m * (POWERS[k - MIN_EXPONENT] ?? 0);
}

/** Taylor series of e^r for |r| ≤ ln 2 / 2; the first term left out is below 2⁻⁵⁷. */
function expReduced(r: number): number {
  const high =
    0.001388888888888889 +
    r *
      (0.0001984126984126984 +
        r *
          (0.0000248015873015873 +
            r *
              (0.0000027557319223985893 +
                r *
                  (2.755731922398589e-7 +
                    r * (2.505210838544172e-8 + r * (2.08767569878681e-9 + r * 1.6059043836821613e-10))))));
  return (
    1 +
    r *
      (1 +
        r *
          (0.5 +
            r * (0.16666666666666666 + r * (0.041666666666666664 + r * (0.008333333333333333 + r * high)))))
  );
}

/** e^x. */
export function exp(x: number): number {
  if (!(x < 709.8)) return x > 0 ? Infinity : x;
  if (x < -745.2) return 0;
  const k = floor(x * INV_LN2 + 0.5);
  return scale(expReduced(x - k * LN2_HIGH - k * LN2_LOW), k);
}

/** 2^x; exact for whole x. */
export function exp2(x: number): number {
  if (!(x < 1024)) return x > 0 ? Infinity : x;
  if (x < -1075) return 0;
  const k = floor(x + 0.5);
  return scale(expReduced((x - k) * LN2), k);
}

/** Binary exponent of the last `logReduced` argument. */
let exponent = 0;

/** ln of the mantissa of a positive finite x, taken in [√½, √2); leaves its exponent in `exponent`. */
function logReduced(x: number): number {
  let bias = 1023;
  let normal = x;
  if (x < 2.2250738585072014e-308) {
    normal = x * 18014398509481984; // 2^54, out of the subnormal range
    bias += 54;
  }
  cell[0] = normal;
  const high = words[HIGH_WORD] ?? 0;
  exponent = (high >>> 20) - bias;
  words[HIGH_WORD] = (high & 0x000fffff) | 0x3ff00000;
  let m = cell[0] ?? 1;
  if (m > SQRT2) {
    m *= 0.5;
    exponent++;
  }
  const s = (m - 1) / (m + 1);
  const z = s * s;
  const tail =
    0.15384615384615385 +
    z *
      (0.13333333333333333 + z * (0.11764705882352941 + z * (0.10526315789473684 + z * 0.09523809523809523)));
  const sum =
    0.6666666666666666 +
    z * (0.4 + z * (0.2857142857142857 + z * (0.2222222222222222 + z * (0.18181818181818182 + z * tail))));
  return 2 * s + s * z * sum;
}

/** Natural logarithm. */
export function log(x: number): number {
  if (!(x > 0) || x === Infinity) return outsideLog(x);
  const m = logReduced(x);
  return exponent * LN2_HIGH + (m + exponent * LN2_LOW);
}

/** Base-2 logarithm; exact for powers of two. */
export function log2(x: number): number {
  if (!(x > 0) || x === Infinity) return outsideLog(x);
  const m = logReduced(x) * INV_LN2;
  return exponent + m;
}

/** Base-10 logarithm. */
export function log10(x: number): number {
  return log(x) * INV_LN10;
}

function outsideLog(x: number): number {
  return x === 0 ? -Infinity : x > 0 ? x : NaN;
}

/** x^y. A negative base needs a whole exponent; otherwise NaN. */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (x > 0) return x === 1 ? 1 : exp(y * log(x));
  if (x === 0) return y > 0 ? 0 : Infinity;
  if (floor(y) !== y) return NaN;
  const magnitude = exp(y * log(-x));
  return y - 2 * floor(y / 2) === 0 ? magnitude : -magnitude;
}

function sinReduced(r: number): number {
  const z = r * r;
  const tail =
    -2.505210838544172e-8 +
    z * (1.6059043836821613e-10 + z * (-7.647163731819816e-13 + z * 2.8114572543455206e-15));
  const sum =
    -0.16666666666666666 +
    z * (0.008333333333333333 + z * (-0.0001984126984126984 + z * (0.0000027557319223985893 + z * tail)));
  return r + r * z * sum;
}

function cosReduced(r: number): number {
  const z = r * r;
  const tail =
    -2.755731922398589e-7 +
    z * (2.08767569878681e-9 + z * (-1.1470745597729725e-11 + z * 4.779477332387385e-14));
  const sum = 0.041666666666666664 + z * (-0.001388888888888889 + z * (0.0000248015873015873 + z * tail));
  return 1 - 0.5 * z + z * z * sum;
}

/** x minus the nearest whole multiple n of π/2 (Cody and Waite's three-part reduction). */
function reduce(x: number, n: number): number {
  return x - n * HALF_PI_1 - n * HALF_PI_2 - n * HALF_PI_3;
}

/** Sine of x radians; full accuracy for |x| below about 10⁶. */
export function sin(x: number): number {
  const n = floor(x * TWO_OVER_PI + 0.5);
  const r = reduce(x, n);
  const quadrant = n - 4 * floor(n / 4);
  if (quadrant === 0) return sinReduced(r);
  if (quadrant === 1) return cosReduced(r);
  return quadrant === 2 ? -sinReduced(r) : -cosReduced(r);
}

/** Cosine of x radians; full accuracy for |x| below about 10⁶. */
export function cos(x: number): number {
  const n = floor(x * TWO_OVER_PI + 0.5);
  const r = reduce(x, n);
  const quadrant = n - 4 * floor(n / 4);
  if (quadrant === 0) return cosReduced(r);
  if (quadrant === 1) return -sinReduced(r);
  return quadrant === 2 ? -cosReduced(r) : sinReduced(r);
}

/** Tangent of x radians. */
export function tan(x: number): number {
  const n = floor(x * TWO_OVER_PI + 0.5);
  const r = reduce(x, n);
  return n - 2 * floor(n / 2) === 0 ? sinReduced(r) / cosReduced(r) : -cosReduced(r) / sinReduced(r);
}

/** Hyperbolic tangent: Lambert's continued fraction near zero, the exponential elsewhere. */
export function tanh(x: number): number {
  const a = x < 0 ? -x : x;
  if (a < 0.4) {
    const z = x * x;
    return x / (1 + z / (3 + z / (5 + z / (7 + z / (9 + z / (11 + z / 13))))));
  }
  const y = a > 22 ? 1 : 1 - 2 / (exp(2 * a) + 1);
  return x < 0 ? -y : y;
}

/** Amplitude factor of a level in decibels. */
export function dbToGain(db: number): number {
  return exp(db * (LN10 / 20));
}

/** Level in decibels of an amplitude factor; −∞ for zero. */
export function gainToDb(gain: number): number {
  return log(gain) * (20 / LN10);
}
