import {
  mod37of36,
  iswcCheckDigit,
  ipiCheckDigits,
  gtinCheckDigit,
} from '../../../libs/royalty/src/check-characters.ts';

const padded = (serial: number, length: number): string => String(serial).padStart(length, '0');

/** Identifiers of invented things, each with the check characters of its standard. */
export const isrcOf = (serial: number): string => `QZFLI${padded(serial, 7)}`;

export function iswcOf(serial: number): string {
  const digits = padded(800_000_000 + serial, 9);
  return `T${digits}${iswcCheckDigit(digits)}`;
}

export function ipiOf(serial: number): string {
  const digits = padded(700_000_000 + serial, 9);
  return digits + ipiCheckDigits(digits);
}

export function icpnOf(serial: number): string {
  const digits = `19${padded(serial, 9)}`;
  return digits + gtinCheckDigit(digits);
}

export function gridOf(serial: number): string {
  const body = `A12425G${padded(serial, 10)}`;
  return body + mod37of36(body);
}
