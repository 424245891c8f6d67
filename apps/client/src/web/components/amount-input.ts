/**
 * Micro-units of an amount as people write it, such as `4000`, `4,000.50` or `0.004`; `null` when it is not one, or not
 * above zero. Never passes through a float.
 */
export function parseAmount(text: string): string | null {
  const [, whole, fraction = ''] =
    /^(\d{1,11}|\d{1,3}(?:,\d{3}){1,3})(?:\.(\d{1,6}))?$/.exec(text.trim()) ?? [];
  if (whole === undefined) return null;
  const micros = BigInt(`${whole.replaceAll(',', '')}${fraction.padEnd(6, '0')}`);
  return micros === 0n ? null : String(micros);
}

/** Parts per million of a percentage, such as `55` or `12.5`; `null` when it is not one of 0 to 100. */
export function parsePercent(text: string): number | null {
  const [, whole, fraction = ''] = /^(\d{1,3})(?:\.(\d{1,4}))?$/.exec(text.trim()) ?? [];
  if (whole === undefined) return null;
  const ppm = Number(`${whole}${fraction.padEnd(4, '0')}`);
  return ppm <= 1_000_000 ? ppm : null;
}
