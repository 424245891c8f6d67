import { type ByteSource, readWindows } from './byte-source.ts';
import { DecodeError } from './decode-error.ts';
import { STEP_BYTES } from './decode-task.ts';

const HEADER = 27;
const CONTINUED = 1;
const FIRST = 2;
const LAST = 4;

/** One page (RFC 3533 §6). */
export interface OggPage {
  /** Where in the file it ends. */
  readonly end: number;
  /** The whole page, header included. */
  readonly bytes: Uint8Array;
  /** Where in `bytes` its packets begin. */
  readonly body: number;
  /** Lengths of the packets that end on this page. */
  readonly packets: readonly number[];
  /** −1 when no packet ends here. */
  readonly granule: number;
  readonly sequence: number;
  readonly isContinued: boolean;
  readonly isLast: boolean;
}

/** Polynomial 0x04c11db7, most significant bit first (RFC 3533 §6). */
const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit++) value = value < 0 ? (value << 1) ^ 0x04c11db7 : value << 1;
  return value >>> 0;
});

/** Checksum of a page, its own field (bytes 22 to 25) counting as zero. */
export function pageChecksum(page: Uint8Array): number {
  let crc = 0;
  for (let i = 0; i < page.length; i++) {
    const byte = i >= 22 && i < 26 ? 0 : (page[i] as number);
    crc = (crc << 8) ^ (CRC[(crc >>> 24) ^ byte] as number);
  }
  return crc >>> 0;
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function isPage(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x4f && bytes[at + 1] === 0x67 && bytes[at + 2] === 0x67 && bytes[at + 3] === 0x53;
}

/** Bytes of the page at `at`, or null when its header is not all there. */
function pageLength(bytes: Uint8Array, at: number): number | null {
  if (at + HEADER > bytes.length) return null;
  const segments = bytes[at + 26] as number;
  if (at + HEADER + segments > bytes.length) return null;
  let length = HEADER + segments;
  for (let i = 0; i < segments; i++) length += bytes[at + HEADER + i] as number;
  return length;
}

function packetLengths(page: Uint8Array): number[] {
  const packets: number[] = [];
  let length = 0;
  for (const lacing of page.subarray(HEADER, HEADER + (page[26] ?? 0))) {
    length += lacing;
    if (lacing === 255) continue;
    packets.push(length);
    length = 0;
  }
  return packets;
}

function openPage(bytes: Uint8Array, end: number): OggPage {
  const view = viewOf(bytes);
  if (view.getUint32(22, true) !== pageChecksum(bytes))
    throw new DecodeError('truncated', 'The Ogg data is damaged.');
  const flags = view.getUint8(5);
  return {
    end,
    bytes,
    body: HEADER + view.getUint8(26),
    packets: packetLengths(bytes),
    granule: Number(view.getBigInt64(6, true)),
    sequence: view.getUint32(18, true),
    isContinued: (flags & CONTINUED) !== 0,
    isLast: (flags & LAST) !== 0,
  };
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/**
 * Pages of the only logical stream of an Ogg file, in order, up to its last. Every checksum is verified.
 *
 * @throws {DecodeError} `truncated` when a page is damaged, cut off, missing or out of order, or the stream has no last page;
 *   `unsupported` for several streams in one file
 */
export async function* readOggPages(source: ByteSource, start: number): AsyncGenerator<OggPage> {
  let rest: Uint8Array = new Uint8Array(0);
  let serial: number | null = null;
  let count = 0;
  let hasEnded = false;
  for await (const window of readWindows(source, start, source.size, STEP_BYTES)) {
    const origin = window.at - rest.length;
    const bytes = join(rest, window.bytes);
    let at = 0;
    for (; at < bytes.length;) {
      if (bytes.length - at < 4) break;
      // After the last page anything but another stream may follow, such as a tag of another kind.
      if (hasEnded && !isPage(bytes, at)) return;
      if (!isPage(bytes, at)) throw new DecodeError('truncated', 'The Ogg data is damaged.');
      const length = pageLength(bytes, at);
      if (length === null || at + length > bytes.length) break;
      const isFirst = ((bytes[at + 5] ?? 0) & FIRST) !== 0;
      const stream = viewOf(bytes).getUint32(at + 14, true);
      serial ??= stream;
      if (stream !== serial || (isFirst && count > 0))
        throw new DecodeError('unsupported', 'This Ogg file holds more than one stream.');
      const page = openPage(bytes.subarray(at, at + length), origin + at + length);
      if (page.sequence !== count) throw new DecodeError('truncated', 'A part of the Ogg file is missing.');
      hasEnded ||= page.isLast;
      count++;
      at += length;
      yield page;
    }
    rest = bytes.slice(at);
  }
  if (!hasEnded) throw new DecodeError('truncated', 'The Ogg file is cut off before its last page.');
}

/** What a walk over all pages tells. */
export interface OggSummary {
  /** Granule position of the last page: frames for Vorbis, 48 kHz frames including pre-skip for Opus. */
  readonly lastGranule: number;
  /** First page on which sound ends, with its granule position; null when there is none. */
  readonly firstSound: OggPage | null;
}

/** Walks the pages of an Ogg file without decoding anything; refuses what `readOggPages` does. */
export async function summariseOgg(source: ByteSource, start: number): Promise<OggSummary> {
  let lastGranule = 0;
  let firstSound: OggPage | null = null;
  for await (const page of readOggPages(source, start)) {
    if (page.granule <= 0) continue;
    lastGranule = page.granule;
    firstSound ??= { ...page, bytes: page.bytes.slice() };
  }
  return { lastGranule, firstSound };
}
