import { sin, TAU } from './math.ts';

// Taken from the global once: looking it up for each sample is slow where globals are intercepted.
const { floor } = Math;

const SIZE = 4096;
const TABLE = new Float64Array(SIZE + 1).map((_, i) => sin((i * TAU) / SIZE));

/**
 * Sine of a phase in turns, by linear interpolation between 4,096 points: within 3·10⁻⁷ (−130 dB), for
 * oscillators that run per sample.
 */
export function tableSine(turns: number): number {
  const position = (turns - floor(turns)) * SIZE;
  const i = position | 0;
  const a = TABLE[i] ?? 0;
  return a + ((TABLE[i + 1] ?? 0) - a) * (position - i);
}
