import type { PartyCatalogueItem } from '../../queries/consent.ts';

/** One recording or one work, with the sides on which the party has a say. */
export interface CatalogueGroup {
  readonly key: string;
  readonly title: string;
  readonly artist: string | null;
  readonly first: PartyCatalogueItem;
  readonly items: readonly PartyCatalogueItem[];
}

/**
 * Puts a work under the recording in which it is heard, when the party has a say in both; everything else stays by
 * itself, in the order of the list.
 */
export function groupCatalogue(items: readonly PartyCatalogueItem[]): CatalogueGroup[] {
  const recordings = new Set(items.flatMap(({ kind, id }) => (kind === 'RECORDING' ? [id] : [])));
  const groups = new Map<string, PartyCatalogueItem[]>();
  for (const item of items) {
    const home = item.kind === 'WORK' ? item.recordingIds.find((id) => recordings.has(id)) : item.id;
    const key = home ?? item.id;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.entries()].flatMap(([key, grouped]) => {
    const sides = grouped.toSorted((a, b) => (a.kind === b.kind ? 0 : a.kind === 'RECORDING' ? -1 : 1));
    const [first] = sides;
    return first === undefined
      ? []
      : [{ key, title: first.title, artist: first.artist, first, items: sides }];
  });
}
