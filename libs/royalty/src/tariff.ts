import { refused, accepted } from './result.ts';
import type { Parsed } from './result.ts';
import type { Currency } from './currency.ts';
import type { MicroUnits, Ppm } from './quantity.ts';
import { WHOLE_PPM } from './quantity.ts';

interface TariffTerms {
  readonly id: string;
  readonly version: number;
  readonly currency: Currency;
  readonly masterPpm: Ppm;
  readonly compositionPpm: Ppm;
  readonly remixerPpm: Ppm;
  readonly platformPpm: Ppm;
  /** What must be heard for a play to count. */
  readonly minimumMs: number;
  /** Plays that count per device, recipe and day. */
  readonly dailyCap: number;
}

export interface PerPlayTariff extends TariffTerms {
  readonly kind: 'PER_PLAY';
  readonly perPlayMicros: MicroUnits;
}

/** One pool, shared by plays. */
export interface ProRataTariff extends TariffTerms {
  readonly kind: 'PRO_RATA';
}

/** What each listener paid is shared by what that listener heard. */
export interface UserCentricTariff extends TariffTerms {
  readonly kind: 'USER_CENTRIC';
}

export type Tariff = PerPlayTariff | ProRataTariff | UserCentricTariff;

export type TariffFault =
  | 'TARIFF_VERSION'
  | 'TARIFF_SPLIT_NOT_WHOLE'
  | 'TARIFF_RATE_NOT_POSITIVE'
  | 'TARIFF_MINIMUM'
  | 'TARIFF_DAILY_CAP';

/**
 * Checks the rules of a tariff that span its fields.
 * @returns the tariff, or the first rule it breaks.
 */
export function validateTariff<T extends Tariff>(tariff: T): Parsed<T, TariffFault> {
  const split = tariff.masterPpm + tariff.compositionPpm + tariff.remixerPpm + tariff.platformPpm;
  if (!Number.isSafeInteger(tariff.version) || tariff.version < 1)
    return refused('TARIFF_VERSION', 'The version of a tariff is a whole number from 1.');
  if (split !== WHOLE_PPM)
    return refused('TARIFF_SPLIT_NOT_WHOLE', `The four parts sum to ${split} ppm; they must sum to 1000000.`);
  if (tariff.kind === 'PER_PLAY' && tariff.perPlayMicros <= 0n)
    return refused('TARIFF_RATE_NOT_POSITIVE', 'A tariff per play names what one play pays, above zero.');
  if (!Number.isSafeInteger(tariff.minimumMs) || tariff.minimumMs < 1)
    return refused('TARIFF_MINIMUM', 'What must be heard is a whole number of milliseconds, above zero.');
  if (!Number.isSafeInteger(tariff.dailyCap) || tariff.dailyCap < 1)
    return refused('TARIFF_DAILY_CAP', 'The daily cap is a whole number of plays, above zero.');
  return accepted(tariff);
}

/** What a number of counted plays pays under a tariff per play. */
export function poolForPlays(tariff: PerPlayTariff, plays: bigint): MicroUnits {
  if (plays < 0n) throw new RangeError('plays must not be negative');
  return (tariff.perPlayMicros * plays) as MicroUnits;
}
