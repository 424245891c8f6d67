import type { StereoPcm } from '../types.ts';
import type { Segment } from './clip-content.ts';
import type { ClipPlan, StemLibrary } from './clip-plan.ts';
import { QUANTUM, type QuantumBuffer } from './quantum.ts';
import type { StretchVoice } from './stretch-voice.ts';

/** A clip while it plays. */
export class ClipVoice {
  private pcm: StereoPcm | undefined;
  private segment: Segment | null = null;
  private readonly copied = { left: new Float32Array(QUANTUM), right: new Float32Array(QUANTUM) };

  readonly plan: ClipPlan;
  private readonly stretch: StretchVoice | null;

  /** @param stretch makes the audio of clips that change speed or pitch; null for those that do not. */
  constructor(plan: ClipPlan, stretch: StretchVoice | null) {
    this.plan = plan;
    this.stretch = stretch;
  }

  /** Gives back what the voice borrowed. */
  close(): void {
    this.stretch?.close();
  }

  /**
   * Adds the clip to one quantum.
   * @param frame first frame of the quantum on the timeline.
   * @param from live gain of the clip's stem at the start of the quantum, `to` at its end.
   */
  add(buffer: QuantumBuffer, frame: number, library: StemLibrary, from: number, to: number): void {
    const { plan } = this;
    const first = Math.max(0, plan.start - frame);
    const last = Math.min(buffer.left.length, plan.end - frame);
    // Asked every time until it is there: separation may finish while the remix already plays.
    this.pcm ??= plan.open(library);
    if (this.pcm === undefined || first >= last) return;
    const fading = frame < plan.start + plan.fadeIn || frame + last > plan.end - plan.fadeOut;
    if (
      !fading &&
      from === to &&
      last - first === QUANTUM &&
      this.addPlain(buffer, frame, this.pcm, plan.gain * from)
    )
      return;
    const source =
      this.stretch?.read(frame + first, last - first, this.pcm) ?? this.copy(frame, first, last, this.pcm);
    const { left, right } = buffer;
    const { left: a, right: b } = source;
    const slope = (plan.gain * (to - from)) / QUANTUM;
    const base = plan.gain * from;
    for (let i = first, k = 0; i < last; i++, k++) {
      let gain = base + slope * i;
      if (fading) gain *= this.fade(frame + i);
      left[i] = (left[i] ?? 0) + gain * (a[k] ?? 0);
      right[i] = (right[i] ?? 0) + gain * (b[k] ?? 0);
    }
  }

  /** The common case, a whole quantum of the source as it is at one level; false when it is not that. */
  private addPlain({ left, right }: QuantumBuffer, frame: number, pcm: StereoPcm, gain: number): boolean {
    if (this.stretch !== null) return false;
    const segment = this.segmentAt(frame);
    const start = Math.round(segment.start);
    const at = Math.round(segment.source) + frame - start;
    const end = at + QUANTUM;
    const whole = segment.rate > 0 && frame + QUANTUM <= Math.round(segment.end);
    if (!whole || at < 0 || end > pcm.left.length || end > pcm.right.length) return false;
    const { left: a, right: b } = pcm;
    for (let i = 0; i < QUANTUM; i++) {
      left[i] = (left[i] ?? 0) + gain * (a[at + i] ?? 0);
      right[i] = (right[i] ?? 0) + gain * (b[at + i] ?? 0);
    }
    return true;
  }

  /** The source as it is, for clips at its own speed: whole frames, no interpolation. */
  private copy(frame: number, first: number, last: number, pcm: StereoPcm): StereoPcm {
    const { left, right } = this.copied;
    const { left: sourceLeft, right: sourceRight } = pcm;
    const frames = Math.min(sourceLeft.length, sourceRight.length);
    for (let i = first; i < last;) {
      const segment = this.segmentAt(frame + i);
      const start = Math.round(segment.start);
      const until = Math.min(last, Math.max(i + 1, Math.round(segment.end) - frame));
      const backwards = segment.rate < 0;
      const step = backwards ? -1 : 1;
      let at = Math.round(segment.source) + (backwards ? -1 : 0) + step * (frame + i - start);
      const inside = !backwards && at >= 0 && at + until - i <= frames;
      if (inside)
        for (; i < until; i++, at++) {
          left[i - first] = sourceLeft[at] ?? 0;
          right[i - first] = sourceRight[at] ?? 0;
        }
      for (; i < until; i++, at += step) {
        left[i - first] = at >= 0 && at < frames ? (sourceLeft[at] ?? 0) : 0;
        right[i - first] = at >= 0 && at < frames ? (sourceRight[at] ?? 0) : 0;
      }
    }
    return this.copied;
  }

  private segmentAt(frame: number): Segment {
    let { segment } = this;
    if (segment === null || frame < Math.round(segment.start) || frame >= Math.round(segment.end)) {
      segment = this.segment = this.plan.content.at(frame + 0.5);
    }
    return segment;
  }

  /** Fades run straight in amplitude. */
  private fade(frame: number): number {
    const { plan } = this;
    const sinceStart = frame - plan.start;
    const untilEnd = plan.end - frame;
    const rise = sinceStart < plan.fadeIn ? sinceStart / plan.fadeIn : 1;
    return untilEnd < plan.fadeOut ? (rise * untilEnd) / plan.fadeOut : rise;
  }
}
