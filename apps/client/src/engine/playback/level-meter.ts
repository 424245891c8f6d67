import type { StereoPcm } from '../types.ts';
import type { Level } from './session.types.ts';

/** Peak and root mean square of both channels together, linear. */
export function measureLevel({ left, right }: StereoPcm): Level {
  let peak = 0;
  let energy = 0;
  for (let i = 0; i < left.length; i += 1) {
    const l = left[i] ?? 0;
    const r = right[i] ?? 0;
    peak = Math.max(peak, Math.abs(l), Math.abs(r));
    energy += l * l + r * r;
  }
  return { peak, rms: left.length === 0 ? 0 : Math.sqrt(energy / (2 * left.length)) };
}
