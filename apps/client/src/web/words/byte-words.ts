const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** A size in decimal units, as file managers write it: at most one decimal, and only under ten. */
export function byteWords(bytes: number): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit > 0 && value < 10 ? 1 : 0;
  return `${value.toFixed(digits)} ${UNITS[unit] ?? 'B'}`;
}
