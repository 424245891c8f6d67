const MICROS = 1_000_000n;
const CENT = 10_000n;

/** An amount in micro-units as the API writes it: a whole number in a string, or already parsed. */
export type Micros = bigint | string;

export function toMicros(amount: Micros): bigint {
  return typeof amount === 'bigint' ? amount : BigInt(amount);
}

function grouped(whole: bigint): string {
  return whole.toString().replace(/\B(?=(\d{3})+$)/g, ',');
}

/**
 * An amount of micro-units in decimals: six for a single play or line, two for a total. Two decimals round half away
 * from zero, once, here. Never passes through a float.
 */
export function formatMicros(amount: Micros, decimals: 2 | 6): string {
  const value = toMicros(amount);
  const magnitude = value < 0n ? -value : value;
  const unit = decimals === 6 ? 1n : CENT;
  const rounded = ((magnitude + unit / 2n) / unit) * unit;
  const fraction = (rounded % MICROS).toString().padStart(6, '0').slice(0, decimals);
  return `${value < 0n && rounded > 0n ? '−' : ''}${grouped(rounded / MICROS)}.${fraction}`;
}

/** Decimals of a total: two, unless it is less than a cent and they would make nothing of it. */
export function totalDecimals(amount: Micros): 2 | 6 {
  const value = toMicros(amount);
  return value !== 0n && value > -CENT && value < CENT ? 6 : 2;
}

const SYMBOLS: Record<string, string> = { EUR: '€', USD: '$', GBP: '£', JPY: '¥' };

/** The sign that stands before an amount; a currency without one is written by its code. */
export function currencySign(currency: string): string {
  return SYMBOLS[currency] ?? `${currency} `;
}

/** Shares in parts per million as a percentage with two decimals, half away from zero. */
export function formatPpm(ppm: number, decimals: 0 | 2 = 2): string {
  const hundredths = Math.round(ppm / (decimals === 2 ? 100 : 10_000));
  return decimals === 2
    ? `${Math.trunc(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')} %`
    : `${hundredths} %`;
}
