import { ANALYSIS_VERSION, KEPT_BIN, type WaveformLevel } from '../analysis/index.ts';
import { CHUNK_HEADER_BYTES } from './stem-chunk.ts';

/** What is drawn of a stem, as far as its chunks were ever there. */
export interface KeptPicture {
  /** Bins of `KEPT_BIN` frames of the whole recording; those of chunks that are not covered say nothing. */
  readonly level: WaveformLevel;
  /** 1 for each chunk whose bins were measured; a bin in two chunks belongs to neither. */
  readonly covered: Uint8Array;
}

/** `FSP2`; `FSP1` were whole stems alone. */
const MAGIC = 0x32505346;
/** Bound once: looking a global up costs more than the call in some hosts. */
const { ceil, imul } = Math;

const binsOf = (frames: number): number => ceil(frames / KEPT_BIN);
/** Chunks are told in bytes, padded to whole words. */
const paddedTo4 = (bytes: number): number => 4 * ceil(bytes / 4);
const bytesOf = (frames: number, chunks: number): number =>
  CHUNK_HEADER_BYTES + binsOf(frames) * 8 + paddedTo4(chunks);

/** A checksum of what follows the header (FNV-1a over words of four bytes). */
function checksum(bytes: ArrayBuffer): number {
  let sum = 0x811c9dc5;
  for (const word of new Uint32Array(bytes, CHUNK_HEADER_BYTES)) sum = imul(sum ^ word, 0x01000193);
  return sum >>> 0;
}

/**
 * Bytes of a kept picture: magic, version of the analysis, frames and checksum, then peaks and levels as little-endian float32, then a
 * byte for each chunk.
 */
export function encodePicture({ level, covered }: KeptPicture, frames: number): ArrayBuffer {
  const bins = binsOf(frames);
  const bytes = new ArrayBuffer(bytesOf(frames, covered.length));
  new Float32Array(bytes, CHUNK_HEADER_BYTES, bins).set(level.peak);
  new Float32Array(bytes, CHUNK_HEADER_BYTES + bins * 4, bins).set(level.rms);
  new Uint8Array(bytes, CHUNK_HEADER_BYTES + bins * 8).set(covered);
  const header = new DataView(bytes);
  for (const [index, value] of [MAGIC, ANALYSIS_VERSION, frames, checksum(bytes)].entries())
    header.setUint32(index * 4, value, true);
  return bytes;
}

/**
 * The picture that was kept; null when it is damaged, of another length or by another version of the analysis.
 *
 * @param chunks of the recording
 */
export function decodePicture(bytes: ArrayBuffer, frames: number, chunks: number): KeptPicture | null {
  const bins = binsOf(frames);
  if (bytes.byteLength !== bytesOf(frames, chunks)) return null;
  const header = new DataView(bytes);
  const stated = [0, 4, 8, 12].map((at) => header.getUint32(at, true));
  const expected = [MAGIC, ANALYSIS_VERSION, frames, checksum(bytes)];
  if (stated.some((value, index) => value !== expected[index])) return null;
  return {
    level: {
      framesPerBin: KEPT_BIN,
      peak: new Float32Array(bytes, CHUNK_HEADER_BYTES, bins),
      rms: new Float32Array(bytes, CHUNK_HEADER_BYTES + bins * 4, bins),
    },
    covered: new Uint8Array(bytes, CHUNK_HEADER_BYTES + bins * 8, chunks),
  };
}
