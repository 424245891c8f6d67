import type { Effect } from '@flipside/recipe';
import { SAMPLE_RATE } from '../../types.ts';
import { StateVariableFilter } from '../../dsp/state-variable-filter.ts';
import type { QuantumBuffer } from '../quantum.ts';
import { clamp, type EffectProcessor } from './effect-processor.ts';

type FilterSettings = Extract<Effect, { type: 'filter' }>;

/** Two-pole filter made to be swept: `hz` and `q` may be automated. */
export class Filter implements EffectProcessor {
  readonly latency = 0;
  private readonly mode: FilterSettings['mode'];
  private readonly filter = new StateVariableFilter();
  private hz: number;
  private q: number;

  constructor(settings: FilterSettings) {
    this.mode = settings.mode;
    this.hz = settings.hz;
    this.q = settings.q ?? Math.SQRT1_2;
    this.filter.tune(this.hz, this.q, SAMPLE_RATE);
  }

  process({ left, right }: QuantumBuffer): void {
    this.filter.process(left, right, this.mode);
  }

  set(parameter: string, value: number): void {
    const before = this.hz + this.q;
    if (parameter === 'hz') this.hz = clamp(value, 20, 20_000);
    else if (parameter === 'q') this.q = clamp(value, 0.1, 18);
    if (this.hz + this.q !== before) this.filter.tune(this.hz, this.q, SAMPLE_RATE);
  }

  tailSeconds(): number {
    return 0.1;
  }

  reset(): void {
    this.filter.reset();
  }
}
