import type { MergedParty, PartyId, RightSide, Share, SubjectRef } from './catalogue.types.ts';
import type { ClearanceGround, ClearanceState } from './clearance.types.ts';
import { CLEARANCE_STATES } from './clearance.types.ts';
import { POLICIES } from './grant.types.ts';
import type { Grant, GrantSubject, Mandate, Policy } from './grant.types.ts';
import type { Tariff } from './tariff.ts';
import { TERRITORIES, WORLD, contains, containsUnnamed, namedTerritories } from './territory.ts';
import type { TerritoryOrWorld, TerritorySet } from './territory.ts';
import { latestVersions } from './validity.ts';

/** A place to decide for: one country, or all the countries that nothing names, which are alike. */
export interface Place {
  readonly territory: TerritoryOrWorld;
  readonly isIn: (set: TerritorySet) => boolean;
}

/** What clearance looks things up in, built once per decision. */
export interface Ground {
  readonly shares: readonly Share[];
  readonly contributors: ClearanceGround['contributors'];
  readonly grants: ReadonlyMap<PartyId, readonly Grant[]>;
  readonly mandates: ReadonlyMap<PartyId, readonly Mandate[]>;
  /** By the party that took over. */
  readonly merged: ReadonlyMap<PartyId, readonly MergedParty[]>;
  readonly names: ReadonlyMap<PartyId, string>;
  readonly silent: NonNullable<ClearanceGround['silent']>;
  readonly tariff: Tariff;
  readonly places: readonly Place[];
  readonly at: Date;
}

const worst =
  <T>(order: readonly T[]) =>
  (all: Iterable<T>, best: T): T => {
    let found = best;
    for (const one of all) if (order.indexOf(one) > order.indexOf(found)) found = one;
    return found;
  };

const worstStateOf = worst(CLEARANCE_STATES);
const strictestOf = worst(POLICIES);

export const worstState = (all: Iterable<ClearanceState>): ClearanceState => worstStateOf(all, 'CLEARED');
export const strictest = (all: Iterable<Policy>): Policy => strictestOf(all, 'MONETISE');

function group<T extends { readonly partyId: PartyId }>(all: readonly T[]): Map<PartyId, T[]> {
  const groups = new Map<PartyId, T[]>();
  for (const one of all) {
    const known = groups.get(one.partyId);
    if (known === undefined) groups.set(one.partyId, [one]);
    else known.push(one);
  }
  return groups;
}

function groupByHeir(merged: readonly MergedParty[]): Map<PartyId, MergedParty[]> {
  const heirs = new Map<PartyId, MergedParty[]>();
  for (const one of merged) heirs.set(one.into, [...(heirs.get(one.into) ?? []), one]);
  return heirs;
}

function placesOf(territory: TerritoryOrWorld, sets: Iterable<TerritorySet>): Place[] {
  if (territory !== WORLD) return [{ territory, isIn: (set) => contains(set, territory) }];
  const named = namedTerritories(sets);
  const places: Place[] = named.map((country) => ({
    territory: country,
    isIn: (set) => contains(set, country),
  }));
  if (named.length < TERRITORIES.length) places.push({ territory: WORLD, isIn: containsUnnamed });
  return places;
}

/** @param recipe hash of the recipe decided for; grants for other recipes are left out. */
export function groundFor(input: ClearanceGround, recipe: string | undefined): Ground {
  const grants = latestVersions(input.grants).filter(
    (grant) => grant.recipe === undefined || grant.recipe === recipe,
  );
  const mandates = latestVersions(input.mandates).filter((mandate) => mandate.state === 'ACTIVE');
  const sets = [
    ...input.shares.map((share) => share.territories),
    ...grants.map((grant) => grant.scope.territories),
    ...mandates.map((mandate) => mandate.territories),
  ];
  return {
    shares: input.shares.filter((share) => share.status !== 'ENDED' && share.ppm > 0n),
    contributors: input.contributors,
    grants: group(grants),
    mandates: group(mandates),
    merged: groupByHeir(input.merged ?? []),
    silent: input.silent ?? [],
    names: new Map(input.parties.map((party) => [party.id, party.name])),
    tariff: input.tariff,
    places: placesOf(input.territory, sets),
    at: input.at,
  };
}

function names(of: GrantSubject, subject: SubjectRef): boolean {
  if (of === 'CATALOGUE') return true;
  if (of.kind === 'RELEASE') return of.members.includes(subject.id);
  return of.kind === subject.kind && of.id === subject.id;
}

/** Whether a grant or mandate for a side is about a subject. */
export const isAbout = (
  of: { readonly side: RightSide; readonly subject: GrantSubject },
  side: RightSide,
  subject: SubjectRef,
): boolean => of.side === side && names(of.subject, subject);
