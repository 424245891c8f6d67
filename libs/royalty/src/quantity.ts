import type { Brand } from './brand.ts';
import { accepted, refused } from './result.ts';
import type { Parsed } from './result.ts';

/** An amount in millionths of its currency. May be negative: postings are. */
export type MicroUnits = Brand<bigint, 'MicroUnits'>;
/** Parts per million, 0 to 1,000,000. */
export type Ppm = Brand<bigint, 'Ppm'>;

/** Types a computed amount: sums and products of amounts stay amounts. */
export const micros = (amount: bigint): MicroUnits => amount as MicroUnits;

/** Types a ppm known in code. @throws RangeError outside 0 to 1,000,000. */
export function ppm(value: bigint | number): Ppm {
  const parts = BigInt(value);
  if (parts < 0n || parts > 1_000_000n) throw new RangeError(`ppm must be 0 to 1000000, not ${parts}`);
  return parts as Ppm;
}

export const WHOLE_PPM: Ppm = ppm(1_000_000n);
export const ZERO_MICROS: MicroUnits = micros(0n);

/** Reads a whole number of micro-units from decimal digits, as JSON and the database carry them. */
export function parseMicroUnits(text: string): Parsed<MicroUnits, 'MICRO_UNITS_INVALID'> {
  if (!/^-?(0|[1-9]\d{0,37})$/.test(text) || text === '-0')
    return refused('MICRO_UNITS_INVALID', 'An amount is a whole number of micro-units in decimal digits.');
  return accepted(micros(BigInt(text)));
}

/** Reads parts per million from decimal digits. */
export function parsePpm(text: string): Parsed<Ppm, 'PPM_INVALID'> {
  if (!/^(0|[1-9]\d{0,6})$/.test(text) || BigInt(text) > 1_000_000n)
    return refused('PPM_INVALID', 'A share is a whole number of parts per million, 0 to 1000000.');
  return accepted(ppm(BigInt(text)));
}
