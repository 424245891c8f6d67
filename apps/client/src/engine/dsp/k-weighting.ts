import { SAMPLE_RATE } from '../types.ts';
import { PI, tan } from './math.ts';

interface Section {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

/**
 * The two filters of ITU-R BS.1770-4 Annex 1 are printed for 48 kHz only. These are the analogue prototypes behind the
 * printed coefficients (Mansbridge, Finn & Reiss, "Implementation and evaluation of autonomous multi-track fader
 * control", AES 132, 2012), brought to the engine's rate by the bilinear transform.
 */
function headShelf(): Section {
  const k = tan((PI * 1681.974450955533) / SAMPLE_RATE);
  const q = 0.7071752369554196;
  const high = 1.5848647011308556;
  const band = 1.2587209302325582;
  const a0 = 1 + k / q + k * k;
  return {
    b0: (high + (band * k) / q + k * k) / a0,
    b1: (2 * (k * k - high)) / a0,
    b2: (high - (band * k) / q + k * k) / a0,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / q + k * k) / a0,
  };
}

function lowCut(): Section {
  const k = tan((PI * 38.13547087602444) / SAMPLE_RATE);
  const q = 0.5003270373238773;
  const a0 = 1 + k / q + k * k;
  // The printed filter keeps its numerator at 1, −2, 1 without dividing by a0.
  return { b0: 1, b1: -2, b2: 1, a1: (2 * (k * k - 1)) / a0, a2: (1 - k / q + k * k) / a0 };
}

const SHELF = headShelf();
const CUT = lowCut();

/** K-weighted energy of one channel, piece by piece. */
export class KWeighting {
  private s1 = 0;
  private s2 = 0;
  private c1 = 0;
  private c2 = 0;

  /** Sum of the squares of `count` weighted samples. */
  energy(channel: Float32Array, from: number, count: number): number {
    let { s1, s2, c1, c2 } = this;
    let sum = 0;
    for (let i = from; i < from + count; i++) {
      const x = channel[i] ?? 0;
      const y = SHELF.b0 * x + s1;
      s1 = SHELF.b1 * x - SHELF.a1 * y + s2;
      s2 = SHELF.b2 * x - SHELF.a2 * y;
      const z = CUT.b0 * y + c1;
      c1 = CUT.b1 * y - CUT.a1 * z + c2;
      c2 = CUT.b2 * y - CUT.a2 * z;
      sum += z * z;
    }
    this.s1 = s1;
    this.s2 = s2;
    this.c1 = c1;
    this.c2 = c2;
    return sum;
  }
}
