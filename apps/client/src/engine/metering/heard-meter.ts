import type { Recipe } from '@flipside/recipe';
import { audibleIntervals } from '@flipside/recipe';
import type { ListenerMixes } from '../playback/listener-mix.ts';
import { anythingSounds, audiblePart } from '../playback/listener-mix.ts';
import type { HeardSpan, HeardTotals } from '../playback/session.types.ts';
import { SAMPLE_RATE } from '../types.ts';

interface FrameInterval {
  readonly from: number;
  readonly to: number;
}

/** What decides whether a span that left the loudspeaker was heard, and of which sources. */
export interface Hearing {
  readonly recipe: Recipe;
  readonly mixes: ListenerMixes;
  /** Sources whose stems are on this device; the others are silent. */
  readonly present: ReadonlySet<string>;
  /** Linear; 0 is heard by nobody. */
  readonly volume: number;
}

const FRAMES_PER_MS = SAMPLE_RATE / 1000;
const toMs = (frames: number): number => Math.floor(frames / FRAMES_PER_MS + 1e-6);

function overlap(span: HeardSpan, intervals: readonly FrameInterval[]): number {
  let frames = 0;
  for (const { from, to } of intervals)
    frames += Math.max(0, Math.min(span.to, to) - Math.max(span.from, from));
  return frames;
}

/**
 * Counts what was really output, from the player's own report of frames: no clock takes part, so a pause, a gap or a
 * jump adds nothing. Per source, a frame counts when the recipe makes the source audible there (the same intervals
 * that weigh royalties) and this listener has not silenced it.
 */
export class HeardMeter {
  #sources: { readonly id: string; readonly intervals: readonly FrameInterval[] }[] = [];
  #sounding = false;
  #totalFrames = 0;
  readonly #sourceFrames = new Map<string, number>();

  /** Judges spans by this from now on; what was counted stays. */
  setHearing({ recipe, mixes, present, volume }: Hearing): void {
    const audible = audiblePart(recipe, mixes, present);
    this.#sounding = volume > 0 && anythingSounds(audible);
    this.#sources = audibleIntervals(audible).map(({ sourceId, total }) => ({
      id: sourceId,
      intervals: total.map(([from, to]) => ({ from: from * FRAMES_PER_MS, to: to * FRAMES_PER_MS })),
    }));
  }

  add(spans: readonly HeardSpan[]): void {
    if (!this.#sounding) return;
    for (const span of spans) {
      this.#totalFrames += Math.max(0, span.to - span.from);
      for (const { id, intervals } of this.#sources) {
        const frames = overlap(span, intervals);
        if (frames > 0) this.#sourceFrames.set(id, (this.#sourceFrames.get(id) ?? 0) + frames);
      }
    }
  }

  /** Whole milliseconds, rounded down, since the meter was made. */
  totals(): HeardTotals {
    const sources: Record<string, number> = {};
    for (const [id, frames] of this.#sourceFrames) sources[id] = toMs(frames);
    return { totalMs: toMs(this.#totalFrames), sources };
  }
}
