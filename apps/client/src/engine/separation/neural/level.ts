import type { StereoPcm } from '../../types.ts';

const { max, sqrt } = Math;

/** Mean and standard deviation of the mono mix, which a model is fed without. */
export interface MixLevel {
  readonly mean: number;
  readonly deviation: number;
}

/** Below it a recording is silence, and is not blown up. */
const LEAST_DEVIATION = 1e-6;

/** The level of a whole recording, in float64; the deviation is the unbiased one (`n − 1`). */
export function levelOf({ left, right }: StereoPcm): MixLevel {
  const count = left.length;
  let sum = 0;
  for (let i = 0; i < count; i++) sum += ((left[i] as number) + (right[i] as number)) / 2;
  const mean = count === 0 ? 0 : sum / count;
  let squares = 0;
  for (let i = 0; i < count; i++) {
    const off = ((left[i] as number) + (right[i] as number)) / 2 - mean;
    squares += off * off;
  }
  return { mean, deviation: max(LEAST_DEVIATION, count < 2 ? 0 : sqrt(squares / (count - 1))) };
}
