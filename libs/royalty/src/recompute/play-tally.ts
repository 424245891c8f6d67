import type { PlayCount } from '../allocation.types.ts';
import type { PlayLeaf } from './leaf.ts';

/** One pool's plays: counted by period and tariff, wherever they stand in the log. */
const poolKey = (period: string, tariff: number): string => `${period}\u0000${tariff}`;

/** Counts the leaves of the plays log. What it keeps grows with recipes and territories, not with plays. */
export class PlayTally {
  readonly #pools = new Map<string, Map<string, { count: PlayCount; plays: bigint }>>();
  readonly #tariffs = new Map<string, Set<number>>();

  add({ recipe, territory, tariff, period, late }: PlayLeaf, plays = 1n): void {
    const key = poolKey(period, tariff);
    const cells = this.#pools.get(key) ?? new Map<string, { count: PlayCount; plays: bigint }>();
    this.#pools.set(key, cells);
    this.#tariffs.set(period, (this.#tariffs.get(period) ?? new Set<number>()).add(tariff));
    const cell = [recipe, territory, late ?? ''].join('\u0000');
    const known = cells.get(cell);
    if (known !== undefined) {
      known.plays += plays;
      return;
    }
    const count = { recipe, territory, plays: 0n };
    cells.set(cell, { count: late === undefined ? count : { ...count, originalPeriod: late }, plays });
  }

  /** Plays of one pool, by recipe, territory and original period. */
  of(period: string, tariff: number): PlayCount[] {
    const cells = this.#pools.get(poolKey(period, tariff))?.values() ?? [];
    return [...cells].map(({ count, plays }) => ({ ...count, plays }));
  }

  /** Versions of the tariffs under which plays of a period were counted, from the oldest on. */
  tariffsOf(period: string): number[] {
    return [...(this.#tariffs.get(period) ?? [])].sort((a, b) => a - b);
  }
}
