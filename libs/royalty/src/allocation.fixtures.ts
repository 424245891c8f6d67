import { apportionPeriod } from './allocation.ts';
import type {
  Allocation,
  PeriodInput,
  PlayCount,
  RecipeUsage,
  RightsShare,
  SourceRights,
} from './allocation.types.ts';
import type { RightSide } from './catalogue.types.ts';
import type { Currency } from './currency.ts';
import type { Isrc } from './identifiers.ts';
import { WHOLE_PPM, micros, ppm } from './quantity.ts';
import type { PerPlayTariff } from './tariff.ts';
import type { Territory } from './territory.ts';

export const fr = 'FR' as Territory;
export const us = 'US' as Territory;

export const tariffOf = (
  perPlay: bigint,
  [m, c, r, p]: readonly [number, number, number, number],
): PerPlayTariff => ({
  id: 'standard',
  version: 1,
  kind: 'PER_PLAY',
  currency: 'EUR' as Currency,
  perPlayMicros: micros(perPlay),
  masterPpm: ppm(m),
  compositionPpm: ppm(c),
  remixerPpm: ppm(r),
  platformPpm: ppm(p),
  minimumMs: 30_000,
  dailyCap: 50,
});
export const standard = tariffOf(4001n, [500_000, 150_000, 250_000, 100_000]);

export const owned = (shareId: string, parts: number, disputeId: string | null = null): RightsShare => ({
  shareId,
  partyId: `party-${shareId}`,
  ppm: ppm(parts),
  disputeId,
});
export const rightsOf = (
  side: RightSide,
  shares: readonly RightsShare[],
  more: Partial<SourceRights> = {},
): SourceRights => ({
  recordingId: 'rec',
  territory: fr,
  side,
  subjectId: side === 'MASTER' ? 'rec' : 'work',
  splitPpm: WHOLE_PPM,
  isCleared: true,
  shares,
  ...more,
});
export const usage: RecipeUsage = {
  recipe: 'r1',
  remixerId: 'remixer',
  policy: 'MONETISE',
  sources: [{ recordingId: 'rec', isrc: 'USSM19803037' as Isrc, usageMs: 60_000n }],
};
export const plays = (count: bigint, more: Partial<PlayCount> = {}): PlayCount => ({
  recipe: 'r1',
  territory: fr,
  plays: count,
  ...more,
});
export const whole = [
  rightsOf('MASTER', [owned('a', 1_000_000)]),
  rightsOf('COMPOSITION', [owned('w', 1_000_000)]),
];

export const period = (more: Partial<PeriodInput> & { counts?: readonly PlayCount[] } = {}): Allocation =>
  apportionPeriod({
    tariff: standard,
    pool: { kind: 'PER_PLAY', plays: more.counts ?? [plays(1000n)] },
    recipes: [usage],
    rights: whole,
    ...more,
  });

export const byAccount = (allocation: Allocation): Record<string, bigint> => {
  const sums: Record<string, bigint> = {};
  for (const line of allocation.lines) sums[line.account] = (sums[line.account] ?? 0n) + line.amountMicros;
  return sums;
};
export const total = (allocation: Allocation) =>
  allocation.lines.reduce((sum, line) => sum + line.amountMicros, 0n);
