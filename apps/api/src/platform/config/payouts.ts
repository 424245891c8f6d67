import { micros, minorUnitDigits, parseBic, parseCurrency, parseIban } from '@flipside/royalty';
import type { Bic, Currency, Iban, MicroUnits, Parsed } from '@flipside/royalty';
import { z } from 'zod';

const by = <T>(parse: (text: string) => Parsed<T>) =>
  z.string().transform((text, context): T => {
    const parsed = parse(text);
    if (parsed.ok) return parsed.value;
    context.addIssue(parsed.message);
    return z.NEVER;
  });

export const payoutIban = by<Iban>(parseIban);
export const payoutBic = by<Bic>(parseBic);

/** `EUR:10, JPY:1500`: an amount in whole or decimal units of the currency. */
function parseThreshold(text: string): readonly [Currency, MicroUnits] | null {
  const [, code = '', whole = '', fraction = ''] =
    /^([A-Za-z]{3}):(\d{1,9})(?:\.(\d{1,6}))?$/.exec(text.trim()) ?? [];
  const currency = parseCurrency(code);
  if (!currency.ok || fraction.length > minorUnitDigits(currency.value)) return null;
  const amount = BigInt(whole + fraction.padEnd(6, '0'));
  return amount > 0n ? [currency.value, micros(amount)] : null;
}

/** From how much on is paid, by currency. */
export const payoutThresholds = z.string().transform((value, context) => {
  const thresholds = new Map<Currency, MicroUnits>();
  for (const text of value.split(',')) {
    const threshold = parseThreshold(text);
    if (threshold === null)
      context.addIssue(`"${text.trim()}" is not a currency and an amount, such as EUR:10`);
    else thresholds.set(...threshold);
  }
  return thresholds;
});
