import type { FrameRange } from '../separator.ts';
import { SEGMENT_FRAMES } from './contract.ts';

/** One segment on the grid of a recording. */
export interface Segment {
  readonly index: number;
  /** Frames of the recording that it answers for, half open. */
  readonly from: number;
  readonly to: number;
  /** First frame that the model sees: a short last segment is put in the middle of what the model takes. */
  readonly start: number;
}

/** The grid that segments of a recording lie on; the next one begins `stride` frames after the one before. */
export class SegmentPlan {
  readonly length: number;
  readonly stride: number;

  /**
   * @param length frames of the recording
   * @param overlap share of a segment that the next one covers again
   * @throws RangeError for an overlap that is not at least 0 and at most 0.95
   */
  constructor(length: number, overlap: number) {
    if (!(overlap >= 0 && overlap <= 0.95)) throw new RangeError(`No such overlap: ${String(overlap)}`);
    this.length = length;
    this.stride = Math.floor((1 - overlap) * SEGMENT_FRAMES);
  }

  get count(): number {
    return Math.ceil(this.length / this.stride);
  }

  segment(index: number): Segment {
    const from = index * this.stride;
    const to = Math.min(this.length, from + SEGMENT_FRAMES);
    return { index, from, to, start: from - ((SEGMENT_FRAMES - (to - from)) >> 1) };
  }

  /** Every segment that answers for part of a range, in ascending order. */
  covering({ from, to }: FrameRange): readonly Segment[] {
    const segments: Segment[] = [];
    const first = Math.max(0, Math.floor((from - SEGMENT_FRAMES) / this.stride) + 1);
    for (let index = first; index < this.count && index * this.stride < to; index++) {
      segments.push(this.segment(index));
    }
    return segments;
  }
}

/** Weights of the frames of a segment: a triangle, so that neighbours fade into each other. */
export function triangle(): Float32Array {
  const half = SEGMENT_FRAMES / 2;
  return Float32Array.from(
    { length: SEGMENT_FRAMES },
    (_, i) => (i < half ? i + 1 : SEGMENT_FRAMES - i) / half,
  );
}
