import { contains, containsUnnamed, namedTerritories } from '@flipside/royalty';
import type { TerritorySet } from '@flipside/royalty';
import type { NewShare, ShareRecord } from './share.types.ts';

type Part = Pick<NewShare, 'side' | 'ppm' | 'territories' | 'validFrom' | 'validTo'>;

const EVER = -8_640_000_000_000_000;
const startOf = ({ validFrom }: Part): number => validFrom?.getTime() ?? EVER;
const holdsAt = (part: Part, at: number): boolean =>
  startOf(part) <= at && (part.validTo === null || part.validTo.getTime() > at);

/**
 * The most that would be claimed anywhere and at any time within a new share's territories and dates, itself
 * included, in ppm. More than 1,000,000 is a conflict.
 */
export function peakPpm(existing: readonly ShareRecord[], added: Part): number {
  const side = existing.filter((share) => share.side === added.side);
  const sets = [...side, added].map(({ territories }) => territories);
  const places = [
    ...namedTerritories(sets).map((territory) => (set: TerritorySet) => contains(set, territory)),
    containsUnnamed,
  ].filter((isIn) => isIn(added.territories));
  // A total rises only where a share begins.
  const instants = [added, ...side].map(startOf).filter((at) => holdsAt(added, at));
  const totals = places.flatMap((isIn) =>
    instants.map((at) =>
      side
        .filter((share) => holdsAt(share, at) && isIn(share.territories))
        .reduce((sum, { ppm }) => sum + ppm, added.ppm),
    ),
  );
  return Math.max(added.ppm, ...totals);
}
