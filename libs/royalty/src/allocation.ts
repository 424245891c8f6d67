import { allocateCell } from './allocation.cell.ts';
import type { Cell, CellGround } from './allocation.cell.ts';
import { accounts } from './account.ts';
import { sharePool } from './allocation.pool.ts';
import type { Counted } from './allocation.pool.ts';
import type {
  Allocation,
  AllocationLine,
  CellLine,
  PeriodInput,
  RecipeUsage,
  SourceRights,
} from './allocation.types.ts';
import type { CellSplit } from './allocation.split.ts';
import { micros } from './quantity.ts';
import type { Tariff } from './tariff.ts';

const UNPLAYED: CellLine = {
  recipe: null,
  recordingId: null,
  isrc: null,
  subjectId: null,
  side: null,
  territory: null,
  originalPeriod: null,
  partyId: null,
  account: accounts.suspense('unplayed'),
  basis: 'NO_PLAY',
  plays: 0n,
  usageMs: 0n,
  usagePpm: 0n,
  sharePpm: 0n,
  amountMicros: micros(0n),
};

export const tariffName = ({ id, version }: Tariff): string => `${id}@${version}`;

/** The line of the money that nobody's plays have a claim on: the last of an allocation, and only when there is some. */
export const unplayedLine = (tariff: Tariff, amountMicros: bigint): AllocationLine => ({
  ...UNPLAYED,
  amountMicros: micros(amountMicros),
  tariff: tariffName(tariff),
});

/** The same as a split, at the place after the last cell. */
export const unplayedSplit = (place: number, line: number, amountMicros: bigint): CellSplit => ({
  ways: [UNPLAYED],
  cells: [place],
  lines: [line],
  amounts: [amountMicros],
});

function groundOf(
  tariff: Tariff,
  recipes: Iterable<RecipeUsage>,
  rights: Iterable<SourceRights>,
): CellGround {
  const byRecipe = new Map<string, RecipeUsage>();
  for (const usage of recipes) {
    if (byRecipe.has(usage.recipe)) throw new RangeError(`${usage.recipe} is given twice`);
    byRecipe.set(usage.recipe, usage);
  }
  const byKey = new Map<string, SourceRights[]>();
  for (const right of rights) {
    const key = `${right.recordingId} ${right.territory}`;
    const before = byKey.get(key);
    if (before === undefined) byKey.set(key, [right]);
    else before.push(right);
  }
  const rightsOf: CellGround['rightsOf'] = (recordingId, territory) =>
    byKey.get(`${recordingId} ${territory}`) ?? [];
  return { tariff, recipes: byRecipe, rightsOf };
}

export interface CellBatch {
  readonly tariff: Tariff;
  /** In the order of `cellKey`, each with what it earned. */
  readonly cells: readonly Cell[];
  readonly recipes: Iterable<RecipeUsage>;
  /** Of at least these cells' sources in their territories. */
  readonly rights: Iterable<SourceRights>;
}

/**
 * Shares out what some cells earned. The lines of all cells of a pool, in their order and in batches of any size, one
 * batch after the other, are those of `apportionPeriod`.
 * @throws RangeError when a recipe is given twice.
 */
export function allocateCells({ tariff, cells, recipes, rights }: CellBatch): AllocationLine[] {
  const ground = groundOf(tariff, recipes, rights);
  const name = tariffName(tariff);
  return cells.flatMap((cell) => allocateCell(cell, ground).map((line) => ({ ...line, tariff: name })));
}

/**
 * Shares out one pool of one (period, currency, tariff), once, over counted plays: pool, then recipe and territory
 * by plays, then side by the tariff, then source by milliseconds used, then work, then owner by ppm. Each step is
 * `apportion`, so the lines sum to the pool exactly and do not depend on the order of any input list. What is
 * uncleared, unclaimed or overclaimed goes to suspense, what is disputed is held; nothing goes to somebody else.
 * Under a tariff per play a voided play of an earlier period (a negative count) takes back what a play pays; of a
 * funded pool, which was given out, it takes nothing.
 * @throws RangeError on negative counts without an original period, something given twice, or a pool that is not of
 * the tariff's kind.
 */
export function apportionPeriod(input: PeriodInput): Allocation {
  const { tariff } = input;
  if (input.pool.kind !== tariff.kind)
    throw new RangeError(`a ${tariff.kind} tariff needs a ${tariff.kind} pool`);
  const policies = new Map(input.recipes.map(({ recipe, policy }) => [recipe, policy]));
  const pays = (cell: Counted): boolean => policies.get(cell.recipe) !== 'REPORT_USAGE';
  const pooled = sharePool(input, pays);
  const cells = [...pooled.cells]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, cell]) => ({ ...cell, amountMicros: pooled.amounts.get(key) ?? 0n }));
  const lines = allocateCells({ tariff, cells, recipes: input.recipes, rights: input.rights });
  if (pooled.unplayedMicros !== 0n) lines.push(unplayedLine(tariff, pooled.unplayedMicros));
  const sum = lines.reduce((total, line) => total + line.amountMicros, 0n);
  if (sum !== pooled.poolMicros)
    throw new RangeError(`lines sum to ${sum}, the pool is ${pooled.poolMicros}`);
  return {
    currency: tariff.currency,
    tariffId: tariff.id,
    tariffVersion: tariff.version,
    poolMicros: micros(pooled.poolMicros),
    lines,
  };
}
