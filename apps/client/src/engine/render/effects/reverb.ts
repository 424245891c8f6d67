import type { Effect } from '@flipside/recipe';
import { SAMPLE_RATE } from '../../types.ts';
import { DelayLine } from '../../dsp/delay-line.ts';
import { QUANTUM, type QuantumBuffer } from '../quantum.ts';
import { clamp, type EffectProcessor } from './effect-processor.ts';
import { FeedbackNetwork } from './feedback-network.ts';

type ReverbSettings = Extract<Effect, { type: 'reverb' }>;

const LONGEST_PRE_DELAY = Math.ceil(0.25 * SAMPLE_RATE);

/** A room: pre-delay, then a feedback delay network. Damping defaults to 0.5, width to 1, pre-delay to 10 ms. */
export class Reverb implements EffectProcessor {
  readonly latency = 0;
  private readonly network = new FeedbackNetwork();
  private readonly preDelay = new DelayLine(LONGEST_PRE_DELAY + QUANTUM);
  private decaySeconds: number;
  private damping: number;
  private width: number;
  private mix: number;
  private preDelayFrames: number;
  private readonly input = new Float64Array(QUANTUM);
  private readonly wetLeft = new Float64Array(QUANTUM);
  private readonly wetRight = new Float64Array(QUANTUM);

  constructor(settings: ReverbSettings) {
    this.decaySeconds = settings.decaySeconds;
    this.damping = settings.damping ?? 0.5;
    this.width = settings.width ?? 1;
    this.mix = settings.mix;
    this.preDelayFrames = Math.round(((settings.preDelayMs ?? 10) * SAMPLE_RATE) / 1000);
    this.network.tune(this.decaySeconds, this.damping);
  }

  process({ left, right }: QuantumBuffer): void {
    const { input, wetLeft, wetRight, preDelay, preDelayFrames, mix } = this;
    for (let i = 0; i < QUANTUM; i++) input[i] = ((left[i] ?? 0) + (right[i] ?? 0)) * 0.5;
    preDelay.writeBlock(input);
    preDelay.readBlock(preDelayFrames, input);
    this.network.process(input, wetLeft, wetRight);
    const same = (1 + this.width) / 2;
    const other = (1 - this.width) / 2;
    for (let i = 0; i < QUANTUM; i++) {
      const l = left[i] ?? 0;
      const r = right[i] ?? 0;
      const a = wetLeft[i] ?? 0;
      const b = wetRight[i] ?? 0;
      left[i] = l + mix * (same * a + other * b - l);
      right[i] = r + mix * (same * b + other * a - r);
    }
  }

  set(parameter: string, value: number): void {
    if (parameter === 'mix') this.mix = clamp(value, 0, 1);
    else if (parameter === 'width') this.width = clamp(value, 0, 1);
    else if (parameter === 'preDelayMs')
      this.preDelayFrames = Math.round((clamp(value, 0, 250) * SAMPLE_RATE) / 1000);
    else if (parameter === 'decaySeconds' || parameter === 'damping') {
      const before = this.decaySeconds + this.damping;
      if (parameter === 'damping') this.damping = clamp(value, 0, 1);
      else this.decaySeconds = clamp(value, 0.1, 12);
      if (this.decaySeconds + this.damping !== before) this.network.tune(this.decaySeconds, this.damping);
    }
  }

  tailSeconds(): number {
    return this.decaySeconds + this.preDelayFrames / SAMPLE_RATE + 0.1;
  }

  reset(): void {
    this.network.reset();
    this.preDelay.clear();
  }
}
