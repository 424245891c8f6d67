import type { Clip, TempoMap } from '@flipside/recipe';
import { SAMPLE_RATE } from '../types.ts';

/**
 * A stretch of a clip in which its source runs at one speed. Frames are fractional: `start` and `end` on the timeline,
 * `source` in the source at `start`, `rate` source frames per timeline frame, negative when played backwards.
 */
export interface Segment {
  readonly start: number;
  readonly end: number;
  readonly source: number;
  readonly rate: number;
}

interface BeatSegment {
  readonly from: number;
  readonly to: number;
  /** Source second at `from`. */
  readonly second: number;
  /** Source seconds per second of the timeline. */
  readonly rate: number;
}

type WarpPoints = NonNullable<Clip['warp']>;

/** Beats closer than this are one: less than a hundredth of a frame at any tempo. */
const SAME = 1e-9;

/**
 * Which part of its source a clip plays when. Beats run from the clip's start. `in` is the source second heard first;
 * a warp then runs on from the content beat that lies there; without one the source keeps its own speed. A loop jumps
 * from its second beat back to its first. A reversed clip plays its forward content, loops and all, backwards.
 */
export class ClipContent {
  private readonly origin: number;
  private readonly loop: readonly [number, number] | null;

  private readonly clip: Clip;
  private readonly tempo: TempoMap;
  private readonly tempoBeats: readonly number[];

  constructor(clip: Clip, tempo: TempoMap, tempoBeats: readonly number[]) {
    this.clip = clip;
    this.tempo = tempo;
    this.tempoBeats = tempoBeats;
    this.origin = clip.warp === undefined ? 0 : warpBeat(clip.warp, clip.in);
    const loop = clip.loop ?? null;
    this.loop = loop !== null && loop[1] - loop[0] > 1e-6 ? loop : null;
  }

  /** The segment that holds a timeline frame at or after the clip's start; it may reach past the clip's end. */
  at(frame: number): Segment {
    const { clip, tempo } = this;
    const start = tempo.beatToSeconds(clip.at) * SAMPLE_RATE;
    const end = tempo.beatToSeconds(clip.at + clip.length) * SAMPLE_RATE;
    const forward = clip.reverse === true ? start + end - frame : frame;
    const beat = tempo.secondsToBeat(forward / SAMPLE_RATE) - clip.at;
    const inside = Math.max(0, Math.min(beat, clip.length));
    const segment = this.beatSegment(clip.reverse === true ? Math.max(0, inside - 2 * SAME) : inside);
    const first = tempo.beatToSeconds(clip.at + segment.from) * SAMPLE_RATE;
    const last = tempo.beatToSeconds(clip.at + segment.to) * SAMPLE_RATE;
    const source = segment.second * SAMPLE_RATE;
    if (clip.reverse !== true) return { start: first, end: last, source, rate: segment.rate };
    return {
      start: start + end - last,
      end: start + end - first,
      source: source + segment.rate * (last - first),
      rate: -segment.rate,
    };
  }

  private beatSegment(beat: number): BeatSegment {
    const { clip, loop } = this;
    let from = 0;
    let to = clip.length;
    let content = beat;
    if (loop !== null) {
      if (beat >= loop[1] - SAME) {
        const length = loop[1] - loop[0];
        const round = Math.floor((beat - loop[1]) / length + SAME);
        from = loop[1] + round * length;
        content = loop[0] + Math.max(0, beat - from);
        to = Math.min(to, from + length);
      } else to = Math.min(to, loop[1]);
    }
    const contentFrom = from === 0 || loop === null ? 0 : loop[0];
    return clip.warp === undefined
      ? this.ownSpeed(from, to, contentFrom)
      : this.warped(clip.warp, beat, from, to, content - beat);
  }

  private ownSpeed(from: number, to: number, contentFrom: number): BeatSegment {
    const { clip, tempo } = this;
    const offset = tempo.beatToSeconds(clip.at + contentFrom) - tempo.beatToSeconds(clip.at);
    return { from, to, second: clip.in + offset, rate: 1 };
  }

  /** Narrows `from` … `to` to the warp segment and the tempo that hold there. */
  private warped(warp: WarpPoints, beat: number, from: number, to: number, shift: number): BeatSegment {
    const toWarp = shift + this.origin;
    const index = warpIndex(warp, beat + toWarp);
    const [b0, s0] = warp[index] ?? [0, 0];
    const [b1, s1] = warp[index + 1] ?? [b0 + 1, s0];
    let first = index === 0 ? from : Math.max(from, b0 - toWarp);
    let last = index + 2 >= warp.length ? to : Math.min(to, b1 - toWarp);
    for (const change of this.tempoBeats) {
      const at = change - this.clip.at;
      if (at <= beat + SAME) first = Math.max(first, at);
      else last = Math.min(last, at);
    }
    const perBeat = (s1 - s0) / (b1 - b0);
    return {
      from: first,
      to: last,
      second: s0 + (first + toWarp - b0) * perBeat,
      rate: (perBeat * this.tempo.bpmAt(this.clip.at + Math.max(first, beat) + SAME)) / 60,
    };
  }
}

/** Index of the warp segment a content beat lies in; the outer ones reach on for ever. */
function warpIndex(warp: WarpPoints, beat: number): number {
  let index = 0;
  while (index + 2 < warp.length && (warp[index + 1]?.[0] ?? 0) <= beat + SAME) index++;
  return index;
}

/** The content beat at which a source second lies. */
function warpBeat(warp: WarpPoints, second: number): number {
  let index = 0;
  while (index + 2 < warp.length && (warp[index + 1]?.[1] ?? 0) <= second) index++;
  const [b0, s0] = warp[index] ?? [0, 0];
  const [b1, s1] = warp[index + 1] ?? [b0 + 1, s0 + 1];
  return b0 + ((second - s0) * (b1 - b0)) / (s1 - s0);
}
