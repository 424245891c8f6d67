import { accounts } from './account.ts';
import { fork, pour } from './allocation.fork.ts';
import type { Branch, Fork } from './allocation.fork.ts';
import type { CellLine, PoolSide, RecipeUsage, SourceRights, SourceUsage, Way } from './allocation.types.ts';
import { subjectFork } from './allocation.subject.ts';
import type { Destined } from './allocation.subject.ts';
import { apportion, byId } from './apportion.ts';
import type { RecordingId, RightSide } from './catalogue.types.ts';
import { WHOLE_PPM, micros } from './quantity.ts';
import type { Tariff } from './tariff.ts';
import type { Territory } from './territory.ts';

/** The plays of one recipe in one territory, and what they earned. */
export interface Cell {
  readonly recipe: string;
  readonly territory: Territory;
  readonly originalPeriod: string | null;
  readonly plays: bigint;
  readonly amountMicros: bigint;
}

export interface CellGround {
  readonly tariff: Tariff;
  readonly recipes: ReadonlyMap<string, RecipeUsage>;
  /** Of both sides of a recording. */
  readonly rightsOf: (recordingId: RecordingId, territory: Territory) => readonly SourceRights[];
}

/** All ways of a recipe's money in a territory, in the order of the lines, and how an amount comes to them. */
export interface Ways {
  readonly ways: readonly Way[];
  readonly from: Fork;
}

const ANY: Destined = {
  recordingId: null,
  isrc: null,
  subjectId: null,
  side: null,
  partyId: null,
  usageMs: 0n,
  usagePpm: 0n,
  sharePpm: 0n,
};

function remixerWay({ recipe, remixerId, remixerOwed }: RecipeUsage): Way {
  const way = { ...ANY, side: 'REMIXER' } as const;
  if (remixerOwed !== undefined)
    return { ...way, sharePpm: WHOLE_PPM, account: accounts.owed(remixerOwed), basis: 'PEER' };
  if (remixerId === null)
    return { ...way, account: accounts.suspense(`recipe:${recipe}`), basis: 'NO_REMIXER' };
  const account = accounts.payable(remixerId);
  return { ...way, partyId: remixerId, sharePpm: WHOLE_PPM, account, basis: 'REMIX' };
}

interface SourceStep {
  readonly side: RightSide;
  readonly source: SourceUsage;
  readonly usagePpm: bigint;
  readonly rights: readonly SourceRights[];
}

/** Puts a way where the next line is. */
type End = (way: Way) => number;

function sourceFork({ side, source, usagePpm, rights }: SourceStep, end: End): Fork | number {
  const { recordingId, isrc, usageMs } = source;
  const way: Destined = { ...ANY, side, recordingId, isrc, usageMs, usagePpm };
  const own = rights.filter((right) => right.side === side);
  const split = own.reduce((sum, right) => sum + right.splitPpm, 0n);
  // Known works that do not make up the whole leave open whose the rest is: none of it may be paid by guess.
  if (split !== WHOLE_PPM)
    return end({ ...way, account: accounts.suspense(`recording:${recordingId}`), basis: 'UNMATCHED' });
  const subjects = own
    .map((right) => ({ id: right.subjectId, weight: right.splitPpm, right }))
    .filter(({ weight }) => weight > 0n)
    .sort(byId);
  return fork(
    subjects.map(({ id, weight, right }): Branch => ({ id, weight, to: subjectFork(way, right, end) })),
  );
}

/** A recipe may name one recording twice; it is one source to its owners. */
function mergeSources(sources: readonly SourceUsage[]): SourceUsage[] {
  const merged = new Map<string, SourceUsage>();
  for (const source of sources) {
    const known = merged.get(source.recordingId);
    // The lesser ISRC names both, so that the order of the recipe's list changes nothing.
    const isrc = known !== undefined && known.isrc < source.isrc ? known.isrc : source.isrc;
    merged.set(source.recordingId, { ...source, isrc, usageMs: source.usageMs + (known?.usageMs ?? 0n) });
  }
  return [...merged.values()];
}

type RightsOf = (recordingId: RecordingId) => readonly SourceRights[];

function sideFork(side: RightSide, usage: RecipeUsage, rightsOf: RightsOf, end: End): Fork | number {
  const heard = mergeSources(usage.sources)
    .map((source) => ({ id: source.recordingId, weight: source.usageMs, source }))
    .filter(({ weight }) => weight > 0n)
    .sort(byId);
  const usagePpm = apportion(WHOLE_PPM, heard);
  if (!usagePpm.ok)
    return end({ ...ANY, side, account: accounts.suspense(`recipe:${usage.recipe}`), basis: 'NO_SOURCE' });
  return fork(
    heard.map(({ id, weight, source }, at): Branch => {
      const step = { side, source, usagePpm: usagePpm.parts[at]?.amount ?? 0n, rights: rightsOf(id) };
      return { id, weight, to: sourceFork(step, end) };
    }),
  );
}

/** How what is earned goes over the four sides of the tariff, then down to the owners. */
export function waysOf(recipe: string, territory: Territory, ground: CellGround): Ways {
  const ways: Way[] = [];
  const end: End = (way) => ways.push(way) - 1;
  const usage = ground.recipes.get(recipe);
  if (usage === undefined) {
    const lost = end({ ...ANY, account: accounts.suspense(`recipe:${recipe}`), basis: 'NO_RECIPE' });
    return { ways, from: fork([{ id: recipe, weight: 1n, to: lost }]) };
  }
  const rightsOf: RightsOf = (recordingId) => ground.rightsOf(recordingId, territory);
  const toSide = (side: PoolSide): Fork | number => {
    if (side === 'REMIXER') return end(remixerWay(usage));
    if (side === 'PLATFORM') return end({ ...ANY, side, account: accounts.platform, basis: 'PLATFORM' });
    return sideFork(side, usage, rightsOf, end);
  };
  const sides = sidesOf(ground.tariff).filter(({ weight }) => weight > 0n);
  return { ways, from: fork(sides.map((side): Branch => ({ ...side, to: toSide(side.id) }))) };
}

/** In the order of the lines. */
const sidesOf = (tariff: Tariff): { id: PoolSide; weight: bigint }[] => [
  { id: 'MASTER', weight: tariff.masterPpm },
  { id: 'COMPOSITION', weight: tariff.compositionPpm },
  { id: 'REMIXER', weight: tariff.remixerPpm },
  { id: 'PLATFORM', weight: tariff.platformPpm },
];

/** Appends what an amount comes to on each way. */
export function appendAmounts({ ways, from }: Ways, amountMicros: bigint, amounts: bigint[]): void {
  const first = amounts.length;
  for (let at = 0; at < ways.length; at += 1) amounts.push(0n);
  pour(amountMicros, from, amounts, first);
}

/** Shares out what one cell earned. */
export function allocateCell(cell: Cell, ground: CellGround): CellLine[] {
  const { recipe, territory, originalPeriod, plays, amountMicros } = cell;
  const known = waysOf(recipe, territory, ground);
  const amounts: bigint[] = [];
  appendAmounts(known, amountMicros, amounts);
  return known.ways.map((way, at) => ({
    ...{ ...way, recipe, territory, originalPeriod, plays },
    amountMicros: micros(amounts[at] ?? 0n),
  }));
}
