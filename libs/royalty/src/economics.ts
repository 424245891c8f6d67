import { apportionPeriod } from './allocation.ts';
import { POOL_SIDES } from './allocation.types.ts';
import type { AllocationLine, PoolSide, RecipeUsage, SourceRights } from './allocation.types.ts';
import { apportion } from './apportion.ts';
import type { PartyId } from './catalogue.types.ts';
import type { Currency } from './currency.ts';
import { WHOLE_PPM, ZERO_MICROS, micros } from './quantity.ts';
import type { MicroUnits } from './quantity.ts';
import { accepted, refused } from './result.ts';
import type { Parsed } from './result.ts';
import type { Tariff } from './tariff.ts';
import type { Territory } from './territory.ts';

/** Plays over which the parts are reckoned, so that parts of a micro-unit per play are not lost. */
export const ECONOMICS_PLAYS = 1_000_000n;

export interface EconomicsInput {
  readonly tariff: Tariff;
  readonly usage: RecipeUsage;
  readonly rights: readonly SourceRights[];
  readonly territory: Territory;
  /** Needed where the tariff does not fix what a play pays: last period's average, say. */
  readonly assumedPerPlayMicros?: MicroUnits;
}

export interface EconomicsPart {
  /** Of one million plays. Divided by a million it is what one play pays, in micro-units. */
  readonly perMillionMicros: MicroUnits;
  /** Of what a play pays; the parts of one list sum to a million. */
  readonly playPpm: bigint;
}

export interface Economics {
  readonly currency: Currency;
  readonly perPlayMicros: MicroUnits;
  readonly isAssumed: boolean;
  /** Always the four, in the order master, composition, remixer, platform. */
  readonly sides: readonly (EconomicsPart & { readonly side: PoolSide })[];
  /** Every party that is paid, largest first. */
  readonly parties: readonly (EconomicsPart & { readonly partyId: PartyId })[];
  /** What is not paid to anybody yet: suspense and held. */
  readonly withheld: EconomicsPart;
  readonly lines: readonly (EconomicsPart & { readonly line: AllocationLine })[];
}

/** Adds each part's ppm of the whole list. */
function withPpm<T>(entries: readonly { readonly of: T; readonly amount: bigint }[]): (T & EconomicsPart)[] {
  const weights = entries.map(({ amount }, index) => ({
    id: String(index).padStart(8, '0'),
    weight: amount,
  }));
  const shared = apportion(WHOLE_PPM, weights);
  const parts = shared.ok ? shared.parts : [];
  return entries.map(({ of, amount }, index) => ({
    ...of,
    perMillionMicros: micros(amount),
    playPpm: parts[index]?.amount ?? 0n,
  }));
}

const total = (lines: readonly AllocationLine[]): bigint =>
  lines.reduce((sum, line) => sum + line.amountMicros, 0n);

const isPaid = (line: AllocationLine): boolean => line.basis === 'SHARE' || line.basis === 'REMIX';

function byParty(lines: readonly AllocationLine[]): { of: { partyId: PartyId }; amount: bigint }[] {
  const amounts = new Map<PartyId, bigint>();
  for (const line of lines) {
    if (line.partyId === null || !isPaid(line)) continue;
    amounts.set(line.partyId, (amounts.get(line.partyId) ?? 0n) + line.amountMicros);
  }
  return [...amounts]
    .sort(([a, x], [b, y]) => (x > y ? -1 : x < y ? 1 : a < b ? -1 : 1))
    .map(([partyId, amount]) => ({ of: { partyId }, amount }));
}

/**
 * What a play of a recipe pays to whom, by the very code that closes a period, run over one million plays.
 * @returns `RATE_NOT_FIXED` when neither the tariff nor the caller says what a play pays.
 */
export function economics(input: EconomicsInput): Parsed<Economics, 'RATE_NOT_FIXED'> {
  const { tariff, usage, territory } = input;
  const perPlayMicros = tariff.kind === 'PER_PLAY' ? tariff.perPlayMicros : input.assumedPerPlayMicros;
  if (perPlayMicros === undefined)
    return refused('RATE_NOT_FIXED', 'What a play pays is known when the period closes.');
  const { lines } = apportionPeriod({
    tariff: { ...tariff, kind: 'PER_PLAY', perPlayMicros },
    pool: { kind: 'PER_PLAY', plays: [{ recipe: usage.recipe, territory, plays: ECONOMICS_PLAYS }] },
    recipes: [usage],
    rights: input.rights,
  });
  const parties = withPpm<{ readonly partyId: PartyId | null }>([
    ...byParty(lines),
    {
      of: { partyId: null },
      amount: total(lines.filter((line) => !isPaid(line) && line.basis !== 'PLATFORM')),
    },
    { of: { partyId: null }, amount: total(lines.filter((line) => line.basis === 'PLATFORM')) },
  ]);
  const withheld = parties.at(-2) ?? { perMillionMicros: ZERO_MICROS, playPpm: 0n };
  return accepted({
    currency: tariff.currency,
    perPlayMicros,
    isAssumed: tariff.kind !== 'PER_PLAY',
    sides: withPpm(
      POOL_SIDES.map((side) => ({ of: { side }, amount: total(lines.filter((line) => line.side === side)) })),
    ),
    parties: parties.flatMap(({ partyId, ...part }) => (partyId === null ? [] : [{ partyId, ...part }])),
    withheld: { perMillionMicros: withheld.perMillionMicros, playPpm: withheld.playPpm },
    lines: withPpm(lines.map((line) => ({ of: { line }, amount: line.amountMicros }))),
  });
}
