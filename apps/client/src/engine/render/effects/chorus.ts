import type { Effect } from '@flipside/recipe';
import { SAMPLE_RATE } from '../../types.ts';
import { DelayLine } from '../../dsp/delay-line.ts';
import { tableSine } from '../../dsp/sine-table.ts';
import { QUANTUM, type QuantumBuffer } from '../quantum.ts';
import { clamp, type EffectProcessor } from './effect-processor.ts';

type ChorusSettings = Extract<Effect, { type: 'chorus' }>;

const LONGEST_MS = 75;
const FRAMES_PER_MS = SAMPLE_RATE / 1000;

/** One modulated copy per side, a quarter turn apart. The delay swings by `depthMs` around `delayMs` (default 12). */
export class Chorus implements EffectProcessor {
  readonly latency = 0;
  private readonly left = new DelayLine(Math.ceil(LONGEST_MS * FRAMES_PER_MS) + 2);
  private readonly right = new DelayLine(Math.ceil(LONGEST_MS * FRAMES_PER_MS) + 2);
  private rateHz: number;
  private depthMs: number;
  private delayMs: number;
  private mix: number;
  private phase = 0;

  constructor(settings: ChorusSettings) {
    this.rateHz = settings.rateHz;
    this.depthMs = settings.depthMs;
    this.delayMs = settings.delayMs ?? 12;
    this.mix = settings.mix;
  }

  process({ left, right }: QuantumBuffer): void {
    const step = this.rateHz / SAMPLE_RATE;
    const centre = this.delayMs * FRAMES_PER_MS;
    // A delay is never negative: a swing wider than the centre is narrowed.
    const swing = Math.min(this.depthMs * FRAMES_PER_MS, centre - 1);
    const { mix } = this;
    let { phase } = this;
    for (let i = 0; i < QUANTUM; i++) {
      const l = left[i] ?? 0;
      const r = right[i] ?? 0;
      this.left.write(l);
      this.right.write(r);
      left[i] = l + mix * (this.left.readBetween(centre + swing * tableSine(phase)) - l);
      right[i] = r + mix * (this.right.readBetween(centre + swing * tableSine(phase + 0.25)) - r);
      phase += step;
    }
    this.phase = phase - Math.floor(phase);
  }

  set(parameter: string, value: number): void {
    if (parameter === 'rateHz') this.rateHz = clamp(value, 0.01, 10);
    else if (parameter === 'depthMs') this.depthMs = clamp(value, 0, 20);
    else if (parameter === 'delayMs') this.delayMs = clamp(value, 1, 50);
    else if (parameter === 'mix') this.mix = clamp(value, 0, 1);
  }

  tailSeconds(): number {
    return LONGEST_MS / 1000;
  }

  reset(): void {
    this.left.clear();
    this.right.clear();
    this.phase = 0;
  }
}
