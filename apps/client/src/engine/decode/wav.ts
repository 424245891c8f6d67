import type { ByteSource } from './byte-source.ts';
import { DecodeError } from './decode-error.ts';
import { type PcmLayout, sampleReader } from './pcm-samples.ts';

const PCM = 1;
const FLOAT = 3;
const EXTENSIBLE = 0xfffe;
/** A size that stands in the `ds64` chunk, or that a streaming writer could not know. */
const UNKNOWN_SIZE = 0xffffffff;
/** Chunks before the sound that a real file never exceeds. */
const MOST_CHUNKS = 1000;
const FORMAT_BYTES = 40;

/** How a dialect of RIFF writes its chunks. */
interface Dialect {
  readonly isLittleEndian: boolean;
  /** Bytes before the first chunk. */
  readonly header: number;
  /** Bytes of a chunk's own header, and to what multiple chunks are padded. */
  readonly chunkHeader: number;
  readonly alignment: number;
  /** Whether a chunk's size includes its header (Wave64). */
  readonly sizeIsWhole: boolean;
}

const RIFF: Dialect = { isLittleEndian: true, header: 12, chunkHeader: 8, alignment: 2, sizeIsWhole: false };
const DIALECTS: Readonly<Record<'riff' | 'rifx' | 'w64', Dialect>> = {
  riff: RIFF,
  rifx: { ...RIFF, isLittleEndian: false },
  w64: { isLittleEndian: true, header: 40, chunkHeader: 24, alignment: 8, sizeIsWhole: true },
};

type Format = Omit<PcmLayout, 'start' | 'frames'>;

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const name = (bytes: Uint8Array): string => String.fromCharCode(...bytes.subarray(0, 4));

function readFormat(bytes: Uint8Array, isLittleEndian: boolean): Format {
  if (bytes.length < 16) throw new DecodeError('truncated', 'The WAV header is cut off.');
  const view = viewOf(bytes);
  let tag = view.getUint16(0, isLittleEndian);
  if (tag === EXTENSIBLE && bytes.length >= 40) tag = view.getUint16(24, isLittleEndian);
  const channels = view.getUint16(2, isLittleEndian);
  const rate = view.getUint32(4, isLittleEndian);
  const stride = view.getUint16(12, isLittleEndian);
  const stated = view.getUint16(14, isLittleEndian);
  if (tag !== PCM && tag !== FLOAT)
    throw new DecodeError('unsupported', 'This WAV file is compressed; convert it to FLAC.');
  // Odd depths such as 20 bits lie in the upper bits of whole bytes (WAVEFORMATEXTENSIBLE: wValidBitsPerSample).
  const bits = 8 * Math.ceil(stated / 8);
  const format = tag === FLOAT ? 'float' : bits === 8 ? 'unsigned' : 'signed';
  if (sampleReader({ format, bits, isLittleEndian }) === null)
    throw new DecodeError('unsupported', `WAV files with ${stated} bits per sample cannot be decoded.`);
  if (channels === 0 || stride !== (channels * bits) / 8)
    throw new DecodeError('not-audio', 'The WAV header contradicts itself.');
  return { rate, channels, bits, format, isLittleEndian };
}

/** Size of the data chunk by the `ds64` chunk (EBU Tech 3306 §3): RIFF size, then data size, of 64 bits each. */
function longDataSize(bytes: Uint8Array): number | null {
  return bytes.length >= 16 ? Number(viewOf(bytes).getBigUint64(8, true)) : null;
}

function layOut(format: Format | null, start: number, size: number, fileSize: number): PcmLayout {
  if (format === null) throw new DecodeError('not-audio', 'The WAV file has no format before its data.');
  const available = fileSize - start;
  const claimed = size === UNKNOWN_SIZE ? available : size;
  if (claimed > available)
    throw new DecodeError('truncated', 'The WAV file ends before the sound that its header promises.');
  return { ...format, start, frames: Math.floor((claimed * 8) / (format.channels * format.bits)) };
}

/**
 * Finds format and sound of a WAV file: RIFF and RIFX (Microsoft RIFF 1.0, WAVEFORMATEXTENSIBLE), RF64 and BW64 (EBU Tech 3306,
 * ITU-R BS.2088), Wave64 (Sony). Only chunk headers are read.
 *
 * @param at byte at which the file's marker stands
 * @throws {DecodeError} `truncated` when the data chunk is larger than the file
 */
export async function readWavLayout(
  source: ByteSource,
  at: number,
  dialect: keyof typeof DIALECTS,
): Promise<PcmLayout> {
  const { isLittleEndian, header, chunkHeader, alignment, sizeIsWhole } = DIALECTS[dialect];
  let format: Format | null = null;
  let longSize: number | null = null;
  let position = at + header;
  for (let count = 0; count < MOST_CHUNKS && position + chunkHeader <= source.size; count++) {
    const head = await source.read(position, position + chunkHeader);
    const stated = sizeIsWhole
      ? Number(viewOf(head).getBigUint64(16, true)) - chunkHeader
      : viewOf(head).getUint32(4, isLittleEndian);
    const start = position + chunkHeader;
    const chunk = name(head);
    if (stated < 0) break;
    if (chunk === 'ds64') longSize = longDataSize(await source.read(start, start + 16));
    if (chunk === 'fmt ')
      format = readFormat(await source.read(start, start + Math.min(stated, FORMAT_BYTES)), isLittleEndian);
    if (chunk === 'data')
      return layOut(
        format,
        start,
        stated === UNKNOWN_SIZE && longSize !== null ? longSize : stated,
        source.size,
      );
    position = at + Math.ceil((start + stated - at) / alignment) * alignment;
  }
  throw new DecodeError('truncated', 'The WAV file holds no sound.');
}
