import type { ListenerPlays, PeriodInput, PlayCount } from './allocation.types.ts';
import type { Cell } from './allocation.cell.ts';
import { apportion } from './apportion.ts';
import { poolForPlays } from './tariff.ts';

export type Counted = Omit<Cell, 'amountMicros'>;
type Pays = (cell: Counted) => boolean;

/** What a cell is known by, and what cells are sorted by: by UTF-16 code unit, a cell without origin first. */
export const cellKey = (of: {
  readonly recipe: string;
  readonly territory: string;
  readonly originalPeriod?: string | null;
}): string => [of.recipe, of.territory, of.originalPeriod ?? ''].join('\u0000');

/**
 * Adds up the plays of equal (recipe, territory, original period), whatever order they came in. Voids of plays that an
 * earlier period paid are negative counts that name that period.
 */
function countCells(counts: Iterable<PlayCount>): Map<string, Counted> {
  const cells = new Map<string, Counted>();
  for (const count of counts) {
    if (count.plays < 0n && count.originalPeriod === undefined)
      throw new RangeError('plays must not be negative, but for those of an earlier period that were voided');
    const key = cellKey(count);
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

export interface Pooled {
  readonly poolMicros: bigint;
  readonly cells: ReadonlyMap<string, Counted>;
  readonly amounts: ReadonlyMap<string, bigint>;
  /** Money that nobody's plays have a claim on. */
  readonly unplayedMicros: bigint;
}

/** One pot over cells by plays; plays that are only reported have no weight, and neither have voided ones. */
function shareByPlays(
  poolMicros: bigint,
  cells: ReadonlyMap<string, Counted>,
  weightOf: (cell: Counted) => bigint,
): Pick<Pooled, 'amounts' | 'unplayedMicros'> {
  const weights = [...cells].map(([id, cell]) => {
    const weight = weightOf(cell);
    return { id, weight: weight > 0n ? weight : 0n };
  });
  const shared = apportion(poolMicros, weights);
  if (!shared.ok) return { amounts: new Map(), unplayedMicros: poolMicros };
  return { amounts: new Map(shared.parts.map((part) => [part.id, part.amount])), unplayedMicros: 0n };
}

function add(to: Map<string, bigint>, amounts: ReadonlyMap<string, bigint>, sign = 1n): void {
  for (const [key, amount] of amounts) to.set(key, (to.get(key) ?? 0n) + sign * amount);
}

function shareByListeners(listeners: readonly ListenerPlays[], pays: Pays): Pooled {
  const amounts = new Map<string, bigint>();
  let poolMicros = 0n;
  let unplayedMicros = 0n;
  for (const listener of listeners) {
    poolMicros += listener.amountMicros;
    const shared = shareByPlays(listener.amountMicros, countCells(listener.plays), (cell) =>
      pays(cell) ? cell.plays : 0n,
    );
    unplayedMicros += shared.unplayedMicros;
    add(amounts, shared.amounts);
  }
  const cells = countCells(listeners.flatMap((listener) => listener.plays));
  return { poolMicros, cells, amounts, unplayedMicros };
}

/** What was played is paid, and what was voided is taken back, each as a pot of its own at the rate of a play. */
function sharePerPlay(input: PeriodInput, counts: readonly PlayCount[], pays: Pays): Pooled {
  const { tariff } = input;
  if (tariff.kind !== 'PER_PLAY') throw new RangeError('a pool per play needs a tariff per play');
  const cells = countCells(counts);
  const amounts = new Map<string, bigint>();
  let poolMicros = 0n;
  for (const sign of [1n, -1n]) {
    const weightOf = (cell: Counted): bigint =>
      pays(cell) && sign * cell.plays > 0n ? sign * cell.plays : 0n;
    const plays = [...cells.values()].reduce((sum, cell) => sum + weightOf(cell), 0n);
    const pool = poolForPlays(tariff, plays);
    poolMicros += sign * pool;
    add(amounts, shareByPlays(pool, cells, weightOf).amounts, sign);
  }
  return { poolMicros, cells, amounts, unplayedMicros: 0n };
}

/** What each cell of a period earned, by the kind of pool. */
export function sharePool(input: PeriodInput, pays: Pays): Pooled {
  const { pool } = input;
  if (pool.kind === 'USER_CENTRIC') return shareByListeners(pool.listeners, pays);
  if (pool.kind === 'PER_PLAY') return sharePerPlay(input, pool.plays, pays);
  const cells = countCells(pool.plays);
  const shared = shareByPlays(pool.poolMicros, cells, (cell) => (pays(cell) ? cell.plays : 0n));
  return { poolMicros: pool.poolMicros, cells, ...shared };
}
