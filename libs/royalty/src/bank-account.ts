import { electronicFormatIBAN, isSEPACountry, isValidBIC, isValidIBAN } from 'ibantools';
import type { Brand } from './brand.ts';
import { accepted, refused } from './result.ts';
import type { Parsed } from './result.ts';

/** Account number, ISO 13616: country, two check digits, the national number; capitals, no spaces. */
export type Iban = Brand<string, 'Iban'>;
/** Bank, ISO 9362: eight or eleven characters. */
export type Bic = Brand<string, 'Bic'>;

/**
 * Reads an IBAN as people write it, with spaces or hyphens and in any case. The country's length and structure are
 * checked (the SWIFT IBAN registry, by `ibantools`), and the check digits: rotated by four, letters as 10 to 35, the
 * number leaves 1 when divided by 97 (ISO 13616-1 §6, ISO/IEC 7064 MOD 97-10).
 */
export function parseIban(text: string): Parsed<Iban, 'IBAN_FORMAT' | 'IBAN_CHECK'> {
  const value = electronicFormatIBAN(text.slice(0, 100)) ?? '';
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(value))
    return refused('IBAN_FORMAT', 'An IBAN is a country, two digits and 11 to 30 letters and digits.');
  if (mod97(value) !== 1)
    return refused('IBAN_CHECK', 'The check digits of this IBAN do not match: something is mistyped.');
  if (!isValidIBAN(value))
    return refused('IBAN_FORMAT', `This is no account number as ${value.slice(0, 2)} has them.`);
  return accepted(value as Iban);
}

function mod97(iban: string): number {
  let rest = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4))
    for (const digit of String(Number.parseInt(character, 36))) rest = (rest * 10 + Number(digit)) % 97;
  return rest;
}

/** Reads a BIC (ISO 9362:2022) in any case. */
export function parseBic(text: string): Parsed<Bic, 'BIC_FORMAT'> {
  const value = text.replaceAll(/\s/g, '').toUpperCase();
  if (isValidBIC(value)) return accepted(value as Bic);
  return refused('BIC_FORMAT', 'A BIC is eight or eleven letters and digits, such as COBADEFFXXX.');
}

/** Whether banks of the account's country take SEPA credit transfers (EPC409-09). */
export const isSepaAccount = (iban: Iban): boolean => isSEPACountry(iban.slice(0, 2));

/** An account number as it may be shown again: an IBAN's first and last four characters, of others the last ones. */
export function maskAccount(account: string, isIban: boolean): string {
  const plain = account.replaceAll(/[^A-Za-z0-9]/g, '');
  if (isIban) return `${plain.slice(0, 4)} •••• ${plain.slice(-4)}`;
  return `•••• ${plain.length >= 8 ? plain.slice(-4) : plain.slice(-2)}`;
}
