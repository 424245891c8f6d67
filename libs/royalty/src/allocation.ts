import { allocateCell, rightsKey } from './allocation.cell.ts';
import type { Cell, CellGround } from './allocation.cell.ts';
import { accounts } from './account.ts';
import type {
  Allocation,
  CellLine,
  PeriodInput,
  PlayCount,
  RecipeUsage,
  SourceRights,
} from './allocation.types.ts';
import { apportion } from './apportion.ts';
import { micros } from './quantity.ts';
import { poolForPlays } from './tariff.ts';

type Counted = Omit<Cell, 'amountMicros'>;

const keyOf = (count: PlayCount): string =>
  [count.recipe, count.territory, count.originalPeriod ?? ''].join('\u0000');

/** Adds up the plays of equal (recipe, territory, original period), whatever order they came in. */
function countCells(counts: Iterable<PlayCount>): Map<string, Counted> {
  const cells = new Map<string, Counted>();
  for (const count of counts) {
    if (count.plays < 0n) throw new RangeError('plays must not be negative');
    const key = keyOf(count);
    const before = cells.get(key);
    cells.set(key, {
      recipe: count.recipe,
      territory: count.territory,
      originalPeriod: count.originalPeriod ?? null,
      plays: (before?.plays ?? 0n) + count.plays,
    });
  }
  return cells;
}

interface Pooled {
  readonly poolMicros: bigint;
  readonly cells: ReadonlyMap<string, Counted>;
  readonly amounts: ReadonlyMap<string, bigint>;
  /** Money that nobody's plays have a claim on. */
  readonly unplayedMicros: bigint;
}

/** One pot over cells by plays; plays that are only reported have no weight. */
function shareByPlays(
  poolMicros: bigint,
  cells: ReadonlyMap<string, Counted>,
  pays: (cell: Counted) => boolean,
): Pick<Pooled, 'amounts' | 'unplayedMicros'> {
  const weights = [...cells].map(([id, cell]) => ({ id, weight: pays(cell) ? cell.plays : 0n }));
  const shared = apportion(poolMicros, weights);
  if (!shared.ok) return { amounts: new Map(), unplayedMicros: poolMicros };
  return { amounts: new Map(shared.parts.map((part) => [part.id, part.amount])), unplayedMicros: 0n };
}

function shareByListeners(
  pool: Extract<PeriodInput['pool'], { kind: 'USER_CENTRIC' }>,
  pays: (cell: Counted) => boolean,
): Pooled {
  const amounts = new Map<string, bigint>();
  let poolMicros = 0n;
  let unplayedMicros = 0n;
  for (const listener of pool.listeners) {
    poolMicros += listener.amountMicros;
    const shared = shareByPlays(listener.amountMicros, countCells(listener.plays), pays);
    unplayedMicros += shared.unplayedMicros;
    for (const [key, amount] of shared.amounts) amounts.set(key, (amounts.get(key) ?? 0n) + amount);
  }
  const cells = countCells(pool.listeners.flatMap((listener) => listener.plays));
  return { poolMicros, cells, amounts, unplayedMicros };
}

function sharePool(input: PeriodInput, pays: (cell: Counted) => boolean): Pooled {
  const { pool, tariff } = input;
  if (pool.kind === 'USER_CENTRIC') return shareByListeners(pool, pays);
  const cells = countCells(pool.plays);
  if (pool.kind === 'PRO_RATA') {
    return { poolMicros: pool.poolMicros, cells, ...shareByPlays(pool.poolMicros, cells, pays) };
  }
  if (tariff.kind !== 'PER_PLAY') throw new RangeError('a pool per play needs a tariff per play');
  const paying = [...cells.values()].filter(pays).reduce((sum, cell) => sum + cell.plays, 0n);
  const poolMicros = poolForPlays(tariff, paying);
  return { poolMicros, cells, ...shareByPlays(poolMicros, cells, pays) };
}

const unplayedLine = (amountMicros: bigint): CellLine => ({
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
  amountMicros: micros(amountMicros),
});

function groundOf(input: PeriodInput): CellGround {
  const recipes = new Map<string, RecipeUsage>();
  for (const usage of input.recipes) {
    if (recipes.has(usage.recipe)) throw new RangeError(`${usage.recipe} is given twice`);
    recipes.set(usage.recipe, usage);
  }
  const rights = new Map<string, SourceRights[]>();
  for (const right of input.rights) {
    const key = rightsKey(right);
    const before = rights.get(key);
    if (before === undefined) rights.set(key, [right]);
    else before.push(right);
  }
  return { tariff: input.tariff, recipes, rights };
}

/**
 * Shares out one pool of one (period, currency, tariff), once, over counted plays: pool, then recipe and territory
 * by plays, then side by the tariff, then source by milliseconds used, then work, then owner by ppm. Each step is
 * `apportion`, so the lines sum to the pool exactly and do not depend on the order of any input list. What is
 * uncleared, unclaimed or overclaimed goes to suspense, what is disputed is held; nothing goes to somebody else.
 * @throws RangeError on negative counts, something given twice, or a pool that is not of the tariff's kind.
 */
export function apportionPeriod(input: PeriodInput): Allocation {
  const { tariff } = input;
  if (input.pool.kind !== tariff.kind)
    throw new RangeError(`a ${tariff.kind} tariff needs a ${tariff.kind} pool`);
  const ground = groundOf(input);
  const pays = (cell: Counted): boolean => ground.recipes.get(cell.recipe)?.policy !== 'REPORT_USAGE';
  const pooled = sharePool(input, pays);
  const lines = [...pooled.cells]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, cell]) => allocateCell({ ...cell, amountMicros: pooled.amounts.get(key) ?? 0n }, ground));
  if (pooled.unplayedMicros !== 0n) lines.push(unplayedLine(pooled.unplayedMicros));
  const sum = lines.reduce((total, line) => total + line.amountMicros, 0n);
  if (sum !== pooled.poolMicros)
    throw new RangeError(`lines sum to ${sum}, the pool is ${pooled.poolMicros}`);
  return {
    currency: tariff.currency,
    tariffId: tariff.id,
    tariffVersion: tariff.version,
    poolMicros: micros(pooled.poolMicros),
    lines: lines.map((line) => ({ ...line, tariff: `${tariff.id}@${tariff.version}` })),
  };
}
