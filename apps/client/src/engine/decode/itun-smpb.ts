/** Gaps that iTunes wrote into a file: frames of encoder delay and padding, and frames of sound between them. */
export interface StatedGap {
  readonly delay: number;
  readonly padding: number;
  readonly frames: number;
}

/** ` 00000000 DDDDDDDD PPPPPPPP FFFFFFFFFFFFFFFF …` after the name, in hexadecimal. */
const PATTERN = /iTunSMPB[^]{0,64}? [0-9A-F]{8} ([0-9A-F]{8}) ([0-9A-F]{8}) ([0-9A-F]{16})/;
/** Longer gaps than these no encoder has; they come from damage. */
const MOST_GAP = 65_536;

/**
 * Finds an `iTunSMPB` comment in the bytes of a tag: ID3v2 `COMM` (ISO 8859-1 or UTF-16) or an MP4 freeform atom. Null when there is
 * none, or none that makes sense.
 */
export function readStatedGap(tag: Uint8Array): StatedGap | null {
  let text = '';
  // UTF-16 of plain letters is those letters between zeros.
  for (const byte of tag) if (byte !== 0) text += String.fromCharCode(byte);
  const found = PATTERN.exec(text);
  if (found === null) return null;
  const [delay = 0, padding = 0, frames = 0] = found.slice(1).map((digits) => Number.parseInt(digits, 16));
  return delay <= MOST_GAP && padding <= MOST_GAP && frames > 0 ? { delay, padding, frames } : null;
}
