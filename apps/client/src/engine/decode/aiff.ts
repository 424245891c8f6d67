import type { ByteSource } from './byte-source.ts';
import { DecodeError } from './decode-error.ts';
import { type PcmLayout, sampleReader, type SampleFormat } from './pcm-samples.ts';

const HEADER = 12;
const CHUNK_HEADER = 8;
const MOST_CHUNKS = 1000;
const COMMON_BYTES = 22;

/** What AIFF-C compression types that are none mean; bits of 0 are those of the common chunk. */
const TYPES: Readonly<Record<string, readonly [SampleFormat, bits: number, isLittleEndian: boolean]>> = {
  NONE: ['signed', 0, false],
  twos: ['signed', 0, false],
  sowt: ['signed', 0, true],
  'raw ': ['unsigned', 8, false],
  in24: ['signed', 24, false],
  in32: ['signed', 32, false],
  fl32: ['float', 32, false],
  FL32: ['float', 32, false],
  fl64: ['float', 64, false],
  FL64: ['float', 64, false],
};

type Format = Omit<PcmLayout, 'start'>;

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const name = (bytes: Uint8Array, at = 0): string => String.fromCharCode(...bytes.subarray(at, at + 4));

/** An 80-bit extended float (Apple SANE) as far as sample rates need it; NaN for what is none. */
function readExtended(view: DataView, at: number): number {
  const exponent = view.getUint16(at) - 16_383;
  if (exponent < 0 || exponent > 30) return Number.NaN;
  return Number(view.getBigUint64(at + 2) >> BigInt(63 - exponent));
}

function readCommon(bytes: Uint8Array, isCompressed: boolean): Format {
  if (bytes.length < (isCompressed ? COMMON_BYTES : 18))
    throw new DecodeError('truncated', 'The AIFF header is cut off.');
  const view = viewOf(bytes);
  const channels = view.getUint16(0);
  const type = isCompressed ? name(bytes, 18) : 'NONE';
  const found = TYPES[type];
  if (found === undefined)
    throw new DecodeError('unsupported', 'This AIFF file is compressed; convert it to FLAC.');
  const [format, typeBits, isLittleEndian] = found;
  const bits = typeBits === 0 ? 8 * Math.ceil(view.getUint16(6) / 8) : typeBits;
  if (sampleReader({ format, bits, isLittleEndian }) === null)
    throw new DecodeError('unsupported', `AIFF files with ${bits} bits per sample cannot be decoded.`);
  if (channels === 0) throw new DecodeError('not-audio', 'The AIFF header names no channel.');
  return { rate: readExtended(view, 8), channels, bits, format, isLittleEndian, frames: view.getUint32(2) };
}

/**
 * Finds format and sound of an AIFF or AIFF-C file (Apple AIFF 1.3, AIFF-C draft of 1991): big-endian, `sowt` and float.
 *
 * @param at byte at which `FORM` stands
 * @throws {DecodeError} `truncated` when there is less sound than the header promises
 */
export async function readAiffLayout(source: ByteSource, at: number): Promise<PcmLayout> {
  const form = await source.read(at, at + HEADER);
  let format: Format | null = null;
  let sound: { readonly start: number; readonly end: number } | null = null;
  let position = at + HEADER;
  for (let count = 0; count < MOST_CHUNKS && position + CHUNK_HEADER <= source.size; count++) {
    const head = await source.read(position, position + CHUNK_HEADER);
    const size = viewOf(head).getUint32(4);
    const start = position + CHUNK_HEADER;
    if (name(head) === 'COMM')
      format = readCommon(
        await source.read(start, start + Math.min(size, COMMON_BYTES)),
        name(form, 8) === 'AIFC',
      );
    if (name(head) === 'SSND') {
      const offsets = await source.read(start, start + 8);
      if (offsets.length < 8) throw new DecodeError('truncated', 'The AIFF file is cut off.');
      sound = { start: start + 8 + viewOf(offsets).getUint32(0), end: start + size };
    }
    if (format !== null && sound !== null) break;
    position = start + size + (size % 2);
  }
  if (format === null || sound === null) throw new DecodeError('truncated', 'The AIFF file holds no sound.');
  const needed = sound.start + (format.frames * format.channels * format.bits) / 8;
  if (needed > Math.min(sound.end, source.size))
    throw new DecodeError('truncated', 'The AIFF file ends before the sound that its header promises.');
  return { ...format, start: sound.start };
}
