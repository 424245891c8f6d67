import type { StereoPcm } from '../types.ts';

/**
 * Frames of one cached chunk: 11.9 s, a block of the built-in separator. The last one of a recording is shorter. Other
 * separators keep chunks of their own blocks' size, so that no finished block is lost when work is cut short.
 */
export const CHUNK_FRAMES = 1 << 19;

/** `FSC1`: written after the samples, so that a chunk cut short by a crash is never taken for a whole one. */
const MAGIC = 0x31435346;
export const CHUNK_HEADER_BYTES = 16;

export interface FrameSpan {
  readonly from: number;
  readonly to: number;
}

/** Chunks that a stretch of frames touches, of a recording of `frames`. */
export function chunksTouched(
  span: FrameSpan,
  frames: number,
  chunkFrames: number = CHUNK_FRAMES,
): readonly number[] {
  const from = Math.max(0, span.from);
  const to = Math.min(frames, span.to);
  const chunks: number[] = [];
  for (let chunk = Math.floor(from / chunkFrames); chunk * chunkFrames < to; chunk += 1) chunks.push(chunk);
  return from < to ? chunks : [];
}

/** Chunks of a recording of `frames`. */
export const chunkCount = (frames: number, chunkFrames: number = CHUNK_FRAMES): number =>
  Math.ceil(frames / chunkFrames);

/** The frames of one chunk. */
export function chunkSpan(chunk: number, frames: number, chunkFrames: number = CHUNK_FRAMES): FrameSpan {
  return { from: chunk * chunkFrames, to: Math.min(frames, (chunk + 1) * chunkFrames) };
}

/** Bytes of a chunk of so many frames: a header, then left, then right, as little-endian float32. */
export function chunkBytes(frames: number): number {
  return CHUNK_HEADER_BYTES + frames * 8;
}

/** Float32 keeps the stems bit for bit: a flip sounds and hashes the same from the cache as fresh. */
export function encodeChunk(pcm: StereoPcm): ArrayBuffer {
  const frames = pcm.left.length;
  const bytes = new ArrayBuffer(chunkBytes(frames));
  const header = new DataView(bytes);
  header.setUint32(0, MAGIC, true);
  header.setUint32(4, frames, true);
  new Float32Array(bytes, CHUNK_HEADER_BYTES, frames).set(pcm.left);
  new Float32Array(bytes, CHUNK_HEADER_BYTES + frames * 4, frames).set(pcm.right);
  return bytes;
}

/** Views on the samples of a stored chunk; null when it is not whole or not of `frames` frames. */
export function decodeChunk(bytes: ArrayBuffer, frames: number): StereoPcm | null {
  if (bytes.byteLength !== chunkBytes(frames)) return null;
  const header = new DataView(bytes);
  if (header.getUint32(0, true) !== MAGIC || header.getUint32(4, true) !== frames) return null;
  return {
    left: new Float32Array(bytes, CHUNK_HEADER_BYTES, frames),
    right: new Float32Array(bytes, CHUNK_HEADER_BYTES + frames * 4, frames),
  };
}
