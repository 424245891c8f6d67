import { STEMS, audibleIntervals, durationMs } from '@flipside/recipe';
import type { Interval, Recipe } from '@flipside/recipe';
import type { PrintSheet, Span } from './recipe.types.ts';

const WHOLE = 1000;

/** In per mille, at least one wide, stretches that touch at that scale joined: at most 500 of them. */
export function toSpans(intervals: readonly Interval[], duration: number): Span[] {
  const spans: Span[] = [];
  for (const [from, to] of [...intervals].sort((a, b) => a[0] - b[0])) {
    const start = Math.min(WHOLE - 1, Math.floor((from * WHOLE) / duration));
    const end = Math.min(WHOLE, Math.max(start + 1, Math.round((to * WHOLE) / duration)));
    const last = spans.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else spans.push([start, end]);
  }
  return spans;
}

/** What the cover is drawn from: when each source and each stem sounds. */
export function recipePrint(recipe: Recipe): PrintSheet {
  const duration = Math.max(1, durationMs(recipe));
  const heard = audibleIntervals(recipe);
  return {
    sources: heard.map(({ total }) => toSpans(total, duration)),
    stems: STEMS.flatMap((stem) => {
      const intervals = heard.flatMap(({ stems }) => stems[stem] ?? []);
      return intervals.length === 0 ? [] : [{ stem, spans: toSpans(intervals, duration) }];
    }),
  };
}
