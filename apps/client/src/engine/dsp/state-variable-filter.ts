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

  /** Both channels in place. */
  process(left: Float64Array, right: Float64Array, mode: FilterMode): void {
    const { a1, a2, a3, k } = this;
    let { l1, l2, r1, r2 } = this;
    // Output = direct·x + band·v1 + low·v2, which covers the three modes without a branch per sample.
    const direct = mode === 'highPass' ? 1 : 0;
    const band = mode === 'lowPass' ? 0 : mode === 'bandPass' ? k : -k;
    const low = mode === 'lowPass' ? 1 : mode === 'bandPass' ? 0 : -1;
    for (let i = 0; i < left.length; i++) {
      const x = left[i] ?? 0;
      const u = right[i] ?? 0;
      const e = x - l2;
      const f = u - r2;
      const v1 = a1 * l1 + a2 * e;
      const w1 = a1 * r1 + a2 * f;
      const v2 = l2 + a2 * l1 + a3 * e;
      const w2 = r2 + a2 * r1 + a3 * f;
      l1 = 2 * v1 - l1;
      r1 = 2 * w1 - r1;
      l2 = 2 * v2 - l2;
      r2 = 2 * w2 - r2;
      left[i] = direct * x + band * v1 + low * v2;
      right[i] = direct * u + band * w1 + low * w2;
    }
    this.l1 = l1 > SILENT || l1 < -SILENT ? l1 : 0;
    this.l2 = l2 > SILENT || l2 < -SILENT ? l2 : 0;
    this.r1 = r1 > SILENT || r1 < -SILENT ? r1 : 0;
    this.r2 = r2 > SILENT || r2 < -SILENT ? r2 : 0;
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
    this.l1 = l1 > SILENT || l1 < -SILENT ? l1 : 0;
    this.l2 = l2 > SILENT || l2 < -SILENT ? l2 : 0;
  }
}
