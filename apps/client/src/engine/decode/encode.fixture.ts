import { createMp3Encoder, createOggEncoder } from 'wasm-media-encoders';
import type { StereoPcm } from '../types.ts';
import { type Mp3Frame, readFrame } from './mp3-frames.ts';

/** Bound once: looking a global up costs more than the call in some hosts. */
const { max, min, round } = Math;

/** Rates that the MP3 encoder accepts here, in kbit/s. */
export type Mp3Rate = 64 | 96 | 128 | 192 | 320;

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const CHUNK = 65_536;

function encodeWith(
  encoder: { encode(samples: readonly Float32Array[]): Uint8Array; finalize(): Uint8Array },
  { left, right }: StereoPcm,
): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  for (let from = 0; from < left.length; from += CHUNK)
    parts.push(
      encoder.encode([left.subarray(from, from + CHUNK), right.subarray(from, from + CHUNK)]).slice(),
    );
  parts.push(encoder.finalize().slice());
  return concat(parts);
}

/** Encodes with LAME. The bare stream has no Info header, so it starts with the encoder's delay; see `addLameTag`. */
export async function encodeMp3(
  pcm: StereoPcm,
  bitrate: Mp3Rate,
  sampleRate = 44_100,
): Promise<Uint8Array<ArrayBuffer>> {
  const encoder = await createMp3Encoder();
  encoder.configure({ channels: 2, sampleRate, bitrate });
  return encodeWith(encoder, pcm);
}

/** Frames of a stream that an encoder just wrote: one after the other, from the first byte. */
export function countFrames(mp3: Uint8Array): { readonly first: Mp3Frame; readonly count: number } {
  const first = readFrame(mp3, 0);
  if (first === null) throw new Error('no MP3 stream');
  let count = 0;
  for (let at = 0, frame: Mp3Frame | null = first; frame !== null; frame = readFrame(mp3, at)) {
    at += frame.bytes;
    if (at > mp3.length) break;
    count++;
  }
  return { first, count };
}

/** Frames by which LAME starts late, not counting the decoder's own 529. */
const LAME_DELAY = 576;

/**
 * Puts an Info frame with a LAME tag before a bare stream (mp3-tech.org, "Mp3 Info Tag"), as `lame` writes into files: number of
 * frames, delay and padding.
 *
 * @param frames length of the original
 */
export function addLameTag(mp3: Uint8Array, frames: number): Uint8Array<ArrayBuffer> {
  const { first, count } = countFrames(mp3);
  const head = new Uint8Array(first.bytes);
  head.set(mp3.subarray(0, 4));
  const at = 4 + first.sideInfo;
  const view = new DataView(head.buffer);
  head.set(new TextEncoder().encode('Info'), at);
  view.setUint32(at + 4, 1);
  view.setUint32(at + 8, count);
  head.set(new TextEncoder().encode('LAME3.100'), at + 12);
  const padding = count * first.samples - LAME_DELAY - frames;
  view.setUint32(at + 12 + 21, ((LAME_DELAY << 12) | padding) << 8);
  return concat([head, mp3]);
}

/** Encodes with libvorbis. */
export async function encodeVorbis(
  pcm: StereoPcm,
  vbrQuality: number,
  sampleRate = 44_100,
): Promise<Uint8Array<ArrayBuffer>> {
  const encoder = await createOggEncoder();
  encoder.configure({ channels: 2, sampleRate, vbrQuality });
  return encodeWith(encoder, pcm);
}

export interface WavSpec {
  readonly rate: number;
  readonly bits: 8 | 16 | 24 | 32 | 64;
  readonly isFloat?: boolean;
  readonly isExtensible?: boolean;
}

/** Writes a WAV file of any layout the reader knows; samples are rounded to the nearest step. */
export function encodeWav(channels: readonly Float32Array[], spec: WavSpec): Uint8Array<ArrayBuffer> {
  const { rate, bits, isFloat = false, isExtensible = false } = spec;
  const frames = channels[0]?.length ?? 0;
  const width = bits / 8;
  const formatSize = isExtensible ? 40 : 16;
  const dataSize = frames * channels.length * width;
  const bytes = new Uint8Array(28 + formatSize + dataSize);
  const view = new DataView(bytes.buffer);
  const tag = (at: number, text: string): void => bytes.set(new TextEncoder().encode(text), at);
  tag(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  tag(8, 'WAVEfmt ');
  view.setUint32(16, formatSize, true);
  const format = isFloat ? 3 : 1;
  view.setUint16(20, isExtensible ? 0xfffe : format, true);
  view.setUint16(22, channels.length, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * channels.length * width, true);
  view.setUint16(32, channels.length * width, true);
  view.setUint16(34, bits, true);
  if (isExtensible) {
    view.setUint16(36, 22, true);
    view.setUint16(38, bits, true);
    view.setUint16(44, format, true);
  }
  tag(20 + formatSize, 'data');
  view.setUint32(24 + formatSize, dataSize, true);
  let at = 28 + formatSize;
  for (let i = 0; i < frames; i++) {
    for (const channel of channels) {
      writeSample(view, at, channel[i] ?? 0, bits, isFloat);
      at += width;
    }
  }
  return bytes;
}

function writeSample(view: DataView, at: number, value: number, bits: number, isFloat: boolean): void {
  if (isFloat) {
    if (bits === 64) view.setFloat64(at, value, true);
    else view.setFloat32(at, value, true);
  } else if (bits === 8) view.setUint8(at, max(0, min(255, round(value * 128) + 128)));
  else if (bits === 16) view.setInt16(at, toInteger(value, 32_768), true);
  else if (bits === 24) {
    const integer = toInteger(value, 8_388_608);
    view.setUint16(at, integer & 0xffff, true);
    view.setInt8(at + 2, integer >> 16);
  } else view.setInt32(at, toInteger(value, 2_147_483_648), true);
}

/** The nearest of the integers −scale … scale − 1. */
export function toInteger(value: number, scale: number): number {
  // Adding zero turns −0, which no integer format has, into 0.
  return max(-scale, min(scale - 1, round(value * scale))) + 0;
}
