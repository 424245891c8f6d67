import type { Effect } from '@flipside/recipe';
import { SAMPLE_RATE } from '../../types.ts';
import { designBiquad, StereoBiquad } from '../../dsp/biquad.ts';
import type { QuantumBuffer } from '../quantum.ts';
import type { EffectProcessor } from './effect-processor.ts';

type EqSettings = Extract<Effect, { type: 'eq' }>;

/** Up to eight biquads in series. Bands without `q` use 1/√2, without `gainDb` 0 dB. No automatable parameter. */
export class Eq implements EffectProcessor {
  readonly latency = 0;
  private readonly bands: readonly StereoBiquad[];

  constructor(settings: EqSettings) {
    this.bands = settings.bands.map(
      ({ type, hz, q, gainDb }) =>
        new StereoBiquad(designBiquad(type, hz, q ?? Math.SQRT1_2, gainDb ?? 0, SAMPLE_RATE)),
    );
  }

  process({ left, right }: QuantumBuffer): void {
    const { bands } = this;
    for (let i = 0; i < bands.length; i += 2) {
      const next = bands[i + 1];
      if (next === undefined) bands[i]?.process(left, right);
      else bands[i]?.processWith(next, left, right);
    }
  }

  set(): void {
    // The bands are lists, not numbers: nothing of this effect can be automated.
  }

  tailSeconds(): number {
    return 0.1;
  }

  reset(): void {
    for (const band of this.bands) band.reset();
  }
}
