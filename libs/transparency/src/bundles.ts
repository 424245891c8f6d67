import { concat } from './bytes.ts';
import { accepted, refused } from './result.ts';
import type { Parsed } from './result.ts';
import { TILE_WIDTH } from './tiles.ts';

/** Bytes of one entry at most: its length is a uint16. */
export const MOST_ENTRY_BYTES = 0xff_ff;

/**
 * Entries as a bundle holds them, each with its length as a big-endian uint16 (tlog-tiles, "Log entries").
 * @throws {RangeError} for an entry above 65,535 bytes, and for no entry or more than 256.
 */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length === 0 || entries.length > TILE_WIDTH)
    throw new RangeError(`a bundle holds 1 to ${TILE_WIDTH} entries`);
  return concat(
    ...entries.flatMap((entry) => {
      if (entry.length > MOST_ENTRY_BYTES)
        throw new RangeError(`an entry has ${MOST_ENTRY_BYTES} bytes at most`);
      return [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry];
    }),
  );
}

/** Reads a bundle of exactly `width` entries. */
export function decodeBundle(
  bytes: Uint8Array,
  width: number,
): Parsed<Uint8Array[], 'BUNDLE_TRUNCATED' | 'BUNDLE_WIDTH'> {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const [high, low] = [bytes[at], bytes[at + 1]];
    if (high === undefined || low === undefined)
      return refused('BUNDLE_TRUNCATED', 'the last length is cut off');
    const end = at + 2 + high * 256 + low;
    if (end > bytes.length) return refused('BUNDLE_TRUNCATED', 'the last entry is cut off');
    if (entries.length === width) return refused('BUNDLE_WIDTH', `holds more than ${width} entries`);
    entries.push(bytes.slice(at + 2, end));
    at = end;
  }
  if (entries.length !== width)
    return refused('BUNDLE_WIDTH', `holds ${entries.length} entries, not ${width}`);
  return accepted(entries);
}
