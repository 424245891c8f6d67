/**
 * Reads a percentage in decimal digits into ppm, exactly: no float is involved. More than four decimals are cut off
 * after rounding half up at the fourth, which is one ppm.
 *
 * @returns `null` for what is not a number from 0 to 100, with a point or a comma.
 */
export function percentToPpm(text: string): number | null {
  const [, whole = '', decimals = ''] = /^(\d{1,3})(?:[.,](\d{1,18}))?$/.exec(text) ?? [];
  if (whole === '') return null;
  const kept = Number(`${whole}${decimals.slice(0, 4).padEnd(4, '0')}`);
  const value = kept + (Number(decimals[4] ?? '0') >= 5 ? 1 : 0);
  return value <= 1_000_000 ? value : null;
}

/** A fraction from 0 to 1 (`@HasMaxValueOfOne` of DDEX) into ppm. */
export function fractionToPpm(text: string): number | null {
  const [, whole = '', decimals = ''] = /^([01])(?:\.(\d{1,18}))?$/.exec(text) ?? [];
  if (whole === '') return null;
  const kept = Number(`${whole}${decimals.slice(0, 6).padEnd(6, '0')}`);
  const value = kept + (Number(decimals[6] ?? '0') >= 5 ? 1 : 0);
  return value <= 1_000_000 ? value : null;
}

/** ppm as people read them: `33.3333 %`, `50 %`. */
export function percentWords(ppm: number): string {
  const decimals = String(ppm % 10_000)
    .padStart(4, '0')
    .replace(/0+$/, '');
  return `${Math.floor(ppm / 10_000)}${decimals === '' ? '' : `.${decimals}`} %`;
}
