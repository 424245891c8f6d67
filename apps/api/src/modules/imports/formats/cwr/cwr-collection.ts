import { TERRITORIES, WORLD } from '@flipside/royalty';
import type { Territory, TerritorySet } from '@flipside/royalty';
import type { MentionedShare } from '../subject.types.ts';
import type { InterestedParty, Rights } from './cwr-parties.ts';
import type { TisTerritory } from './tis.ts';

/** `null` stands for every country that the work does not name. */
type Place = Territory | null;
type Right = keyof Rights;

const PPM_PER_HUNDREDTH = 100;

/**
 * What each party collects where, which is who licenses: publishers hand their collection on to administrators and
 * sub-publishers, territory by territory (ADR 13).
 *
 * @param right the right that is looked at.
 */
export function collectedShares(parties: readonly InterestedParty[], right: Right): MentionedShare[] {
  const known = parties.filter(({ party }) => party !== null);
  const places: Place[] = [null, ...namedPlaces(parties)];
  return known.flatMap((one) => {
    const byPart = new Map<number, Place[]>();
    for (const place of places) {
      const part = collected(one, parties, right, place);
      if (part > 0) byPart.set(part, [...(byPart.get(part) ?? []), place]);
    }
    return [...byPart].flatMap(([part, held]) =>
      one.party === null
        ? []
        : [
            {
              party: one.party,
              role: one.role,
              ppm: part * PPM_PER_HUNDREDTH,
              territories: asSet(held, places),
              validFrom: null,
              validTo: null,
            },
          ],
    );
  });
}

/** The most that any territory collects in all, in hundredths of a per cent, over the parties that are not known too. */
export function mostCollected(parties: readonly InterestedParty[], right: Right): number {
  const places: Place[] = [null, ...namedPlaces(parties)];
  return Math.max(
    0,
    ...places.map((place) => parties.reduce((sum, one) => sum + collected(one, parties, right, place), 0)),
  );
}

function collected(
  one: InterestedParty,
  all: readonly InterestedParty[],
  right: Right,
  place: Place,
): number {
  const chain = all.filter((other) => other.chain === one.chain);
  const rows = chain.flatMap((other) => other.rows);
  if (rows.length === 0) {
    // A party that others control says only what it owns. Without any territory in the work nobody has handed on.
    const nobodyCollects = all.every((other) => other.rows.length === 0);
    return !one.controlled || nobodyCollects ? one.owned[right] : 0;
  }
  const narrowest = Math.min(
    ...rows.filter(({ territory }) => holds(territory, place)).map(({ territory }) => size(territory)),
  );
  return one.rows
    .filter(
      ({ territory, excluded }) => !excluded && holds(territory, place) && size(territory) === narrowest,
    )
    .reduce((sum, row) => sum + row.collected[right], 0);
}

const holds = (territory: TisTerritory, place: Place): boolean =>
  territory === 'WORLD' || (place !== null && territory.has(place));

const size = (territory: TisTerritory): number =>
  territory === 'WORLD' ? Number.MAX_SAFE_INTEGER : territory.size;

function namedPlaces(parties: readonly InterestedParty[]): Territory[] {
  const named = new Set<Territory>();
  for (const { rows } of parties)
    for (const { territory } of rows)
      if (territory !== 'WORLD') for (const country of territory) named.add(country);
  return TERRITORIES.filter((country) => named.has(country));
}

function asSet(held: readonly Place[], places: readonly Place[]): TerritorySet {
  const chosen = new Set(held);
  if (!chosen.has(null)) return { include: held.filter((place) => place !== null), exclude: [] };
  return {
    include: [WORLD],
    exclude: places.filter((place) => place !== null && !chosen.has(place)) as Territory[],
  };
}
