import type { BitWriter } from './bit-writer.ts';

// Taken from the global once: looking it up for each sample is slow where globals are intercepted.
const { clz32, floor, min } = Math;

const HIGHEST_ORDER = 6;
/** Largest parameters of the two ways a residual is coded; the value above each is the escape, which is not used. */
const LARGEST_SHORT = 14;
const LARGEST_LONG = 30;

/** How a residual is cut into partitions, and the Rice parameter of each (RFC 9639 §9.2.7). */
export interface RicePlan {
  readonly order: number;
  readonly parameters: Uint8Array;
  /** Size of the coded residual in bits, its header included. */
  readonly bits: number;
}

/** Non-negative numbers for signed ones of up to 31 bits: 0, −1, 1, −2 … become 0, 1, 2, 3 … */
function folded(value: number): number {
  return (value << 1) ^ (value >> 31);
}

/** The parameter that is about best for values of this mean: its power of two lies just below the mean. */
function parameterFor(sum: number, count: number): number {
  const mean = count === 0 ? 0 : floor(sum / count);
  return mean < 1 ? 0 : min(LARGEST_LONG, 31 - clz32(mean));
}

/**
 * Plans a residual: the partition order with the fewest bits, by the sums of the finest partitions joined pairwise.
 * @param frames length of the block; the residual lacks the first `skipped` of it.
 */
export function planRice(residual: Int32Array, frames: number, skipped: number): RicePlan {
  let order = 0;
  while (order < HIGHEST_ORDER && frames % (2 << order) === 0 && frames >> (order + 1) > skipped) order++;
  let sums = new Float64Array(1 << order);
  const size = frames >> order;
  for (let i = skipped, p = 0, end = size; i < frames; p++, end += size) {
    let sum = 0;
    for (; i < end; i++) sum += folded(residual[i] as number);
    sums[p] = sum;
  }
  let best = planPartitions(sums, frames, skipped, order);
  while (order > 0) {
    order--;
    sums = sums.subarray(0, 1 << order).map((_, p) => (sums[2 * p] ?? 0) + (sums[2 * p + 1] ?? 0));
    const plan = planPartitions(sums, frames, skipped, order);
    if (plan.bits < best.bits) best = plan;
  }
  return best;
}

/** Sizes are bounds by the sums, so that no partition has to be walked through for each order. */
function planPartitions(sums: Float64Array, frames: number, skipped: number, order: number): RicePlan {
  const parameters = new Uint8Array(sums.length);
  let bits = 0;
  let largest = 0;
  for (let p = 0; p < sums.length; p++) {
    const count = (frames >> order) - (p === 0 ? skipped : 0);
    const parameter = parameterFor(sums[p] ?? 0, count);
    parameters[p] = parameter;
    if (parameter > largest) largest = parameter;
    bits += count * (1 + parameter) + floor((sums[p] ?? 0) / (1 << parameter));
  }
  return { order, parameters, bits: 6 + bits + sums.length * (largest > LARGEST_SHORT ? 5 : 4) };
}

/** Writes a residual as planned. */
export function writeRice(
  out: BitWriter,
  residual: Int32Array,
  frames: number,
  skipped: number,
  { order, parameters }: RicePlan,
): void {
  const long = parameters.some((parameter) => parameter > LARGEST_SHORT);
  out.write(long ? 1 : 0, 2);
  out.write(order, 4);
  const size = frames >> order;
  for (let p = 0, i = skipped; p < parameters.length; p++) {
    const parameter = parameters[p] ?? 0;
    out.write(parameter, long ? 5 : 4);
    for (const end = (p + 1) * size; i < end; i++) {
      out.rice(folded(residual[i] as number), parameter);
    }
  }
}
