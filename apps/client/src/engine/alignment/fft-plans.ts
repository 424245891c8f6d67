import { createRealFft, type RealFft } from '../dsp/fft.ts';

/** Larger plans are not kept: they would hold memory for nothing. */
const LARGEST_KEPT = 1 << 19;

/** A transform and what it works on. */
interface Plan {
  readonly fft: RealFft;
  readonly values: Float32Array;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** Plans are costly to make and few sizes occur; each is used by one call at a time. */
const plans = new Map<number, Plan>();

function makePlan(size: number): Plan {
  const fft = createRealFft(size);
  return {
    fft,
    values: new Float32Array(size),
    re: new Float64Array(fft.bins),
    im: new Float64Array(fft.bins),
  };
}

/** A plan of this size (a power of two) whose values are zero; what it holds lasts until the next call. */
export function planOf(size: number): Plan {
  const plan = plans.get(size) ?? makePlan(size);
  if (size <= LARGEST_KEPT) plans.set(size, plan);
  plan.values.fill(0);
  return plan;
}
