import { accounts } from './account.ts';
import type { CellLine, PoolSide, RecipeUsage, SourceRights, SourceUsage } from './allocation.types.ts';
import { allocateSubject } from './allocation.subject.ts';
import { apportion } from './apportion.ts';
import type { Part } from './apportion.ts';
import type { RightSide } from './catalogue.types.ts';
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
  readonly rights: ReadonlyMap<string, readonly SourceRights[]>;
}

export const rightsKey = (of: Pick<SourceRights, 'recordingId' | 'territory' | 'side'>): string =>
  [of.recordingId, of.territory, of.side].join('\u0000');

/** Parts by id. Where nothing has weight there are none, and the caller sends the amount to suspense. */
const partsOf = (total: bigint, weights: Parameters<typeof apportion>[1]): readonly Part[] => {
  const shared = apportion(total, weights);
  return shared.ok ? shared.parts : [];
};

function lineOf(
  cell: Cell,
  side: PoolSide | null,
  amountMicros: bigint,
): Omit<CellLine, 'account' | 'basis'> {
  return {
    recipe: cell.recipe,
    recordingId: null,
    isrc: null,
    subjectId: null,
    side,
    territory: cell.territory,
    originalPeriod: cell.originalPeriod,
    partyId: null,
    plays: cell.plays,
    usageMs: 0n,
    usagePpm: 0n,
    sharePpm: 0n,
    amountMicros: micros(amountMicros),
  };
}

function remixerLine(cell: Cell, usage: RecipeUsage, amountMicros: bigint): CellLine {
  const line = lineOf(cell, 'REMIXER', amountMicros);
  if (usage.remixerId === null)
    return { ...line, account: accounts.suspense(`recipe:${cell.recipe}`), basis: 'NO_REMIXER' };
  return {
    ...line,
    partyId: usage.remixerId,
    sharePpm: WHOLE_PPM,
    account: accounts.payable(usage.remixerId),
    basis: 'REMIX',
  };
}

interface SourceStep {
  readonly cell: Cell;
  readonly side: RightSide;
  readonly source: SourceUsage;
  readonly usagePpm: bigint;
  readonly amountMicros: bigint;
  readonly ground: CellGround;
}

function sourceLines({ cell, side, source, usagePpm, amountMicros, ground }: SourceStep): CellLine[] {
  const line = {
    ...lineOf(cell, side, amountMicros),
    recordingId: source.recordingId,
    isrc: source.isrc,
    usageMs: source.usageMs,
    usagePpm,
  };
  const rights = ground.rights.get(rightsKey({ ...source, territory: cell.territory, side })) ?? [];
  const split = rights.reduce((sum, right) => sum + right.splitPpm, 0n);
  // Known works that do not make up the whole leave open whose the rest is: none of it may be paid by guess.
  if (split !== WHOLE_PPM)
    return [{ ...line, account: accounts.suspense(`recording:${source.recordingId}`), basis: 'UNMATCHED' }];
  const bySubject = new Map(rights.map((right) => [right.subjectId, right]));
  const weights = rights.map((right) => ({ id: right.subjectId, weight: right.splitPpm }));
  return partsOf(amountMicros, weights).flatMap((part) => {
    const right = bySubject.get(part.id);
    return right === undefined || right.splitPpm === 0n ? [] : allocateSubject(line, right, part.amount);
  });
}

/** A recipe may name one recording twice; it is one source to its owners. */
function mergeSources(sources: readonly SourceUsage[]): Map<string, SourceUsage> {
  const merged = new Map<string, SourceUsage>();
  for (const source of sources) {
    const known = merged.get(source.recordingId);
    // The lesser ISRC names both, so that the order of the recipe's list changes nothing.
    const isrc = known !== undefined && known.isrc < source.isrc ? known.isrc : source.isrc;
    merged.set(source.recordingId, { ...source, isrc, usageMs: source.usageMs + (known?.usageMs ?? 0n) });
  }
  return merged;
}

function sideLines(
  cell: Cell,
  side: RightSide,
  usage: RecipeUsage,
  amountMicros: bigint,
  ground: CellGround,
): CellLine[] {
  const sources = mergeSources(usage.sources);
  const weights = [...sources.values()].map((source) => ({ id: source.recordingId, weight: source.usageMs }));
  const usagePpm = new Map(partsOf(WHOLE_PPM, weights).map((part) => [part.id, part.amount]));
  const parts = partsOf(amountMicros, weights);
  if (parts.length === 0) {
    const account = accounts.suspense(`recipe:${cell.recipe}`);
    return [{ ...lineOf(cell, side, amountMicros), account, basis: 'NO_SOURCE' }];
  }
  return parts.flatMap((part) => {
    const source = sources.get(part.id);
    if (source === undefined || source.usageMs === 0n) return [];
    const step = { cell, side, source, usagePpm: usagePpm.get(part.id) ?? 0n, ground };
    return sourceLines({ ...step, amountMicros: part.amount });
  });
}

/** Shares out what one cell earned: over the four sides of the tariff, then down to the owners. */
export function allocateCell(cell: Cell, ground: CellGround): CellLine[] {
  const usage = ground.recipes.get(cell.recipe);
  if (usage === undefined) {
    const account = accounts.suspense(`recipe:${cell.recipe}`);
    return [{ ...lineOf(cell, null, cell.amountMicros), account, basis: 'NO_RECIPE' }];
  }
  const { tariff } = ground;
  const weights = [
    { id: 'MASTER', weight: tariff.masterPpm },
    { id: 'COMPOSITION', weight: tariff.compositionPpm },
    { id: 'REMIXER', weight: tariff.remixerPpm },
    { id: 'PLATFORM', weight: tariff.platformPpm },
  ] as const;
  const amounts = new Map(partsOf(cell.amountMicros, weights).map((part) => [part.id, part.amount]));
  return weights
    .filter((side) => side.weight > 0n)
    .flatMap(({ id }) => {
      const amount = amounts.get(id) ?? 0n;
      if (id === 'REMIXER') return [remixerLine(cell, usage, amount)];
      if (id === 'PLATFORM')
        return [{ ...lineOf(cell, id, amount), account: accounts.platform, basis: 'PLATFORM' as const }];
      return sideLines(cell, id, usage, amount, ground);
    });
}
