import { apportionInOrder, ListenerPool } from '@flipside/royalty';
import type { Tariff } from '@flipside/royalty';
import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { BulkTx } from '../../platform/database/database.ts';
import { ReckoningRepository } from './reckoning.repository.ts';
import type { HeardRow, Pool, UsageRow } from './reckoning.repository.ts';

/** What a cell is known by while a pool is shared out. */
export const cellKey = ({
  recipe,
  territory,
  late,
}: Pick<UsageRow, 'recipe' | 'territory' | 'late'>): string => [recipe, territory, late].join(' ').trimEnd();

/** What cells earned of a peer's pool, by what its logs say and as its close shares it out. */
@Injectable()
export class PoolShares {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ReckoningRepository) private readonly reckonings: ReckoningRepository,
  ) {}

  async shareOut(
    pool: Pool,
    kind: Exclude<Tariff['kind'], 'PER_PLAY'>,
    poolMicros: bigint,
  ): Promise<ReadonlyMap<string, bigint>> {
    return await this.database.bulk(async (client) => {
      const keys: string[] = [];
      const weights: bigint[] = [];
      for await (const page of this.reckonings.weights(client, pool))
        for (const { key, weight } of page) {
          keys.push(key.trimEnd());
          weights.push(BigInt(weight));
        }
      const parts =
        kind === 'PRO_RATA'
          ? apportionInOrder(poolMicros, BigInt64Array.from(weights))
          : await this.byListener(client, pool, keys);
      return new Map(keys.map((key, at) => [key, parts?.[at] ?? 0n]));
    });
  }

  /** Each listener's payment over what that listener heard; listeners are pseudonyms of one period. */
  private async byListener(client: BulkTx, pool: Pool, keys: readonly string[]): Promise<BigInt64Array> {
    const places = new Map(keys.map((key, at) => [key, at]));
    const shared = new ListenerPool(keys.length);
    let heard: HeardRow[] = [];
    const add = (): void => {
      const cells = heard.flatMap(({ key, plays }) => {
        const place = key === null ? undefined : places.get(key.trimEnd());
        return place === undefined ? [] : [{ place, plays: BigInt(plays ?? 0) }];
      });
      shared.add({
        amountMicros: BigInt(heard[0]?.amountMicros ?? 0),
        places: cells.map(({ place }) => place),
        plays: cells.map(({ plays }) => plays),
      });
      heard = [];
    };
    for await (const page of this.reckonings.heard(client, pool))
      for (const row of page) {
        if (heard[0] !== undefined && heard[0].listener !== row.listener) add();
        heard.push(row);
      }
    add();
    return shared.amounts;
  }
}
