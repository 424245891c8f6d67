// Taken from the global once: looking it up for each sample is slow where globals are intercepted.
const { abs, max } = Math;

/** Frames that share one control value of the dynamics effects. */
export const CONTROL_FRAMES = 16;
/** Control periods over which a peak is held: 512 frames, half a period of 43 Hz. */
const HOLD = 32;

/** Peak level of both channels over the last 512 frames, read every 16. */
export class PeakDetector {
  private readonly recent = new Float64Array(HOLD);
  private index = 0;
  private held = 0;

  /** Takes in frames `from` to `from` + 16 and returns the held peak amplitude. */
  next(left: Float64Array, right: Float64Array, from: number): number {
    let peak = 0;
    for (let i = from; i < from + CONTROL_FRAMES; i++) {
      const l = abs(left[i] ?? 0);
      const r = abs(right[i] ?? 0);
      if (l > peak) peak = l;
      if (r > peak) peak = r;
    }
    const leaving = this.recent[this.index] ?? 0;
    this.recent[this.index] = peak;
    this.index = (this.index + 1) % HOLD;
    if (peak >= this.held) this.held = peak;
    else if (leaving === this.held) this.held = this.largest();
    return this.held;
  }

  private largest(): number {
    let most = 0;
    for (let i = 0; i < HOLD; i++) most = max(most, this.recent[i] ?? 0);
    return most;
  }

  reset(): void {
    this.recent.fill(0);
    this.index = this.held = 0;
  }
}

/** Multiplies frames `from` to `from` + 16 by a gain that runs straight from one value to the other. */
export function rampGain(
  left: Float64Array,
  right: Float64Array,
  from: number,
  start: number,
  end: number,
): void {
  if (start === 1 && end === 1) return;
  const step = (end - start) / CONTROL_FRAMES;
  let gain = start;
  for (let i = from; i < from + CONTROL_FRAMES; i++) {
    gain += step;
    left[i] = (left[i] ?? 0) * gain;
    right[i] = (right[i] ?? 0) * gain;
  }
}
