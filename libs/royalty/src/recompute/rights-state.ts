import type { PlayCount, RecipeUsage, SourceRights, SourceUsage } from '../allocation.types.ts';
import type { ContributorRole, LinkedWork, RightSide, Share, SubjectRef } from '../catalogue.types.ts';
import type { ClearanceState } from '../clearance.types.ts';
import type { Policy } from '../grant.types.ts';
import type { Isrc } from '../identifiers.ts';
import { ppm } from '../quantity.ts';
import { resolveRights } from '../rights.ts';
import type { Territory, TerritorySet } from '../territory.ts';
import type { LeafOf } from './leaf.ts';

type Keyed<T> = Map<string, Map<string, T>>;

function put<T>(map: Keyed<T>, outer: string, inner: string, value: T): void {
  const known = map.get(outer);
  if (known === undefined) map.set(outer, new Map([[inner, value]]));
  else known.set(inner, value);
}

const areaOf = (leaf: LeafOf<'share' | 'borrowed-share' | 'dispute-hold'>): TerritorySet => ({
  include: leaf.territories,
  exclude: leaf.excludeTerritories,
});

const subjectOf = ({ recording, work }: LeafOf<'share' | 'borrowed-share'>): SubjectRef =>
  recording === null ? { kind: 'WORK', id: work ?? '' } : { kind: 'RECORDING', id: recording };

interface Published {
  readonly remixerId: string | null;
  readonly policy: Policy;
}

interface Borrowed {
  /** `<period> <tariff>`. */
  readonly pool: string;
  readonly works: LinkedWork[];
  readonly shares: Share[];
}

interface ClearedSide {
  readonly side: RightSide;
  readonly state: ClearanceState;
  readonly subject: string | null;
}

/** Who owned what at one place of the consent log, and what the flips use. Applied in the log's order. */
export class RightsState {
  readonly #shares: Keyed<LeafOf<'share'>> = new Map();
  readonly #holds: Keyed<LeafOf<'dispute-hold'>> = new Map();
  readonly #works: Keyed<LinkedWork> = new Map();
  readonly #sources: Keyed<SourceUsage> = new Map();
  readonly #published = new Map<string, Published>();
  readonly #cleared: Keyed<readonly ClearedSide[]> = new Map();
  /** By recording, of the pool that was shared out last. */
  readonly #elsewhere = new Map<string, Borrowed>();

  share(leaf: LeafOf<'share'>): void {
    const { id } = subjectOf(leaf);
    if (leaf.removed) this.#shares.get(id)?.delete(leaf.id);
    else put(this.#shares, id, leaf.id, leaf);
  }

  /** Holds for the pool that it names, and for no other. */
  borrowedWork({ period, tariff, recording, work, ppm: part }: LeafOf<'borrowed-work'>): void {
    const works = this.#borrowed(`${period} ${tariff}`, recording).works;
    works.push({ workId: work, splitPpm: ppm(part) });
  }

  borrowedShare(leaf: LeafOf<'borrowed-share'>): void {
    const { period, tariff, of, registry, party, subject } = leaf;
    this.#borrowed(`${period} ${tariff}`, of).shares.push({
      ...{ id: leaf.id, subject: subjectOf(leaf), side: leaf.side, partyId: party, role: 'LABEL' },
      ...{ ppm: ppm(leaf.ppm), territories: areaOf(leaf), from: leaf.from, to: leaf.to, status: leaf.status },
      ...{ holds: [], owed: { peer: registry, party, origin: registry, subject } },
    });
  }

  #borrowed(pool: string, recording: string): Borrowed {
    const known = this.#elsewhere.get(recording);
    if (known?.pool === pool) return known;
    const fresh: Borrowed = { pool, works: [], shares: [] };
    this.#elsewhere.set(recording, fresh);
    return fresh;
  }

  hold(leaf: LeafOf<'dispute-hold'>): void {
    if (leaf.removed) this.#holds.get(leaf.share)?.delete(leaf.id);
    else put(this.#holds, leaf.share, leaf.id, leaf);
  }

  work({ recording, work, ppm: part, removed }: LeafOf<'recording-work'>): void {
    if (removed) this.#works.get(recording)?.delete(work);
    else put(this.#works, recording, work, { workId: work, splitPpm: ppm(part) });
  }

  source({ recipe, source, recording, isrc, usageMs }: LeafOf<'recipe-source'>): void {
    put(this.#sources, recipe, source, {
      recordingId: recording,
      isrc: isrc as Isrc,
      usageMs: BigInt(usageMs),
    });
  }

  publish({ recipe, remixer, policy }: LeafOf<'publish'>): void {
    this.#published.set(recipe, { remixerId: remixer, policy });
  }

  clear({ recipe, recording, sides }: LeafOf<'clearance'>): void {
    put(this.#cleared, recipe, recording, sides);
  }

  /** What the log says of each source of a recipe, by the source's id in the recipe; `null` of an unknown recipe. */
  sourcesOf(recipe: string): ReadonlyMap<string, SourceUsage> | null {
    return this.#sources.get(recipe) ?? null;
  }

  /** The recipes that were played, as `apportionPeriod` takes them; without those that were never licensed. */
  usageOf(plays: readonly PlayCount[]): RecipeUsage[] {
    return [...new Set(plays.map(({ recipe }) => recipe))].flatMap((recipe) => {
      const published = this.#published.get(recipe);
      const sources = [...(this.#sources.get(recipe)?.values() ?? [])];
      return published === undefined ? [] : [{ recipe, ...published, sources }];
    });
  }

  /**
   * Who owns what was played, where it was played. A side counts as cleared when the licence of a recipe that was
   * played covered it: each of these plays was granted under a decision of its own moment.
   * @param at the instant whose shares and disputes count.
   * @param pool `<period> <tariff>`, whose rights of registries elsewhere count.
   */
  rightsOf(
    plays: readonly PlayCount[],
    usages: readonly RecipeUsage[],
    at: Date,
    pool: string,
  ): SourceRights[] {
    const cleared = this.#clearedOf(usages);
    return [...placesOf(plays, usages)].flatMap(([recordingId, territories]) => {
      const known = this.#elsewhere.get(recordingId);
      const borrowed = known?.pool === pool ? known : null;
      const works = [...(this.#works.get(recordingId)?.values() ?? []), ...(borrowed?.works ?? [])];
      const subjects = [recordingId, ...works.map(({ workId }) => workId)];
      const own = subjects.flatMap((subject) => this.#sharesIn(subject, at));
      const shares = [...own, ...(borrowed?.shares ?? [])];
      const sides = cleared.get(recordingId) ?? new Set<string>();
      const isCleared = (side: RightSide, subject: string): boolean => sides.has(`${side} ${subject}`);
      return [...territories].flatMap((territory) =>
        resolveRights({ recordingId, works, territory, at, shares, isCleared }),
      );
    });
  }

  #clearedOf(usages: readonly RecipeUsage[]): Map<string, Set<string>> {
    const found = new Map<string, Set<string>>();
    for (const { recipe } of usages)
      for (const [recording, sides] of this.#cleared.get(recipe) ?? []) {
        const known = found.get(recording) ?? new Set<string>();
        for (const { side, state, subject } of sides)
          if (state === 'CLEARED' && subject !== null) known.add(`${side} ${subject}`);
        found.set(recording, known);
      }
    return found;
  }

  #sharesIn(subject: string, at: Date): Share[] {
    return [...(this.#shares.get(subject)?.values() ?? [])].map((leaf) => ({
      id: leaf.id,
      subject: subjectOf(leaf),
      side: leaf.side,
      partyId: leaf.party,
      role: leaf.role as ContributorRole,
      ppm: ppm(leaf.ppm),
      territories: areaOf(leaf),
      from: leaf.from,
      to: leaf.to,
      status: leaf.status,
      holds: this.#holdsOf(leaf.id, at),
    }));
  }

  /** Disputes that were open at the instant. */
  #holdsOf(share: string, at: Date): NonNullable<Share['holds']> {
    return [...(this.#holds.get(share)?.values() ?? [])]
      .filter(({ since, until }) => since <= at && (until === null || until > at))
      .map((leaf) => ({ disputeId: leaf.dispute, territories: areaOf(leaf), from: leaf.from, to: leaf.to }));
  }
}

function placesOf(plays: readonly PlayCount[], usages: readonly RecipeUsage[]): Map<string, Set<Territory>> {
  const byRecipe = new Map<string, Set<Territory>>();
  for (const { recipe, territory } of plays)
    byRecipe.set(recipe, (byRecipe.get(recipe) ?? new Set<Territory>()).add(territory));
  const found = new Map<string, Set<Territory>>();
  for (const { recipe, sources } of usages)
    for (const { recordingId } of sources) {
      const territories = found.get(recordingId) ?? new Set<Territory>();
      for (const territory of byRecipe.get(recipe) ?? []) territories.add(territory);
      found.set(recordingId, territories);
    }
  return found;
}
