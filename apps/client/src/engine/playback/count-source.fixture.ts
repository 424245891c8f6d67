import type { StereoPcm } from '../types.ts';
import type { BlockSource } from './block-producer.ts';

/** A source whose every sample is its frame, in thousandths; `gain` stands for anything that can change. */
export class CountSource implements BlockSource {
  frames: number;
  position = 0;
  gain = 1;
  /** Frames rendered so far, and jumps made. */
  rendered = 0;
  seeks: number[] = [];

  constructor(frames: number) {
    this.frames = frames;
  }

  render({ left, right }: StereoPcm): number {
    const count = Math.min(left.length, this.frames - this.position);
    for (let i = 0; i < count; i += 1) {
      left[i] = ((this.position + i) / 1000) * this.gain;
      right[i] = -(left[i] ?? 0);
    }
    this.position += count;
    this.rendered += count;
    return count;
  }

  seek(frame: number): void {
    this.seeks.push(frame);
    this.position = frame;
  }
}
