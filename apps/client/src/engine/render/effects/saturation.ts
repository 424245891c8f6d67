import type { Effect } from '@flipside/recipe';
import { dbToGain, tanh } from '../../dsp/math.ts';
import { HalfBand } from '../../dsp/half-band.ts';
import { QUANTUM, type QuantumBuffer } from '../quantum.ts';
import { clamp, type EffectProcessor } from './effect-processor.ts';

type SaturationSettings = Extract<Effect, { type: 'saturation' }>;

/**
 * tanh(drive · x), scaled so that a full-scale peak keeps its level, at twice the sample rate so that the new
 * harmonics fold back less. The dry part is delayed by as much as the wet one.
 */
export class Saturation implements EffectProcessor {
  readonly latency = HalfBand.latency;
  private readonly left = new HalfBand();
  private readonly right = new HalfBand();
  private drive: number;
  private scale: number;
  private mix: number;

  constructor(settings: SaturationSettings) {
    this.drive = dbToGain(settings.driveDb);
    this.scale = 1 / tanh(this.drive);
    this.mix = settings.mix ?? 1;
  }

  process({ left, right }: QuantumBuffer): void {
    this.channel(left, this.left);
    this.channel(right, this.right);
  }

  private channel(samples: Float64Array, band: HalfBand): void {
    const { drive, scale, mix } = this;
    for (let i = 0; i < QUANTUM; i++) {
      band.up(samples[i] ?? 0);
      const wet = band.down(scale * tanh(drive * band.even), scale * tanh(drive * band.odd));
      samples[i] = band.dry + mix * (wet - band.dry);
    }
  }

  set(parameter: string, value: number): void {
    if (parameter === 'driveDb') {
      this.drive = dbToGain(clamp(value, 0, 36));
      this.scale = 1 / tanh(this.drive);
    } else if (parameter === 'mix') this.mix = clamp(value, 0, 1);
  }

  tailSeconds(): number {
    return 0.01;
  }

  reset(): void {
    this.left.reset();
    this.right.reset();
  }
}
