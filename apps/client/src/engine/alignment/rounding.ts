import type { StereoPcm } from '../types.ts';

/** Finest step that is looked for: from 16 bits on, what rounding adds lies below anything that is compared. */
const FINEST = 32_768;

/** Steps of a channel in one: the least power of two with which all of it becomes whole; null when there is none up to 16 bits. */
function stepsIn(channel: Float32Array): number | null {
  let steps = 1;
  for (const value of channel)
    while (!Number.isInteger(value * steps)) {
      steps *= 2;
      if (steps > FINEST) return null;
    }
  return steps;
}

/**
 * Power of the error in a copy's mono sound whose samples were rounded to few bits, a frame of 44.1 kHz, full scale 1: known from the
 * samples alone, because they all lie on one grid. 0 for sound on no grid, as lossy codecs and resampling leave it.
 */
export function roundingPower({ left, right }: StereoPcm): number {
  let power = 0;
  for (const side of [left, right]) {
    const steps = stepsIn(side);
    if (steps === null) return 0;
    // A step squared over twelve is the power of what rounding to it takes away (Bennett 1948); each side is half of the mono.
    if (side.some((value) => value !== 0)) power += 0.25 / (12 * steps * steps);
  }
  return power;
}
