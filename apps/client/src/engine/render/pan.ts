import { cos, PI, sin } from '../dsp/math.ts';

/** What both channels are multiplied by. */
export interface PanGains {
  readonly left: number;
  readonly right: number;
}

/**
 * Equal-power pan law, normalised to unity in the middle: left² + right² is 2 everywhere, and 0 is exactly 1 and 1.
 * @param pan −1 left … 1 right.
 */
export function panGains(pan: number): PanGains {
  if (pan === 0) return { left: 1, right: 1 };
  const angle = ((Math.max(-1, Math.min(1, pan)) + 1) * PI) / 4;
  return { left: Math.SQRT2 * cos(angle), right: Math.SQRT2 * sin(angle) };
}
