import { tableSine } from './sine-table.ts';
import { Xorshift } from './xorshift.ts';

// Taken from the global once: looking it up for each sample is slow where globals are intercepted.
const { abs } = Math;

export type Wave = 'sine' | 'triangle' | 'saw' | 'square' | 'noise';

/** Polynomial step correction (Välimäki and Huovilainen 2007): t is the phase, dt its increment per sample. */
function polyBlep(t: number, dt: number): number {
  if (t < dt) {
    const x = t / dt;
    return x + x - x * x - 1;
  }
  if (t > 1 - dt) {
    const x = (t - 1) / dt;
    return x * x + x + x + 1;
  }
  return 0;
}

/** One oscillator of a voice; its phase starts where it is told, so that a note always sounds the same. */
export class Oscillator {
  private phase = 0;
  private noise = new Xorshift(1);

  start(phase: number, seed: number): void {
    this.phase = phase;
    this.noise = new Xorshift(seed);
  }

  /** Adds `level` times the wave to samples `from` to `to`. `step` is the phase increment in turns per sample. */
  add(buffer: Float64Array, from: number, to: number, wave: Wave, step: number, level: number): void {
    let phase = this.phase;
    for (let i = from; i < to; i++) {
      let value: number;
      if (wave === 'saw') value = 2 * phase - 1 - polyBlep(phase, step);
      else if (wave === 'sine') value = tableSine(phase);
      else if (wave === 'triangle') value = 4 * abs(phase - 0.5) - 1;
      else if (wave === 'noise') value = this.noise.next();
      else value = square(phase, step);
      buffer[i] = (buffer[i] ?? 0) + level * value;
      phase += step;
      if (phase >= 1) phase -= 1;
    }
    this.phase = phase;
  }
}

function square(phase: number, step: number): number {
  const opposite = phase < 0.5 ? phase + 0.5 : phase - 0.5;
  return (phase < 0.5 ? 1 : -1) + polyBlep(phase, step) - polyBlep(opposite, step);
}
