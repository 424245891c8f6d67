import type { TempoMap } from '@flipside/recipe';
import { DESK_FRAMES } from '../kernels/desk.ts';

// Taken from the global once: looking it up for each sample is slow where globals are intercepted.
const { abs } = Math;

/**
 * Frames processed at once inside the graph. Every quantum starts at a multiple of this on the timeline, whatever
 * the caller asks for, so control values change at the same frames in every rendering.
 */
export const QUANTUM = DESK_FRAMES;

/** The moment of the quantum being processed. */
export interface QuantumTime {
  /** First frame, on the timeline. */
  frame: number;
  /** Beat of the first frame. */
  beat: number;
  /** Tempo at the first frame, in beats per minute. */
  bpm: number;
  readonly tempo: TempoMap;
}

/** Two channels of one quantum, double precision. */
export interface QuantumBuffer {
  readonly left: Float64Array;
  readonly right: Float64Array;
}

/** A silent buffer of one quantum. */
export function quantumBuffer(): QuantumBuffer {
  return { left: new Float64Array(QUANTUM), right: new Float64Array(QUANTUM) };
}

/** Largest magnitude in a buffer. */
export function peakOf({ left, right }: QuantumBuffer): number {
  let peak = 0;
  for (let i = 0; i < left.length; i++) {
    const l = abs(left[i] ?? 0);
    const r = abs(right[i] ?? 0);
    if (l > peak) peak = l;
    if (r > peak) peak = r;
  }
  return peak;
}
