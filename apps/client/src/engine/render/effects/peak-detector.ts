import { DESK, deskKernels } from '../../kernels/desk.ts';

// Taken from the global once: looking it up for each sample is slow where globals are intercepted.
const { max } = Math;

/** Frames that share one control value of the dynamics effects. */
export const CONTROL_FRAMES = 16;
/** Control periods over which a peak is held: 512 frames, half a period of 43 Hz. */
const HOLD = 32;

/** Peak level of both channels over the last 512 frames, read every 16. */
export class PeakDetector {
  private readonly recent = new Float64Array(HOLD);
  private index = 0;
  private held = 0;

  /** Takes in frames `from` to `from` + 16 of what lies on the desk and returns the held peak amplitude. */
  next(from: number): number {
    const peak = deskKernels.largestOf(DESK.left + 8 * from, DESK.right + 8 * from, CONTROL_FRAMES);
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

/** Multiplies frames `from` to `from` + 16 on the desk by a gain that runs straight from one value to the other. */
export function rampGain(from: number, start: number, end: number): void {
  if (start === 1 && end === 1) return;
  const step = (end - start) / CONTROL_FRAMES;
  deskKernels.rampBoth(DESK.left + 8 * from, DESK.right + 8 * from, CONTROL_FRAMES, start, step);
}
