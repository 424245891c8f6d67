import type { Effect } from '@flipside/recipe';
import { SAMPLE_RATE } from '../../types.ts';
import type { QuantumBuffer } from '../quantum.ts';
import { clamp, type EffectProcessor } from './effect-processor.ts';
import { FeedbackNetwork, type RoomMix } from './feedback-network.ts';

type ReverbSettings = Extract<Effect, { type: 'reverb' }>;

/** A room: pre-delay, then a feedback delay network. Damping defaults to 0.5, width to 1, pre-delay to 10 ms. */
export class Reverb implements EffectProcessor, RoomMix {
  readonly latency = 0;
  private readonly network = new FeedbackNetwork();
  private decaySeconds: number;
  private damping: number;
  width: number;
  mix: number;
  preDelayFrames: number;

  constructor(settings: ReverbSettings) {
    this.decaySeconds = settings.decaySeconds;
    this.damping = settings.damping ?? 0.5;
    this.width = settings.width ?? 1;
    this.mix = settings.mix;
    this.preDelayFrames = Math.round(((settings.preDelayMs ?? 10) * SAMPLE_RATE) / 1000);
    this.network.tune(this.decaySeconds, this.damping);
  }

  process(buffer: QuantumBuffer): void {
    this.network.process(buffer, this);
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
  }
}
