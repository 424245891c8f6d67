import type { PartyCatalogueItem } from '../../queries/consent.ts';

/** One recording or one work, with the sides on which the party has a say. */
export interface CatalogueGroup {
  readonly key: string;
  readonly title: string;
  readonly artist: string | null;
  readonly first: PartyCatalogueItem;
  readonly items: readonly PartyCatalogueItem[];
}

/** Puts together what the API lists side by side: every line of one recording or work, in the order of the list. */
export function groupCatalogue(items: readonly PartyCatalogueItem[]): CatalogueGroup[] {
  const groups = new Map<string, PartyCatalogueItem[]>();
  for (const item of items) {
    const key = `${item.kind}-${item.id}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.entries()].flatMap(([key, grouped]) => {
    const [first] = grouped;
    return first === undefined
      ? []
      : [{ key, title: first.title, artist: first.artist, first, items: grouped }];
  });
}
