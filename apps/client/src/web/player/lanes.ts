import type { Recipe, Stem } from '@flipside/recipe';
import { byStemOrder } from '../theme/stems.ts';
import type { LaneId } from './player.types.ts';

/** The faders of a flip: a lane for each stem that its clips use, then one for each track of notes or own recordings. */
export function lanesOf(recipe: Recipe): LaneId[] {
  const stems = new Set<Stem>();
  const tracks: LaneId[] = [];
  for (const { id, clips = [], notes = [] } of recipe.tracks) {
    for (const clip of clips) if ('source' in clip) stems.add(clip.stem);
    if (notes.length > 0 || clips.some((clip) => 'layer' in clip)) tracks.push({ track: id });
  }
  return [...[...stems].sort(byStemOrder).map((stem) => ({ stem })), ...tracks];
}
