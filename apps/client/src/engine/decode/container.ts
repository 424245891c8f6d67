import { DecodeError } from './decode-error.ts';
import { findFirstFrame } from './mp3-frames.ts';

export type Container = 'flac' | 'mp3' | 'ogg-vorbis' | 'ogg-opus' | 'ogg-flac' | 'wav' | 'mp4' | 'aac';

/** A recognised file: what it is, and at which byte the stream itself starts (after an ID3v2 tag). */
export interface Sniffed {
  readonly container: Container;
  readonly offset: number;
}

const UNSUPPORTED: readonly (readonly [signature: string, at: number, name: string])[] = [
  ['\x30\x26\xb2\x75', 0, 'Windows Media'],
  ['MAC ', 0, "Monkey's Audio"],
  ['wvpk', 0, 'WavPack'],
  ['MPCK', 0, 'Musepack'],
  ['MP+', 0, 'Musepack'],
  ['TTA1', 0, 'True Audio'],
  ['DSD ', 0, 'DSD'],
  ['FRM8', 0, 'DSD'],
  ['FORM', 0, 'AIFF'],
  ['RIFX', 0, 'big-endian WAV'],
  ['MThd', 0, 'MIDI'],
  ['\x1a\x45\xdf\xa3', 0, 'Matroska or WebM'],
  ['caff', 0, 'Core Audio'],
];

function has(bytes: Uint8Array, signature: string, at: number): boolean {
  if (bytes.length < at + signature.length) return false;
  for (let i = 0; i < signature.length; i++) if (bytes[at + i] !== signature.charCodeAt(i)) return false;
  return true;
}

/** Bytes of an ID3v2 tag that starts at `at`, header and footer included; 0 when there is none (ID3v2.4 §3.1). */
function id3Length(bytes: Uint8Array, at: number): number {
  if (!has(bytes, 'ID3', at) || bytes.length < at + 10) return 0;
  let size = 0;
  for (let i = 6; i < 10; i++) size = size * 128 + ((bytes[at + i] ?? 0) & 0x7f);
  const footer = ((bytes[at + 5] ?? 0) & 0x10) !== 0 ? 10 : 0;
  return 10 + size + footer;
}

/** Codec of an Ogg file, by the first packet of its first page (RFC 3533 §6). */
function sniffOgg(bytes: Uint8Array, at: number): Container {
  const packet = at + 27 + (bytes[at + 26] ?? 0);
  if (has(bytes, '\x01vorbis', packet)) return 'ogg-vorbis';
  if (has(bytes, 'OpusHead', packet)) return 'ogg-opus';
  if (has(bytes, '\x7fFLAC', packet)) return 'ogg-flac';
  throw new DecodeError('unsupported', 'This Ogg file holds neither Vorbis, Opus nor FLAC.');
}

/**
 * Recognises a file by its bytes; the name is never looked at.
 *
 * @throws {DecodeError} `not-audio`, `unsupported` with the format's name, or `truncated` for a tag without sound.
 */
export function sniffContainer(bytes: Uint8Array): Sniffed {
  if (bytes.length === 0) throw new DecodeError('not-audio', 'The file is empty.');
  let offset = 0;
  for (let tag = id3Length(bytes, 0); tag > 0; tag = id3Length(bytes, offset)) offset += tag;
  if (offset >= bytes.length)
    throw new DecodeError('truncated', 'The file ends inside its tag, before any sound.');
  if (has(bytes, 'fLaC', offset)) return { container: 'flac', offset };
  if (has(bytes, 'OggS', offset)) return { container: sniffOgg(bytes, offset), offset };
  if ((has(bytes, 'RIFF', offset) || has(bytes, 'RF64', offset)) && has(bytes, 'WAVE', offset + 8))
    return { container: 'wav', offset };
  if (has(bytes, 'ftyp', offset + 4)) return { container: 'mp4', offset };
  for (const [signature, at, name] of UNSUPPORTED) {
    if (has(bytes, signature, offset + at))
      throw new DecodeError('unsupported', `${name} files cannot be decoded here. Convert it to FLAC.`);
  }
  // ADTS: twelve sync bits and layer 0, which no MPEG audio layer has (ISO/IEC 14496-3 §1.A.2.2.1).
  if (bytes[offset] === 0xff && ((bytes[offset + 1] ?? 0) & 0xf6) === 0xf0)
    return { container: 'aac', offset };
  const frame = findFirstFrame(bytes, offset);
  if (frame !== null) return { container: 'mp3', offset: frame };
  throw new DecodeError('not-audio', 'This is not a sound file that Flipside knows.');
}
