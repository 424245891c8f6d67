import { cellKey } from '../allocation.pool.ts';
import type { ListenerPlays, PlayCount } from '../allocation.types.ts';
import { micros } from '../quantity.ts';
import type { PlayLeaf, VoidLeaf } from './leaf.ts';

/** What is counted of a leaf. */
export type CountedLeaf = Omit<PlayLeaf, 't' | 'c'>;

const poolKey = (period: string, tariff: number): string => `${period}\u0000${tariff}`;

interface Cell {
  readonly count: PlayCount;
  /** Plays that are counted. */
  counted: bigint;
  /** Plays of an earlier period that are taken back. */
  taken: bigint;
}

/** Plays by recipe, territory and original period. */
class Cells {
  readonly #cells = new Map<string, Cell>();

  add({ recipe, territory, late }: CountedLeaf, counted: bigint, taken: bigint): void {
    const count = { recipe, territory, plays: 0n, ...(late !== undefined && { originalPeriod: late }) };
    const key = cellKey(count);
    const cell = this.#cells.get(key) ?? { count, counted: 0n, taken: 0n };
    this.#cells.set(key, cell);
    cell.counted += counted;
    cell.taken += taken;
  }

  /** A cell of which nothing is left is none; one whose plays are evened out by what is taken back is stated. */
  get counts(): PlayCount[] {
    return [...this.#cells.values()].flatMap(({ count, counted, taken }) =>
      counted === 0n && taken === 0n ? [] : [{ ...count, plays: counted - taken }],
    );
  }
}

/** The plays of one pool: all of them, and those of each listener where leaves name listeners. */
class PoolPlays {
  readonly all = new Cells();
  /** Those that no listener is named for. */
  readonly unnamed = new Cells();
  readonly listeners = new Map<string, Cells>();

  add(leaf: CountedLeaf, counted: bigint, taken: bigint): void {
    this.all.add(leaf, counted, taken);
    if (leaf.listener === undefined) return this.unnamed.add(leaf, counted, taken);
    const cells = this.listeners.get(leaf.listener) ?? new Cells();
    this.listeners.set(leaf.listener, cells);
    cells.add(leaf, counted, taken);
  }
}

/**
 * Counts the leaves of the plays log. What it keeps grows with recipes, territories and, under tariffs that are shared
 * out by listener, with listeners; not with plays.
 */
export class PlayTally {
  readonly #pools = new Map<string, PoolPlays>();
  readonly #tariffs = new Map<string, Set<number>>();
  /** Late plays and those of named listeners, by commitment: a void names no more of them than that. */
  readonly #special = new Map<string, PlayLeaf>();

  /** A leaf, as it is read. */
  read(leaf: PlayLeaf | VoidLeaf): void {
    if (leaf.t === 'void') return this.#takeBack(leaf);
    if (leaf.late !== undefined || leaf.listener !== undefined) this.#special.set(leaf.c, leaf);
    this.add(leaf, 1n);
  }

  /** A number of plays that are alike, and of plays of an earlier period that are taken back. */
  add(leaf: CountedLeaf, counted: bigint, taken = 0n): void {
    const key = poolKey(leaf.period, leaf.tariff);
    const pool = this.#pools.get(key) ?? new PoolPlays();
    this.#pools.set(key, pool);
    this.#tariffs.set(leaf.period, (this.#tariffs.get(leaf.period) ?? new Set<number>()).add(leaf.tariff));
    pool.add(leaf, counted, taken);
  }

  /** In its own period a play is as if it had never been; in a later one it is a play less, of the period that paid it. */
  #takeBack({ c, of, ...leaf }: VoidLeaf): void {
    const play = this.#special.get(c);
    if (leaf.period === of) this.add({ ...leaf, late: play?.late, listener: play?.listener }, -1n);
    else this.add({ ...leaf, late: of }, 0n, 1n);
  }

  /** Plays of one pool. */
  of(period: string, tariff: number): PlayCount[] {
    return this.#pools.get(poolKey(period, tariff))?.all.counts ?? [];
  }

  /**
   * What each listener paid and heard. Plays of whoever paid nothing are counted and give nothing.
   * @param payments by listener.
   */
  byListener(period: string, tariff: number, payments: ReadonlyMap<string, bigint>): ListenerPlays[] {
    const pool = this.#pools.get(poolKey(period, tariff)) ?? new PoolPlays();
    const names = new Set([...payments.keys(), ...pool.listeners.keys()]);
    const named = [...names].map((listener) => ({
      listener,
      amountMicros: micros(payments.get(listener) ?? 0n),
      plays: pool.listeners.get(listener)?.counts ?? [],
    }));
    return [...named, { listener: '', amountMicros: micros(0n), plays: pool.unnamed.counts }];
  }

  /** Versions of the tariffs under which plays of a period were counted, from the oldest on. */
  tariffsOf(period: string): number[] {
    return [...(this.#tariffs.get(period) ?? [])].sort((a, b) => a - b);
  }
}
