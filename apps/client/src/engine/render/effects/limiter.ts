import { SAMPLE_RATE } from '../../types.ts';
import { DelayLine } from '../../dsp/delay-line.ts';
import { dbToGain, exp } from '../../dsp/math.ts';
import { QUANTUM, type QuantumBuffer } from '../quantum.ts';

// Taken from the global once: looking it up for each sample is slow where globals are intercepted.
const { abs, max, min } = Math;

/** Frames of look-ahead: 4.35 ms. */
const AHEAD = 192;
const WINDOW = AHEAD + 1;
/** A little under the ceiling, so that rounding to float32 does not step over it. */
const MARGIN = 1 - 2e-7;

/**
 * Look-ahead limiter: the gain each sample needs, its minimum over the window (monotonic queue), an exponential
 * release, then a moving average as long as the look-ahead. Every average that meets a peak covers only values at or
 * below what the peak needs, so the ceiling holds exactly.
 */
export class Limiter {
  readonly latency = AHEAD;
  private readonly ceiling: number;
  private readonly release: number;
  private readonly left = new DelayLine(AHEAD);
  private readonly right = new DelayLine(AHEAD);
  private readonly queueGain = new Float64Array(256);
  private readonly queueFrame = new Float64Array(256);
  private readonly average = new Float64Array(AHEAD).fill(1);
  private head = 0;
  private tail = 0;
  private frame = 0;
  private slot = 0;
  private sum = AHEAD;
  private gain = 1;
  /** Frames since anything had to be turned down. */
  private calm = 2 * WINDOW;

  constructor(ceilingDb: number, releaseMs: number) {
    this.ceiling = dbToGain(ceilingDb) * MARGIN;
    this.release = 1 - exp(-1000 / (releaseMs * SAMPLE_RATE));
  }

  process({ left, right }: QuantumBuffer): void {
    for (let i = 0; i < QUANTUM; i++) {
      const l = left[i] ?? 0;
      const r = right[i] ?? 0;
      this.left.write(l);
      this.right.write(r);
      const gain = this.next(max(abs(l), abs(r)));
      left[i] = this.left.read(AHEAD) * gain;
      right[i] = this.right.read(AHEAD) * gain;
    }
  }

  /** Takes one peak in and gives the gain of the frame that is now leaving. */
  private next(peak: number): number {
    const needed = peak > this.ceiling ? this.ceiling / peak : 1;
    if (needed === 1 && this.calm > 2 * WINDOW && this.gain === 1) return 1;
    this.calm = needed < 1 ? 0 : this.calm + 1;
    const least = this.minimum(needed);
    this.gain = least < this.gain ? least : this.gain + (least - this.gain) * this.release;
    if (this.gain > 1 - 1e-9) this.gain = 1;
    this.sum += this.gain - (this.average[this.slot] ?? 1);
    this.average[this.slot] = this.gain;
    this.slot = (this.slot + 1) % AHEAD;
    if (this.calm > 2 * WINDOW && this.gain === 1) this.rest();
    return min(1, this.sum / AHEAD);
  }

  /** Minimum of the last `WINDOW` values. */
  private minimum(needed: number): number {
    const { queueGain, queueFrame } = this;
    this.frame++;
    while (this.tail > this.head && (queueGain[(this.tail - 1) & 255] ?? 0) >= needed) this.tail--;
    queueGain[this.tail & 255] = needed;
    queueFrame[this.tail & 255] = this.frame;
    this.tail++;
    while ((queueFrame[this.head & 255] ?? 0) <= this.frame - WINDOW) this.head++;
    return queueGain[this.head & 255] ?? 1;
  }

  /** Forgets the past once it cannot matter, which also clears the rounding left in the running sum. */
  private rest(): void {
    if ((this.average[this.slot] ?? 1) !== 1) return;
    if (this.average.some((gain) => gain !== 1)) return;
    this.sum = AHEAD;
    this.head = this.tail = 0;
    this.calm = 2 * WINDOW + 1;
  }

  reset(): void {
    this.left.clear();
    this.right.clear();
    this.average.fill(1);
    this.head = this.tail = this.frame = this.slot = 0;
    this.sum = AHEAD;
    this.gain = 1;
    this.calm = 2 * WINDOW;
  }
}
