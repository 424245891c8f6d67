import type { Effect } from '@flipside/recipe';
import { SAMPLE_RATE } from '../../types.ts';
import { BiquadCascade, designBiquad } from '../../dsp/biquad.ts';
import type { QuantumBuffer } from '../quantum.ts';
import type { EffectProcessor } from './effect-processor.ts';

type EqSettings = Extract<Effect, { type: 'eq' }>;

/** Up to eight biquads in series. Bands without `q` use 1/√2, without `gainDb` 0 dB. No automatable parameter. */
export class Eq implements EffectProcessor {
  readonly latency = 0;
  private readonly bands: BiquadCascade;

  constructor(settings: EqSettings) {
    this.bands = new BiquadCascade(
      settings.bands.map(({ type, hz, q, gainDb }) =>
        designBiquad(type, hz, q ?? Math.SQRT1_2, gainDb ?? 0, SAMPLE_RATE),
      ),
    );
  }

  process({ left, right }: QuantumBuffer): void {
    this.bands.process(left, right);
  }

  set(): void {
    // The bands are lists, not numbers: nothing of this effect can be automated.
  }

  tailSeconds(): number {
    return 0.1;
  }

  reset(): void {
    this.bands.reset();
  }
}
