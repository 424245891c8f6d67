const MICRO_DIGITS = 6;
const PERCENT_DIGITS = 4;

function shifted(value: bigint, digits: number): { sign: string; whole: string; fraction: string } {
  const text = String(value < 0n ? -value : value).padStart(digits + 1, '0');
  return { sign: value < 0n ? '-' : '', whole: text.slice(0, -digits), fraction: text.slice(-digits) };
}

/** Micro-units as a decimal number of the currency, exact and always with six decimals: -1,234,567 is `-1.234567`. */
export function decimalOfMicros(amountMicros: bigint): string {
  const { sign, whole, fraction } = shifted(amountMicros, MICRO_DIGITS);
  return `${sign}${whole}.${fraction}`;
}

/**
 * The micro-units that {@link decimalOfMicros} wrote.
 * @throws RangeError on anything but digits, a point and six digits.
 */
export function microsOfDecimal(text: string): bigint {
  const [, sign, whole, fraction] = /^(-?)(\d+)\.(\d{6})$/.exec(text) ?? [];
  if (whole === undefined || fraction === undefined) throw new RangeError(`${text} is not an amount`);
  const magnitude = BigInt(whole + fraction);
  return sign === '-' ? -magnitude : magnitude;
}

/** Parts per million as per cent, exact and without trailing zeros: 625,000 is `62.5`. */
export function percentOfPpm(ppm: bigint): string {
  const { sign, whole, fraction } = shifted(ppm, PERCENT_DIGITS);
  const digits = fraction.replace(/0+$/, '');
  return `${sign}${whole}${digits === '' ? '' : `.${digits}`}`;
}
