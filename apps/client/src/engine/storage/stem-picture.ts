import { ANALYSIS_VERSION, KEPT_BIN, type WaveformLevel } from '../analysis/index.ts';
import { CHUNK_HEADER_BYTES } from './stem-chunk.ts';

/** `FSP1` */
const MAGIC = 0x31505346;
/** Bound once: looking a global up costs more than the call in some hosts. */
const { ceil, imul } = Math;

const binsOf = (frames: number): number => ceil(frames / KEPT_BIN);

/** A checksum of what follows the header (FNV-1a over words of four bytes). */
function checksum(bytes: ArrayBuffer): number {
  let sum = 0x811c9dc5;
  for (const word of new Uint32Array(bytes, CHUNK_HEADER_BYTES)) sum = imul(sum ^ word, 0x01000193);
  return sum >>> 0;
}

/** Bytes of a kept level: magic, version of the analysis, frames and checksum, then peaks and levels as little-endian float32. */
export function encodePicture({ peak, rms }: WaveformLevel, frames: number): ArrayBuffer {
  const bins = binsOf(frames);
  const bytes = new ArrayBuffer(CHUNK_HEADER_BYTES + bins * 8);
  new Float32Array(bytes, CHUNK_HEADER_BYTES, bins).set(peak);
  new Float32Array(bytes, CHUNK_HEADER_BYTES + bins * 4, bins).set(rms);
  const header = new DataView(bytes);
  for (const [index, value] of [MAGIC, ANALYSIS_VERSION, frames, checksum(bytes)].entries())
    header.setUint32(index * 4, value, true);
  return bytes;
}

/** The level that was kept; null when it is damaged, of another length or by another version of the analysis. */
export function decodePicture(bytes: ArrayBuffer, frames: number): WaveformLevel | null {
  const bins = binsOf(frames);
  if (bytes.byteLength !== CHUNK_HEADER_BYTES + bins * 8) return null;
  const header = new DataView(bytes);
  const stated = [0, 4, 8, 12].map((at) => header.getUint32(at, true));
  const expected = [MAGIC, ANALYSIS_VERSION, frames, checksum(bytes)];
  if (stated.some((value, index) => value !== expected[index])) return null;
  return {
    framesPerBin: KEPT_BIN,
    peak: new Float32Array(bytes, CHUNK_HEADER_BYTES, bins),
    rms: new Float32Array(bytes, CHUNK_HEADER_BYTES + bins * 4, bins),
  };
}
