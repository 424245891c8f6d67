import { openKernels } from './kernels.ts';

/** Frames that lie on the desk. */
export const DESK_FRAMES = 64;
const CHANNEL_BYTES = 8 * DESK_FRAMES;

const { run, memory } = openKernels(1);

/** Where the inner loops of the desk work, in bytes. */
export const DESK = { left: 0, right: CHANNEL_BYTES, settings: 2 * CHANNEL_BYTES } as const;

/**
 * Two channels in the memory of the inner loops. There is one desk per thread: whoever lays something on it must be done
 * before anybody else is asked. What is worked on as a whole, a track's quantum, is best made here at once.
 */
export const deskQuantum = {
  left: new Float64Array(memory, DESK.left, DESK_FRAMES),
  right: new Float64Array(memory, DESK.right, DESK_FRAMES),
} as const;

/** Numbers of a filter and its state, laid before the work and read after it. */
export const deskSettings = new Float64Array(memory, DESK.settings, 128);

export const deskKernels = run;

/** Lays at most a quantum of other arrays on the desk; does nothing for the desk's own. */
export function layOnDesk(left: Float64Array, right: Float64Array): void {
  if (left === deskQuantum.left) return;
  deskQuantum.left.set(left);
  deskQuantum.right.set(right);
}

/** Takes it back where it came from. */
export function takeFromDesk(left: Float64Array, right: Float64Array): void {
  if (left === deskQuantum.left) return;
  left.set(left.length === DESK_FRAMES ? deskQuantum.left : deskQuantum.left.subarray(0, left.length));
  right.set(right.length === DESK_FRAMES ? deskQuantum.right : deskQuantum.right.subarray(0, right.length));
}
