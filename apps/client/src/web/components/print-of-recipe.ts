import { createTempoMap, timelineEndBeat, type Recipe, type Stem } from '@flipside/recipe';
import { byStemOrder } from '../theme/stems.ts';
import type { PrintShape, Span } from './recipe-print-shape.ts';

/** Joins stretches that touch or overlap. Input in any order. */
function merged(spans: readonly Span[]): Span[] {
  const joined: [number, number][] = [];
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

/**
 * Reads a print from a recipe: clips that are not muted, placed by time. Two clips of one stem that follow each
 * other stay apart, so that the cuts show; a source's ring shows only whether it sounds.
 */
export function printOfRecipe(recipe: Recipe): PrintShape {
  const tempo = createTempoMap(recipe);
  const total = Math.max(tempo.beatToSeconds(timelineEndBeat(recipe)), 1e-3);
  const bySource = new Map<string, Span[]>(recipe.sources.map((source) => [source.id, []]));
  const byStem = new Map<Stem, Span[]>();
  for (const track of recipe.tracks) {
    if (track.mute) continue;
    for (const clip of track.clips ?? []) {
      if (clip.mute || !('source' in clip)) continue;
      const span: Span = [
        tempo.beatToSeconds(clip.at) / total,
        tempo.beatToSeconds(clip.at + clip.length) / total,
      ];
      bySource.get(clip.source)?.push(span);
      byStem.set(clip.stem, [...(byStem.get(clip.stem) ?? []), span]);
    }
  }
  return {
    sources: [...bySource.values()].map(merged),
    stems: [...byStem.entries()]
      .sort(([a], [b]) => byStemOrder(a, b))
      .map(([stem, spans]) => ({ stem, spans: [...spans].sort((a, b) => a[0] - b[0]) })),
  };
}
