import type { CreditSheet } from '../recipes/index.ts';
import type { Contribution } from './tree.types.ts';

/** The recordings of a flip that none of the flips it was made from uses. */
export function addedBy(credits: CreditSheet, parents: readonly CreditSheet[]): Contribution[] {
  const inherited = new Set(parents.flatMap(({ sources }) => sources.map(({ isrc }) => isrc)));
  return credits.sources
    .filter(({ isrc }) => !inherited.has(isrc))
    .map(({ isrc, title, artist, usageMs }) => ({ isrc, title, artist, usageMs }));
}
