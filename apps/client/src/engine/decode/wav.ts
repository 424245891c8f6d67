import { DecodeError } from './decode-error.ts';

/** Bound once: looking a global up costs more than the call in some hosts. */
const { isFinite } = Number;

const PCM = 1;
const FLOAT = 3;
const EXTENSIBLE = 0xfffe;
/** A size that a streaming writer could not know. */
const UNKNOWN_SIZE = 0xffffffff;

/** Layout of the sound inside a WAV file. */
export interface WavLayout {
  readonly rate: number;
  readonly channels: number;
  readonly bits: number;
  readonly isFloat: boolean;
  readonly start: number;
  readonly frames: number;
}

type ReadSample = (view: DataView, at: number) => number;

const READ_INTEGER: Readonly<Record<number, ReadSample>> = {
  8: (view, at) => (view.getUint8(at) - 128) / 128,
  16: (view, at) => view.getInt16(at, true) / 32_768,
  24: (view, at) => (view.getUint16(at, true) + view.getInt8(at + 2) * 65_536) / 8_388_608,
  32: (view, at) => view.getInt32(at, true) / 2_147_483_648,
};
const READ_FLOAT: Readonly<Record<number, ReadSample>> = {
  32: (view, at) => view.getFloat32(at, true),
  64: (view, at) => view.getFloat64(at, true),
};

function chunkId(view: DataView, at: number): string {
  return String.fromCharCode(
    view.getUint8(at),
    view.getUint8(at + 1),
    view.getUint8(at + 2),
    view.getUint8(at + 3),
  );
}

function readFormat(view: DataView, at: number, size: number): Omit<WavLayout, 'start' | 'frames'> {
  if (size < 16 || at + size > view.byteLength)
    throw new DecodeError('truncated', 'The WAV header is cut off.');
  let format = view.getUint16(at, true);
  if (format === EXTENSIBLE && size >= 40) format = view.getUint16(at + 24, true);
  const channels = view.getUint16(at + 2, true);
  const rate = view.getUint32(at + 4, true);
  const bits = view.getUint16(at + 14, true);
  const isFloat = format === FLOAT;
  if (format !== PCM && !isFloat)
    throw new DecodeError('unsupported', 'This WAV file is compressed; convert it to FLAC.');
  if ((isFloat ? READ_FLOAT : READ_INTEGER)[bits] === undefined)
    throw new DecodeError('unsupported', `WAV files with ${bits} bits per sample cannot be decoded.`);
  if (channels === 0 || view.getUint16(at + 12, true) !== (channels * bits) / 8)
    throw new DecodeError('not-audio', 'The WAV header contradicts itself.');
  return { rate, channels, bits, isFloat };
}

/**
 * Finds format and data of a RIFF/WAVE file (Microsoft RIFF 1.0; WAVEFORMATEXTENSIBLE; RF64 of EBU Tech 3306 for a
 * data chunk that reaches the end of the file).
 *
 * @throws {DecodeError} `truncated` when the data chunk is larger than the file
 */
export function readWavLayout(bytes: Uint8Array): WavLayout {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let format: Omit<WavLayout, 'start' | 'frames'> | null = null;
  for (let at = 12; at + 8 <= view.byteLength;) {
    const id = chunkId(view, at);
    const size = view.getUint32(at + 4, true);
    const start = at + 8;
    if (id === 'fmt ') format = readFormat(view, start, size);
    if (id === 'data') {
      if (format === null) throw new DecodeError('not-audio', 'The WAV file has no format before its data.');
      const available = view.byteLength - start;
      const claimed = size === UNKNOWN_SIZE ? available : size;
      if (claimed > available)
        throw new DecodeError('truncated', 'The WAV file ends before the sound that its header promises.');
      const frames = Math.floor((claimed * 8) / (format.channels * format.bits));
      return { ...format, start, frames };
    }
    at = start + size + (size % 2);
  }
  throw new DecodeError('truncated', 'The WAV file holds no sound.');
}

/** Samples [from, to) of every channel, full scale ±1; values that are not finite become 0. */
export function readWavFrames(
  bytes: Uint8Array,
  layout: WavLayout,
  from: number,
  to: number,
): Float32Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = (layout.isFloat ? READ_FLOAT : READ_INTEGER)[layout.bits];
  if (read === undefined) throw new DecodeError('unsupported', 'This sample format cannot be decoded.');
  const width = layout.bits / 8;
  const stride = width * layout.channels;
  const channels = Array.from({ length: layout.channels }, () => new Float32Array(to - from));
  for (const [index, channel] of channels.entries()) {
    let at = layout.start + from * stride + index * width;
    for (let i = 0; i < channel.length; i++, at += stride) {
      const value = read(view, at);
      channel[i] = isFinite(value) ? value : 0;
    }
  }
  return channels;
}
