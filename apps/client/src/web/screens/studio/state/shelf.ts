import type { Recipe, Stem } from '@flipside/recipe';
import type { StudioDocument } from '../document/studio-document.ts';

/** Parts that every recording has here, in the order they are laid out; the mix is side A. */
export const SHELF: readonly Stem[] = ['drums', 'bass', 'other', 'vocals', 'mix'];

/** A recipe in which every part of every source is used, with the layers: what the studio keeps ready. */
export function shelf(document: StudioDocument): Recipe {
  const { tags: _tags, next: _next, ...head } = document;
  const clips = document.sources.flatMap(({ id }) =>
    SHELF.map((stem) => ({ source: id, stem, at: 0, length: 1, in: 0 })),
  );
  return { ...head, tracks: [{ id: 'studio-shelf', name: 'Shelf', clips }] };
}
