import { SAMPLE_RATE } from '../../types.ts';
import { dbToGain, exp } from '../../dsp/math.ts';
import { interpolatedPeak, TRUE_PEAK_GAIN, TRUE_PEAK_TAPS } from '../../dsp/true-peak.ts';
import { QUANTUM, type QuantumBuffer } from '../quantum.ts';

// Taken from the global once: looking it up for each sample is slow where globals are intercepted.
const { abs, max, min } = Math;

/** Frames over which the gain moves before a peak: 4.35 ms. */
const AHEAD = 192;
const HISTORY = TRUE_PEAK_TAPS - 1;
/** A sample takes part in the interpolated values of itself and of the eleven samples after it. */
const LATENCY = AHEAD + HISTORY;
/** Frames whose needs bear on one sample. */
const WINDOW = LATENCY + 1;
const QUEUE = 256;
const QUEUE_MASK = QUEUE - 1;
/**
 * How far under the ceiling peaks are brought, in dB. Where the gain changes within the twelve samples of an
 * interpolated value it can come out higher than each of them needed; the worst signals of the tests do so by less.
 */
const MARGIN_DB = 0.01;

/** One channel as late as the limiter is, and the samples before the current quantum. */
class LateChannel {
  readonly samples = new Float64Array(LATENCY + QUANTUM);
  /** Frames for which a sample that could lift an interpolated value over the ceiling still takes part in one. */
  private loud = 0;

  /** Takes a quantum in behind what is kept of those before; returns its largest magnitude. */
  take(quantum: Float64Array): number {
    const { samples } = this;
    samples.copyWithin(0, QUANTUM);
    let peak = 0;
    for (let i = 0; i < QUANTUM; i++) {
      const x = quantum[i] ?? 0;
      samples[LATENCY + i] = x;
      const magnitude = abs(x);
      if (magnitude > peak) peak = magnitude;
    }
    return peak;
  }

  /** Largest magnitude at a sample and of the interpolated values complete with it; 0 when none can pass `harmless`. */
  peakAt(end: number, harmless: number): number {
    const magnitude = abs(this.samples[end] ?? 0);
    if (magnitude > harmless) this.loud = TRUE_PEAK_TAPS;
    else if (this.loud === 0) return 0;
    this.loud--;
    return max(magnitude, interpolatedPeak(this.samples, end));
  }

  /** No earlier sample bears on the interpolated values of this quantum. */
  get quiet(): boolean {
    return this.loud === 0;
  }

  reset(): void {
    this.samples.fill(0);
    this.loud = 0;
  }
}

/**
 * Look-ahead limiter for the true peak (ITU-R BS.1770-4 Annex 2): the gain that each interpolated value needs, its
 * minimum over the window (monotonic queue), an exponential release, then a moving average as long as the look-ahead.
 * Every average that meets a sample covers only values at or below what the peaks that it takes part in need.
 */
export class Limiter {
  readonly latency = LATENCY;
  private readonly ceiling: number;
  private readonly release: number;
  private readonly left = new LateChannel();
  private readonly right = new LateChannel();
  private readonly queueGain = new Float64Array(QUEUE);
  private readonly queueFrame = new Float64Array(QUEUE);
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
    this.ceiling = dbToGain(ceilingDb - MARGIN_DB);
    this.release = 1 - exp(-1000 / (releaseMs * SAMPLE_RATE));
  }

  process({ left, right }: QuantumBuffer): void {
    const { ceiling } = this;
    const harmless = ceiling / TRUE_PEAK_GAIN;
    const peak = max(this.left.take(left), this.right.take(right));
    const { samples: a } = this.left;
    const { samples: b } = this.right;
    if (peak <= harmless && this.left.quiet && this.right.quiet && this.resting) {
      left.set(a.subarray(0, QUANTUM));
      right.set(b.subarray(0, QUANTUM));
      return;
    }
    for (let i = 0; i < QUANTUM; i++) {
      const end = LATENCY + i;
      const gain = this.next(max(this.left.peakAt(end, harmless), this.right.peakAt(end, harmless)));
      left[i] = (a[i] ?? 0) * gain;
      right[i] = (b[i] ?? 0) * gain;
    }
  }

  /** Nothing is being turned down, nor will be by what was taken in so far. */
  private get resting(): boolean {
    return this.calm > 2 * WINDOW && this.gain === 1;
  }

  /** Takes one peak in and gives the gain of the frame that is now leaving. */
  private next(peak: number): number {
    const needed = peak > this.ceiling ? this.ceiling / peak : 1;
    if (needed === 1 && this.resting) return 1;
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
    while (this.tail > this.head && (queueGain[(this.tail - 1) & QUEUE_MASK] ?? 0) >= needed) this.tail--;
    queueGain[this.tail & QUEUE_MASK] = needed;
    queueFrame[this.tail & QUEUE_MASK] = this.frame;
    this.tail++;
    while ((queueFrame[this.head & QUEUE_MASK] ?? 0) <= this.frame - WINDOW) this.head++;
    return queueGain[this.head & QUEUE_MASK] ?? 1;
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
    this.left.reset();
    this.right.reset();
    this.average.fill(1);
    this.head = this.tail = this.frame = this.slot = 0;
    this.sum = AHEAD;
    this.gain = 1;
    this.calm = 2 * WINDOW;
  }
}
