import { minorUnitDigits } from './currency.ts';
import type { Currency } from './currency.ts';

const MICRO_DIGITS = 6;

/**
 * Rounds a number of micro-units to a number of decimals, half to even (IEEE 754 §4.3.1), and returns it in units
 * of the last decimal: 1,005,000 at 2 decimals is 100.
 */
export function roundMicros(amountMicros: bigint, decimals: number): bigint {
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > MICRO_DIGITS)
    throw new RangeError('decimals must be 0 to 6');
  const unit = 10n ** BigInt(MICRO_DIGITS - decimals);
  const negative = amountMicros < 0n;
  const magnitude = negative ? -amountMicros : amountMicros;
  const floor = magnitude / unit;
  const twice = (magnitude % unit) * 2n;
  const up = twice > unit || (twice === unit && floor % 2n === 1n);
  const rounded = floor + (up ? 1n : 0n);
  return negative ? -rounded : rounded;
}

/**
 * An amount for a person to read: `12.34 EUR`. For display only, never for the ledger.
 * @param decimals those of the currency's minor unit if left out; up to 6.
 */
export function formatMicros(
  amountMicros: bigint,
  currency: Currency,
  decimals: number = minorUnitDigits(currency),
): string {
  const rounded = roundMicros(amountMicros, decimals);
  const digits = String(rounded < 0n ? -rounded : rounded).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = decimals === 0 ? '' : `.${digits.slice(-decimals)}`;
  return `${rounded < 0n ? '-' : ''}${whole}${fraction} ${currency}`;
}
