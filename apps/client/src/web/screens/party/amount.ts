/** An amount that a person wrote, in micro-units; `null` when it is none. A comma is a point. */
export function microsOfAmount(text: string): string | null {
  const [, whole = '', fraction = ''] = /^(\d{1,9})(?:[.,](\d{1,6}))?$/.exec(text.trim()) ?? [];
  const micros = BigInt(`${whole}${fraction.padEnd(6, '0')}`);
  return micros > 0n ? String(micros) : null;
}
