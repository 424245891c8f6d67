import type { FundedTariff } from '../../../modules/royalty/index.ts';

export const presentPools = (tariffs: readonly FundedTariff[]) => ({
  items: tariffs.map(({ version, plays, totalMicros, listeners, pools, ...tariff }) => ({
    ...tariff,
    tariff: version,
    plays: String(plays),
    totalMicros: String(totalMicros),
    listeners: String(listeners),
    pools: pools.map((pool) => ({
      ...pool,
      amountMicros: String(pool.amountMicros),
      createdAt: pool.createdAt.toISOString(),
    })),
  })),
});
