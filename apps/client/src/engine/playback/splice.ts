import type { Block } from './ring-layout.ts';

/** Frames over which the sound before a change gives way to the sound after it: 12 ms. */
const SPLICE_FRAMES = 512;

/** Makes `next` begin as `previous` did and turn into itself, so that a replaced block does not click. In place. */
export function crossfade(
  previous: Pick<Block, 'left' | 'right' | 'deviceFrames'>,
  next: Pick<Block, 'left' | 'right' | 'deviceFrames'>,
): void {
  const frames = Math.min(SPLICE_FRAMES, previous.deviceFrames, next.deviceFrames);
  for (let i = 0; i < frames; i += 1) {
    const part = i / frames;
    next.left[i] = (previous.left[i] ?? 0) * (1 - part) + (next.left[i] ?? 0) * part;
    next.right[i] = (previous.right[i] ?? 0) * (1 - part) + (next.right[i] ?? 0) * part;
  }
}
