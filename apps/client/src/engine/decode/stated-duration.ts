import { byteSource, type ByteSource } from './byte-source.ts';
import { sniffContainer } from './container.ts';
import { DecodeError } from './decode-error.ts';
import { readMp4Sound } from './mp4.ts';

/** An Ogg page is 65,307 bytes at most (RFC 3533 §6), so that the last one begins within this many of the end. */
const LAST_PAGE_BYTES = 65_536;
const PAGE_HEADER = 27;
/** Opus counts at 48 kHz, whatever its sound was (RFC 7845 §4). */
const OPUS_RATE = 48_000;

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Granule position of the last page that begins in `bytes`; null when none does, or no packet ends on it. */
function lastGranule(bytes: Uint8Array): number | null {
  for (let at = bytes.length - PAGE_HEADER; at >= 0; at--) {
    if (bytes[at] !== 0x4f || bytes[at + 1] !== 0x67 || bytes[at + 2] !== 0x67 || bytes[at + 3] !== 0x53)
      continue;
    const granule = Number(viewOf(bytes).getBigInt64(at + 6, true));
    return granule > 0 ? granule : null;
  }
  return null;
}

/** Seconds of an Ogg stream: what its last page counts, at the rate that its first packet states. */
async function oggSeconds(
  source: ByteSource,
  start: number,
  codec: 'opus' | 'vorbis' | 'flac',
): Promise<number | null> {
  const granule = lastGranule(await source.read(Math.max(start, source.size - LAST_PAGE_BYTES), source.size));
  const head = await source.read(start, start + 256);
  const packet = PAGE_HEADER + (head[26] ?? 0);
  if (granule === null || head.length < packet + 40) return null;
  const view = viewOf(head);
  if (codec === 'opus') return (granule - view.getUint16(packet + 10, true)) / OPUS_RATE;
  // Vorbis I §4.2.2; FLAC's STREAMINFO behind the 17 bytes of its mapping: 20 bits of sample rate.
  const rate = codec === 'vorbis' ? view.getUint32(packet + 12, true) : view.getUint32(packet + 27) >>> 12;
  return rate > 0 ? granule / rate : null;
}

/**
 * How long a file says that its sound is, where tags do not tell: MP4 by its index and edit list, Ogg by its last page. Reads a few
 * kilobytes of a file that may be hours long.
 *
 * @returns milliseconds; null for other containers and for files that say nothing or are damaged
 */
export async function statedDurationMs(file: Blob): Promise<number | null> {
  const source = byteSource(file);
  try {
    const { container, offset } = await sniffContainer(source);
    const seconds = await secondsOf(source, offset, container);
    return seconds !== null && Number.isFinite(seconds) && seconds > 0 ? Math.round(seconds * 1000) : null;
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
}

async function secondsOf(source: ByteSource, start: number, container: string): Promise<number | null> {
  switch (container) {
    case 'mp4': {
      const { part, trackSeconds } = await readMp4Sound(source, start);
      return part?.seconds ?? trackSeconds;
    }
    case 'ogg-opus':
      return oggSeconds(source, start, 'opus');
    case 'ogg-vorbis':
      return oggSeconds(source, start, 'vorbis');
    case 'ogg-flac':
      return oggSeconds(source, start, 'flac');
    default:
      return null;
  }
}
