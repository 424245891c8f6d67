import { DecodeError } from './decode-error.ts';

/** What a walk over all pages of the first logical stream tells. */
export interface OggSummary {
  /** Granule position of the last page: frames for Vorbis, 48 kHz frames including pre-skip for Opus. */
  readonly lastGranule: number;
  readonly pages: number;
}

const HEADER = 27;

function isPage(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x4f && bytes[at + 1] === 0x67 && bytes[at + 2] === 0x67 && bytes[at + 3] === 0x53;
}

/**
 * Walks the pages of an Ogg file (RFC 3533 §6) without decoding anything.
 *
 * @throws {DecodeError} `truncated` when a page is cut off, missing or out of order, or the stream has no last page;
 *   `unsupported` for several streams in one file
 */
export function summariseOgg(bytes: Uint8Array): OggSummary {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let serial: number | null = null;
  let pages = 0;
  let lastGranule = 0;
  let isComplete = false;
  let at = 0;
  while (at < bytes.length && !isComplete) {
    if (!isPage(bytes, at) || at + HEADER > bytes.length)
      throw new DecodeError('truncated', 'The Ogg data is damaged.');
    const segments = view.getUint8(at + 26);
    if (at + HEADER + segments > bytes.length) throw new DecodeError('truncated', 'The Ogg file is cut off.');
    let length = HEADER + segments;
    for (let i = 0; i < segments; i++) length += view.getUint8(at + HEADER + i);
    if (at + length > bytes.length) throw new DecodeError('truncated', 'The Ogg file is cut off.');
    const stream = view.getUint32(at + 14, true);
    serial ??= stream;
    if (stream !== serial) throw new DecodeError('unsupported', 'This Ogg file holds more than one stream.');
    if (view.getUint32(at + 18, true) !== pages)
      throw new DecodeError('truncated', 'A part of the Ogg file is missing.');
    const granule = Number(view.getBigInt64(at + 6, true));
    if (granule >= 0) lastGranule = granule;
    isComplete = (view.getUint8(at + 5) & 4) !== 0;
    pages++;
    at += length;
  }
  if (!isComplete) throw new DecodeError('truncated', 'The Ogg file ends before its last page.');
  return { lastGranule, pages };
}
