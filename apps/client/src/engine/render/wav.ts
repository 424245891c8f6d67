import type { StereoPcm } from '../types.ts';
import { SAMPLE_RATE } from '../types.ts';

// Taken from the global once: looking it up for each sample is slow where globals are intercepted.
const { floor, max, min } = Math;

/** Sample formats of a WAV file. */
export type WavFormat = 'int16' | 'int24' | 'float32';

const BYTES = { int16: 2, int24: 3, float32: 4 } as const;
const FORMAT_PCM = 1;
const FORMAT_FLOAT = 3;
const CHANNELS = 2;

/** Longest stereo file, in frames, whose size still fits the format's 32-bit fields. */
export function wavCapacity(format: WavFormat): number {
  return floor((0xffffffff - 64) / (CHANNELS * BYTES[format]));
}

/**
 * The bytes before the samples of a stereo 44.1 kHz WAV file (RIFF, "Multimedia Programming Interface and Data
 * Specifications 1.0", 1991). Float files carry the `fact` chunk that non-PCM formats need.
 * @throws RangeError when the frames do not fit the format.
 */
export function wavHeader(frames: number, format: WavFormat): Uint8Array {
  if (frames > wavCapacity(format)) throw new RangeError('too long for a WAV file');
  const float = format === 'float32';
  const frameBytes = CHANNELS * BYTES[format];
  const headBytes = float ? 58 : 44;
  const bytes = new Uint8Array(headBytes);
  const view = new DataView(bytes.buffer);
  const tag = (at: number, text: string): void => {
    for (let i = 0; i < 4; i++) view.setUint8(at + i, text.charCodeAt(i));
  };
  tag(0, 'RIFF');
  view.setUint32(4, headBytes - 8 + frames * frameBytes, true);
  tag(8, 'WAVE');
  tag(12, 'fmt ');
  view.setUint32(16, float ? 18 : 16, true);
  view.setUint16(20, float ? FORMAT_FLOAT : FORMAT_PCM, true);
  view.setUint16(22, CHANNELS, true);
  view.setUint32(24, SAMPLE_RATE, true);
  view.setUint32(28, SAMPLE_RATE * frameBytes, true);
  view.setUint16(32, frameBytes, true);
  view.setUint16(34, BYTES[format] * 8, true);
  if (float) {
    tag(38, 'fact');
    view.setUint32(42, 4, true);
    view.setUint32(46, frames, true);
  }
  tag(headBytes - 8, 'data');
  view.setUint32(headBytes - 4, frames * frameBytes, true);
  return bytes;
}

/**
 * Interleaved little-endian samples of the first `frames` frames. Integers are the value times 2^(bits−1), rounded
 * and held within range, so that ±1 of a decoder that divides by the same power returns what was written.
 */
export function wavFrames(pcm: StereoPcm, frames: number, format: WavFormat): Uint8Array {
  const bytes = new Uint8Array(frames * CHANNELS * BYTES[format]);
  const view = new DataView(bytes.buffer);
  const size = BYTES[format];
  for (let i = 0, at = 0; i < frames; i++) {
    for (const channel of [pcm.left, pcm.right]) {
      const value = channel[i] ?? 0;
      if (format === 'float32') view.setFloat32(at, value, true);
      else if (format === 'int16') view.setInt16(at, toInteger(value, 0x8000), true);
      else {
        const integer = toInteger(value, 0x800000);
        view.setUint16(at, integer & 0xffff, true);
        view.setInt8(at + 2, integer >> 16);
      }
      at += size;
    }
  }
  return bytes;
}

function toInteger(value: number, scale: number): number {
  return max(-scale, min(scale - 1, floor(value * scale + 0.5)));
}

/** A whole WAV file. */
export function encodeWav(pcm: StereoPcm, format: WavFormat): Uint8Array<ArrayBuffer> {
  const header = wavHeader(pcm.left.length, format);
  const data = wavFrames(pcm, pcm.left.length, format);
  const file = new Uint8Array(header.length + data.length);
  file.set(header);
  file.set(data, header.length);
  return file;
}
