import type { StereoPcm } from '../types.ts';
import type { Segment } from './clip-content.ts';
import type { ClipPlan } from './clip-plan.ts';

/**
 * Walks through a clip's segments from one frame of the timeline on, and sees its source as one stream of frames: 0 is
 * what is heard at that frame. Before it the first segment reaches back, after the clip the last one reaches on.
 */
export class SegmentReader {
  private segment: Segment;
  /** Timeline frame reached by `advance`. */
  private frame: number;
  /** Stream frame reached by `advance`. */
  private reached = 0;
  /** Stream frame that `read` will give next. */
  private position = 0;
  /** Where in the stream, and in the source, the current segment of `read` begins and ends. */
  private streamStart = 0;
  private streamEnd: number;
  private sourceStart: number;

  private readonly plan: ClipPlan;

  constructor(plan: ClipPlan, frame: number) {
    this.plan = plan;
    this.segment = plan.content.at(frame);
    this.frame = frame;
    this.sourceStart = this.segment.source + this.segment.rate * (frame - this.segment.start);
    this.streamEnd = this.lengthFrom(frame);
  }

  /** Source frames per timeline frame, without the direction. */
  get rate(): number {
    return Math.abs(this.segment.rate);
  }

  private lengthFrom(frame: number): number {
    return this.last ? Infinity : (this.segment.end - frame) * this.rate;
  }

  private get last(): boolean {
    return this.segment.end >= this.plan.end - 1;
  }

  private step(): void {
    const { end } = this.segment;
    const next = this.plan.content.at(end);
    // Rounding can place a boundary a hair early; a segment always leads on.
    this.segment = next.end > end ? next : { ...next, end: end + 1 };
  }

  /** Moves on by timeline frames; returns the stream frame reached, fractional. */
  advance(frames: number): number {
    const target = this.frame + frames;
    while (!this.last && this.segment.end < target) {
      this.reached += (this.segment.end - this.frame) * this.rate;
      this.frame = this.segment.end;
      this.step();
    }
    this.reached += (target - this.frame) * this.rate;
    this.frame = target;
    return this.reached;
  }

  /** Starts reading earlier. Only before the first `read`. */
  rewind(frames: number): void {
    this.position -= frames;
  }

  skip(frames: number): void {
    this.position += frames;
  }

  /** The next frames of the stream; what lies outside the recording is silence. */
  read(pcm: StereoPcm, left: Float32Array, right: Float32Array, frames: number): void {
    for (let i = 0; i < frames;) {
      while (this.position >= this.streamEnd) this.enterNext();
      const until = Math.min(frames, i + Math.ceil(this.streamEnd - this.position));
      const into = this.position - this.streamStart;
      const backwards = this.segment.rate < 0;
      const step = backwards ? -1 : 1;
      let at = Math.round(this.sourceStart + step * into) + (backwards ? -1 : 0);
      this.position += until - i;
      for (; i < until; i++, at += step) {
        left[i] = at >= 0 && at < pcm.left.length ? (pcm.left[at] ?? 0) : 0;
        right[i] = at >= 0 && at < pcm.right.length ? (pcm.right[at] ?? 0) : 0;
      }
    }
  }

  private enterNext(): void {
    this.step();
    this.streamStart = this.streamEnd;
    this.sourceStart = this.segment.source;
    this.streamEnd += this.lengthFrom(this.segment.start);
  }
}
