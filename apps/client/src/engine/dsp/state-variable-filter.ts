import { DESK, deskKernels, deskSettings, layOnDesk, takeFromDesk } from '../kernels/desk.ts';
import { PI, tan } from './math.ts';

export type FilterMode = 'lowPass' | 'highPass' | 'bandPass';

const SILENT = 1e-20;

/**
 * Two-pole state variable filter with trapezoidal integrators (A. Simper, "Solving the continuous SVF equations
 * using trapezoidal integration", 2013): stays stable while its corner moves. The band output peaks at 0 dB.
 */
export class StateVariableFilter {
  private a1 = 1;
  private a2 = 0;
  private a3 = 0;
  private k = 1;
  private l1 = 0;
  private l2 = 0;
  private r1 = 0;
  private r2 = 0;

  /** @param hz corner, kept within 10 Hz … 0.49 of the sample rate. */
  tune(hz: number, q: number, sampleRate: number): void {
    const g = tan((PI * Math.max(10, Math.min(hz, 0.49 * sampleRate))) / sampleRate);
    this.k = 1 / q;
    this.a1 = 1 / (1 + g * (g + this.k));
    this.a2 = g * this.a1;
    this.a3 = g * this.a2;
  }

  reset(): void {
    this.l1 = this.l2 = this.r1 = this.r2 = 0;
  }

  /** Both channels in place, a quantum at most. */
  process(left: Float64Array, right: Float64Array, mode: FilterMode): void {
    const { k } = this;
    deskSettings[0] = this.a1;
    deskSettings[1] = this.a2;
    deskSettings[2] = this.a3;
    // Output = direct·x + band·v1 + low·v2, which covers the three modes without a branch per sample.
    deskSettings[3] = mode === 'highPass' ? 1 : 0;
    deskSettings[4] = mode === 'lowPass' ? 0 : mode === 'bandPass' ? k : -k;
    deskSettings[5] = mode === 'lowPass' ? 1 : mode === 'bandPass' ? 0 : -1;
    deskSettings[6] = this.l1;
    deskSettings[7] = this.r1;
    deskSettings[8] = this.l2;
    deskSettings[9] = this.r2;
    layOnDesk(left, right);
    deskKernels.filterSwept(DESK.left, DESK.right, left.length, DESK.settings);
    takeFromDesk(left, right);
    this.l1 = audible(deskSettings[6]);
    this.r1 = audible(deskSettings[7]);
    this.l2 = audible(deskSettings[8]);
    this.r2 = audible(deskSettings[9]);
  }

  /** The left channel alone, samples `from` to `to`, for one voice of an instrument. */
  processMono(buffer: Float64Array, from: number, to: number, mode: FilterMode): void {
    const { a1, a2, a3, k } = this;
    let { l1, l2 } = this;
    const direct = mode === 'highPass' ? 1 : 0;
    const band = mode === 'lowPass' ? 0 : mode === 'bandPass' ? k : -k;
    const low = mode === 'lowPass' ? 1 : mode === 'bandPass' ? 0 : -1;
    for (let i = from; i < to; i++) {
      const x = buffer[i] ?? 0;
      const e = x - l2;
      const v1 = a1 * l1 + a2 * e;
      const v2 = l2 + a2 * l1 + a3 * e;
      l1 = 2 * v1 - l1;
      l2 = 2 * v2 - l2;
      buffer[i] = direct * x + band * v1 + low * v2;
    }
    this.l1 = audible(l1);
    this.l2 = audible(l2);
  }
}

function audible(value: number): number {
  return value > SILENT || value < -SILENT ? value : 0;
}
