import { micros, minorUnitDigits } from '@flipside/royalty';
import type { Currency, MicroUnits } from '@flipside/royalty';
import type { Config } from '../../platform/config/config.ts';

/** From how much on the instance pays, where the payee chose nothing: 10, or 1,000 of a currency without decimals. */
export function usualThreshold(currency: Currency, { payouts }: Pick<Config, 'payouts'>): MicroUnits {
  const whole = minorUnitDigits(currency) === 0 ? 1_000n : 10n;
  return payouts.thresholds.get(currency) ?? micros(whole * 1_000_000n);
}
