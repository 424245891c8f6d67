import type { QuantumBuffer, QuantumTime } from '../quantum.ts';

/** One effect of a chain, at work on quanta in place. Its state depends only on what it was given since `reset`. */
export interface EffectProcessor {
  /** Frames by which the output is late, whatever the parameters. */
  readonly latency: number;
  process(buffer: QuantumBuffer, time: QuantumTime): void;
  /** Sets one numeric parameter by its name in the recipe, kept within the recipe's range; other names do nothing. */
  set(parameter: string, value: number): void;
  /** Seconds, at a tempo, after which silence at the input has become silence (−60 dB) at the output. */
  tailSeconds(bpm: number): number;
  reset(): void;
}

/** Keeps a parameter within its range of the recipe format. */
export function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}
