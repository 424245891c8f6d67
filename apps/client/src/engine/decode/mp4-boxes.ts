/** One box of an MP4 file (ISO/IEC 14496-12 §4.2), its content without the header. */
export interface Mp4Box {
  readonly name: string;
  readonly content: Uint8Array;
}

/** Boxes that a real container box never exceeds: tables are one box each. */
const MOST_BOXES = 4096;

export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

export const fourLetters = (bytes: Uint8Array, at: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + 4));

/** The boxes inside a stretch of bytes, in order; what does not fit ends the walk. */
export function* boxesIn(bytes: Uint8Array): Generator<Mp4Box> {
  const view = viewOf(bytes);
  let at = 0;
  for (let count = 0; count < MOST_BOXES && at + 8 <= bytes.length; count++) {
    const stated = view.getUint32(at);
    const isLarge = stated === 1 && at + 16 <= bytes.length;
    const size = isLarge ? Number(view.getBigUint64(at + 8)) : stated === 0 ? bytes.length - at : stated;
    const header = isLarge ? 16 : 8;
    if (size < header) return;
    yield { name: fourLetters(bytes, at + 4), content: bytes.subarray(at + header, at + size) };
    at += size;
  }
}

/** The first box of a name on a path of names, each inside the one before; null when one is missing. */
export function findBox(bytes: Uint8Array, ...path: readonly string[]): Uint8Array | null {
  let inside: Uint8Array | null = bytes;
  for (const name of path) {
    if (inside === null) return null;
    let found: Uint8Array | null = null;
    for (const box of boxesIn(inside)) {
      if (box.name !== name) continue;
      found = box.content;
      break;
    }
    inside = found;
  }
  return inside;
}
