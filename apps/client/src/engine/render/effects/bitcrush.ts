import type { Effect } from '@flipside/recipe';
import { QUANTUM, type QuantumBuffer } from '../quantum.ts';
import { clamp, type EffectProcessor } from './effect-processor.ts';

// Taken from the global once: looking it up for each sample is slow where globals are intercepted.
const { floor, round } = Math;

type BitcrushSettings = Extract<Effect, { type: 'bitcrush' }>;

/** Rounds to 2^bits − 1 levels around zero, so that silence stays silent; one bit knows only ±½. */
export function quantise(value: number, bits: number): number {
  if (bits === 1) return value > 0 ? 0.5 : value < 0 ? -0.5 : 0;
  const steps = (1 << (bits - 1)) - 1;
  return clamp(floor(value * steps + 0.5), -steps, steps) / steps;
}

/** Coarser samples: fewer bits, and each value held for `downsample` frames. */
export class Bitcrush implements EffectProcessor {
  readonly latency = 0;
  private bits: number;
  private downsample: number;
  private mix: number;
  private count = 0;
  private heldLeft = 0;
  private heldRight = 0;

  constructor(settings: BitcrushSettings) {
    this.bits = settings.bits;
    this.downsample = settings.downsample ?? 1;
    this.mix = settings.mix ?? 1;
  }

  process({ left, right }: QuantumBuffer): void {
    const { mix, bits, downsample } = this;
    for (let i = 0; i < QUANTUM; i++) {
      const l = left[i] ?? 0;
      const r = right[i] ?? 0;
      if (this.count <= 0) {
        this.heldLeft = quantise(l, bits);
        this.heldRight = quantise(r, bits);
        this.count = downsample;
      }
      this.count--;
      left[i] = l + mix * (this.heldLeft - l);
      right[i] = r + mix * (this.heldRight - r);
    }
  }

  set(parameter: string, value: number): void {
    if (parameter === 'bits') this.bits = round(clamp(value, 1, 16));
    else if (parameter === 'downsample') this.downsample = round(clamp(value, 1, 64));
    else if (parameter === 'mix') this.mix = clamp(value, 0, 1);
  }

  tailSeconds(): number {
    return 0.01;
  }

  reset(): void {
    this.count = this.heldLeft = this.heldRight = 0;
  }
}
