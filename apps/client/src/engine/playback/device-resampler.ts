import { PI, sin } from '../dsp/math.ts';
import { SAMPLE_RATE } from '../types.ts';

/** Taps per phase: at 48 kHz flat within 0.1 dB to 19 kHz, with images more than 80 dB down. */
const TAPS = 64;
const KAISER_BETA = 8.6;
/** Pass-band edge as a part of the lower rate's Nyquist frequency. */
const CUTOFF = 0.955;

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

/** Modified Bessel function I₀ by its power series. */
function bessel0(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; k < 48; k += 1) {
    const factor = x / (2 * k);
    term *= factor * factor;
    sum += term;
  }
  return sum;
}

function design(up: number, cutoff: number): Float32Array {
  const table = new Float32Array(up * TAPS);
  for (let phase = 0; phase < up; phase += 1) {
    let sum = 0;
    for (let k = 0; k < TAPS; k += 1) {
      const x = k - TAPS / 2 + 1 - phase / up;
      const edge = Math.min(1, Math.abs((2 * x) / TAPS));
      const window = bessel0(KAISER_BETA * Math.sqrt(1 - edge * edge));
      const angle = PI * x * cutoff;
      table[phase * TAPS + k] = window * (angle === 0 ? 1 : sin(angle) / angle);
      sum += table[phase * TAPS + k] ?? 0;
    }
    for (let k = 0; k < TAPS; k += 1) table[phase * TAPS + k] = (table[phase * TAPS + k] ?? 0) / sum;
  }
  return table;
}

/**
 * Brings finished blocks to the rate of a device that refuses 44.1 kHz, piece by piece. Windowed sinc (Kaiser),
 * polyphase; the sound comes 32 frames (0.7 ms) late. Only what is played passes through here: exports and hashes
 * stay at 44.1 kHz.
 */
export class DeviceResampler {
  readonly #up: number;
  readonly #down: number;
  readonly #table: Float32Array;
  readonly #history = [new Float32Array(TAPS - 1), new Float32Array(TAPS - 1)] as const;
  /** Position of the next output, in units of 1/up input frames after the first input of the next block. */
  #position = 0;

  /** @param deviceRate whole hertz, 8,000 to 384,000 */
  constructor(deviceRate: number) {
    const divisor = gcd(deviceRate, SAMPLE_RATE);
    this.#up = deviceRate / divisor;
    this.#down = SAMPLE_RATE / divisor;
    this.#table = design(this.#up, CUTOFF * Math.min(1, deviceRate / SAMPLE_RATE));
  }

  /** Forgets what came before: after a jump. */
  reset(): void {
    for (const channel of this.#history) channel.fill(0);
    this.#position = 0;
  }

  /** Resamples the first `frames` of both channels; the outputs have equal length. */
  process(
    left: Float32Array,
    right: Float32Array,
    frames: number,
  ): { left: Float32Array; right: Float32Array } {
    const outputs = Math.max(0, Math.ceil((frames * this.#up - this.#position) / this.#down));
    const out = { left: new Float32Array(outputs), right: new Float32Array(outputs) };
    this.#channel(this.#history[0], left.subarray(0, frames), out.left);
    this.#channel(this.#history[1], right.subarray(0, frames), out.right);
    this.#position += outputs * this.#down - frames * this.#up;
    return out;
  }

  #channel(history: Float32Array, input: Float32Array, output: Float32Array): void {
    const joined = new Float32Array(history.length + input.length);
    joined.set(history);
    joined.set(input, history.length);
    for (let n = 0; n < output.length; n += 1) {
      const position = this.#position + n * this.#down;
      const whole = Math.floor(position / this.#up);
      const row = (position - whole * this.#up) * TAPS;
      let sum = 0;
      for (let k = 0; k < TAPS; k += 1) sum += (joined[whole + k] ?? 0) * (this.#table[row + k] ?? 0);
      output[n] = sum;
    }
    history.set(joined.subarray(joined.length - history.length));
  }
}
