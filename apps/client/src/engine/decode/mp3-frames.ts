/** Header of one MPEG audio layer III frame (ISO/IEC 11172-3 §2.4.1.3, 13818-3 §2.4.2). */
export interface Mp3Frame {
  readonly bytes: number;
  readonly rate: number;
  readonly channels: 1 | 2;
  readonly samples: 576 | 1152;
  readonly sideInfo: number;
}

const BITRATES_V1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const BITRATES_V2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const RATES = [44_100, 48_000, 32_000];
/** How far into a file the first frame is looked for. */
export const SEARCH_BYTES = 262_144;

/** Reads a frame header, or null when the bytes at `at` are none (free format is not accepted). */
export function readFrame(bytes: Uint8Array, at: number): Mp3Frame | null {
  const b1 = bytes[at + 1] ?? 0;
  const b2 = bytes[at + 2] ?? 0;
  if (bytes[at] !== 0xff || (b1 & 0xe0) !== 0xe0 || at + 4 > bytes.length) return null;
  const version = (b1 >> 3) & 3;
  const layer = (b1 >> 1) & 3;
  const base = RATES[(b2 >> 2) & 3];
  const isV1 = version === 3;
  const kbps = (isV1 ? BITRATES_V1 : BITRATES_V2)[b2 >> 4] ?? 0;
  if (version === 1 || layer !== 1 || base === undefined || kbps === 0) return null;
  const rate = isV1 ? base : version === 2 ? base / 2 : base / 4;
  const channels = (bytes[at + 3] ?? 0) >> 6 === 3 ? 1 : 2;
  const samples = isV1 ? 1152 : 576;
  const length = Math.floor(((samples / 8) * kbps * 1000) / rate) + ((b2 >> 1) & 1);
  const sideInfo = isV1 ? (channels === 1 ? 17 : 32) : channels === 1 ? 9 : 17;
  return { bytes: length, rate, channels, samples, sideInfo };
}

/** Offset of the first frame that another frame of the same rate follows; null when there is none near the start. */
export function findFirstFrame(bytes: Uint8Array, from: number): number | null {
  const end = Math.min(bytes.length, from + SEARCH_BYTES);
  for (let at = from; at < end; at++) {
    if (bytes[at] !== 0xff) continue;
    const frame = readFrame(bytes, at);
    if (frame === null) continue;
    const next = readFrame(bytes, at + frame.bytes);
    if (next !== null && next.rate === frame.rate) return at;
  }
  return null;
}
