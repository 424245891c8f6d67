import type { OwedThrough } from './account.ts';
import type { Share } from './catalogue.types.ts';
import { WHOLE_PPM } from './quantity.ts';
import { TERRITORIES, WORLD, contains, containsUnnamed, namedTerritories } from './territory.ts';
import type { Territory, TerritorySet } from './territory.ts';
import { hasEnded, isCurrent } from './validity.ts';

/**
 * Shares of one side of one subject that are in dispute in some territories for some time, and those that stand
 * beside them. Within a part all territories and instants are alike.
 */
export interface DisputedPart {
  /** More than a whole is claimed, or somebody says that shares are wrong. */
  readonly cause: 'OVERCLAIM' | 'CONTESTED';
  readonly territories: TerritorySet;
  /** `null`: it holds already. */
  readonly from: Date | null;
  /** `null`: without end. */
  readonly to: Date | null;
  /** All that is claimed, disputed or not. */
  readonly claimedPpm: bigint;
  readonly disputed: readonly string[];
  readonly standing: readonly string[];
}

interface Place {
  /** `null`: every country that no share names. */
  readonly country: Territory | null;
  readonly isIn: (set: TerritorySet) => boolean;
}

/** A part in one place, before places that are alike are put together. */
type Run = Omit<DisputedPart, 'territories'> & { readonly key: string };

function placesOf(named: readonly Territory[]): Place[] {
  const places: Place[] = named.map((country) => ({ country, isIn: (set) => contains(set, country) }));
  return named.length < TERRITORIES.length ? [...places, { country: null, isIn: containsUnnamed }] : places;
}

/** The set of some places; the countries that nothing names are all of them or none. */
function setOf(places: readonly Place[], named: readonly Territory[]): TerritorySet {
  const countries = places.flatMap(({ country }) => (country === null ? [] : [country]));
  if (!places.some(({ country }) => country === null)) return { include: countries.sort(), exclude: [] };
  return { include: [WORLD], exclude: named.filter((country) => !countries.includes(country)) };
}

/** Every instant from `at` on at which one of the shares begins or ends. */
function instantsFrom(shares: readonly Share[], at: Date): Date[] {
  const turns = shares
    .flatMap(({ from, to }) => [from, to])
    .flatMap((instant) => (instant !== null && instant > at ? [instant.getTime()] : []));
  return [at.getTime(), ...[...new Set(turns)].sort((a, b) => a - b)].map((time) => new Date(time));
}

const claimed = (shares: readonly Share[]): bigint => shares.reduce((sum, { ppm }) => sum + ppm, 0n);
const idsOf = (shares: readonly Share[]): string[] => shares.map(({ id }) => id).sort();

function judge(shares: readonly Share[], contested: ReadonlySet<string>) {
  const claimedPpm = claimed(shares);
  const isOver = claimedPpm > WHOLE_PPM;
  // Of an overclaim nobody can say which of the shares is the wrong one: all of them are part of it.
  const disputed = isOver ? shares : shares.filter(({ id }) => contested.has(id));
  const standing = shares.filter((share) => !disputed.includes(share));
  const cause = isOver ? ('OVERCLAIM' as const) : ('CONTESTED' as const);
  return { cause, claimedPpm, disputed: idsOf(disputed), standing: idsOf(standing) };
}

function runsIn(
  place: Place,
  shares: readonly Share[],
  contested: ReadonlySet<string>,
  instants: readonly Date[],
): Run[] {
  const runs: Run[] = [];
  for (const [index, instant] of instants.entries()) {
    const now = shares.filter((share) => isCurrent(share, instant) && place.isIn(share.territories));
    const judged = judge(now, contested);
    const key = JSON.stringify([judged.cause, judged.disputed, judged.standing]);
    const last = runs.at(-1);
    if (last?.to === null) {
      if (last.key === key) continue;
      runs[runs.length - 1] = { ...last, to: instant };
    }
    if (judged.disputed.length > 0)
      runs.push({ ...judged, key, from: index === 0 ? null : instant, to: null });
  }
  return runs;
}

const orderOf = ({ from, territories, disputed }: DisputedPart): string =>
  JSON.stringify([from?.toISOString() ?? '', territories.include, territories.exclude, disputed]);

/**
 * Finds what is in dispute among the shares of one side of one subject, from an instant on into the future: where
 * and when they come to more than a whole, and where contested ones hold. Nothing depends on the order of the shares.
 * @param contested ids of the shares that somebody says are wrong.
 */
export function disputedParts(
  shares: readonly Share[],
  contested: ReadonlySet<string>,
  at: Date,
): DisputedPart[] {
  const claims = shares.filter((share) => share.status !== 'ENDED' && share.ppm > 0n && !hasEnded(share, at));
  const named = namedTerritories(claims.map(({ territories }) => territories));
  const instants = instantsFrom(claims, at);
  const alike = new Map<string, { readonly run: Run; readonly places: Place[] }>();
  for (const place of placesOf(named))
    for (const run of runsIn(place, claims, contested, instants)) {
      const key = JSON.stringify([run.key, run.from, run.to]);
      const known = alike.get(key);
      if (known === undefined) alike.set(key, { run, places: [place] });
      else known.places.push(place);
    }
  return [...alike.values()]
    .map(({ run: { key: _key, ...run }, places }) => ({ ...run, territories: setOf(places, named) }))
    .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

export interface SplitShare {
  readonly partyId: string;
  readonly ppm: bigint;
  /** Of a party of another instance: through whom it is owed. */
  readonly owed?: OwedThrough;
}

/** Who owns what in some territories: what held money is released by. */
export interface Split {
  readonly territories: TerritorySet;
  readonly from: Date | null;
  readonly to: Date | null;
  readonly shares: readonly SplitShare[];
}

/** The split of one side of one subject at an instant, everywhere: territories that are alike are told once. */
export function splitsAt(shares: readonly Share[], at: Date): Split[] {
  const current = shares.filter((share) => share.status !== 'ENDED' && isCurrent(share, at));
  const named = namedTerritories(current.map(({ territories }) => territories));
  const alike = new Map<string, { readonly owners: Split['shares']; readonly places: Place[] }>();
  for (const place of placesOf(named)) {
    const owners = ownersOf(current.filter(({ territories }) => place.isIn(territories)));
    const key = JSON.stringify(owners.map(({ partyId, ppm }) => [partyId, String(ppm)]));
    const known = alike.get(key);
    if (known === undefined) alike.set(key, { owners, places: [place] });
    else known.places.push(place);
  }
  return [...alike.values()].map(({ owners, places }) => ({
    territories: setOf(places, named),
    from: null,
    to: null,
    shares: owners,
  }));
}

/** Several shares of one party are one part of the split. */
export function ownersOf(shares: readonly SplitShare[]): SplitShare[] {
  const owners = new Map<string, SplitShare>();
  for (const { partyId, ppm, owed } of shares) {
    const before = owners.get(partyId)?.ppm ?? 0n;
    const through = owed === undefined ? {} : { owed: { peer: owed.peer, party: owed.party } };
    owners.set(partyId, { partyId, ppm: before + ppm, ...through });
  }
  return [...owners.values()].sort((a, b) => (a.partyId < b.partyId ? -1 : 1));
}
