import type { Brand } from './brand.ts';
import { accepted, refused } from './result.ts';
import type { Parsed } from './result.ts';

/** A currency, ISO 4217. */
export type Currency = Brand<string, 'Currency'>;

/** Decimals of the minor unit, ISO 4217 list one. */
const minorUnits: ReadonlyMap<string, number> = new Map([
  ...'AED ARS AUD BDT BRL CAD CHF CNY COP CRC CZK DKK DOP EGP EUR GBP GEL GHS GTQ HKD HUF IDR ILS INR JMD KES KZT LKR MAD MXN MYR NGN NOK NZD PEN PHP PKR PLN QAR RON RSD SAR SEK SGD THB TRY TWD TZS UAH USD UYU ZAR'
    .split(' ')
    .map((code) => [code, 2] as const),
  ...'CLP ISK JPY KRW PYG RWF UGX VND XAF XOF XPF'.split(' ').map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
]);

export const CURRENCIES: readonly Currency[] = [...minorUnits.keys()].sort().map((code) => code as Currency);

/** Reads a currency code that the ledger can keep. */
export function parseCurrency(text: string): Parsed<Currency, 'CURRENCY_UNKNOWN'> {
  const code = text.trim().toUpperCase();
  if (minorUnits.has(code)) return accepted(code as Currency);
  return refused('CURRENCY_UNKNOWN', `"${text}" is not an ISO 4217 currency that is kept here.`);
}

/** Decimals in which a currency is paid out: 2 for EUR, 0 for JPY. */
export function minorUnitDigits(currency: Currency): number {
  const digits = minorUnits.get(currency);
  if (digits === undefined) throw new RangeError(`${currency} was not parsed`);
  return digits;
}
