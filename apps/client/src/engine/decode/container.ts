import type { ByteSource } from './byte-source.ts';
import { DecodeError } from './decode-error.ts';
import { findFirstFrame, SEARCH_BYTES } from './mp3-frames.ts';
import { describeNotSound } from './not-sound.ts';

export type Container =
  | 'flac'
  | 'mp3'
  | 'ogg-vorbis'
  | 'ogg-opus'
  | 'ogg-flac'
  | 'wav'
  | 'rifx'
  | 'w64'
  | 'aiff'
  | 'mp4'
  | 'aac'
  | 'asf'
  | 'webm'
  | 'other';

/** A recognised file: what it is, and at which byte the stream itself starts (after an ID3v2 tag). */
export interface Sniffed {
  readonly container: Container;
  readonly offset: number;
  /** The name of a format that only some platforms decode; with `other` alone. */
  readonly name?: string;
}

/** Bytes that tell every container apart. */
const HEAD_BYTES = 1024;
/** Most tags before the sound, one after the other. */
const MOST_TAGS = 16;

const WAVE64 = 'riff\x2e\x91\xcf\x11\xa5\xd6\x28\xdb\x04\xc1\x00\x00';

/** Formats without a decoder of our own: ffmpeg has one, pages mostly none. */
const OTHERS: readonly (readonly [signature: string, name: string])[] = [
  ['MAC ', "Monkey's Audio"],
  ['wvpk', 'WavPack'],
  ['MPCK', 'Musepack'],
  ['MP+', 'Musepack'],
  ['TTA1', 'True Audio'],
  ['DSD ', 'DSD'],
  ['FRM8', 'DSD'],
  ['caff', 'Core Audio'],
  ['.snd', 'Sun audio'],
  ['#!AMR', 'AMR'],
  ['.RMF', 'RealMedia'],
];

function has(bytes: Uint8Array, signature: string, at = 0): boolean {
  if (bytes.length < at + signature.length) return false;
  for (let i = 0; i < signature.length; i++) if (bytes[at + i] !== signature.charCodeAt(i)) return false;
  return true;
}

/** Bytes of an ID3v2 tag, header and footer included; 0 when there is none (ID3v2.4 §3.1). */
function id3Length(head: Uint8Array): number {
  if (!has(head, 'ID3') || head.length < 10) return 0;
  let size = 0;
  for (let i = 6; i < 10; i++) size = size * 128 + ((head[i] ?? 0) & 0x7f);
  const footer = ((head[5] ?? 0) & 0x10) !== 0 ? 10 : 0;
  return 10 + size + footer;
}

/** Codec of an Ogg file, by the first packet of its first page (RFC 3533 §6). */
function sniffOgg(head: Uint8Array): Container {
  const packet = 27 + (head[26] ?? 0);
  if (has(head, '\x01vorbis', packet)) return 'ogg-vorbis';
  if (has(head, 'OpusHead', packet)) return 'ogg-opus';
  if (has(head, '\x7fFLAC', packet)) return 'ogg-flac';
  throw new DecodeError('unsupported', 'This Ogg file holds neither Vorbis, Opus nor FLAC.');
}

/** Container by its first bytes; null for MPEG frames, which have no signature. */
function sniffHead(head: Uint8Array): Container | null {
  if (has(head, 'fLaC')) return 'flac';
  if (has(head, 'OggS')) return sniffOgg(head);
  if ((has(head, 'RIFF') || has(head, 'RF64') || has(head, 'BW64')) && has(head, 'WAVE', 8)) return 'wav';
  if (has(head, 'RIFX') && has(head, 'WAVE', 8)) return 'rifx';
  if (has(head, WAVE64)) return 'w64';
  if (has(head, 'FORM') && (has(head, 'AIFF', 8) || has(head, 'AIFC', 8))) return 'aiff';
  if (has(head, 'ftyp', 4)) return 'mp4';
  if (has(head, '\x30\x26\xb2\x75\x8e\x66\xcf\x11')) return 'asf';
  if (has(head, '\x1a\x45\xdf\xa3')) return 'webm';
  if (has(head, 'MThd'))
    throw new DecodeError('unsupported', 'MIDI files hold notes and no sound. Use a recording of it.');
  // ADTS: twelve sync bits and layer 0, which no MPEG audio layer has (ISO/IEC 14496-3 §1.A.2.2.1).
  if (head[0] === 0xff && ((head[1] ?? 0) & 0xf6) === 0xf0) return 'aac';
  return null;
}

/**
 * Recognises a file by its bytes; the name is never looked at.
 *
 * @throws {DecodeError} `not-audio` with what it is instead, `unsupported` with the format's name, or `truncated` for a tag without sound.
 */
export async function sniffContainer(source: ByteSource): Promise<Sniffed> {
  if (source.size === 0) throw new DecodeError('not-audio', 'The file is empty.');
  let offset = 0;
  let head = await source.read(0, HEAD_BYTES);
  for (let tags = 0; tags < MOST_TAGS; tags++) {
    const length = id3Length(head);
    if (length === 0) break;
    offset += length;
    if (offset >= source.size)
      throw new DecodeError('truncated', 'The file ends inside its tag, before any sound.');
    head = await source.read(offset, offset + HEAD_BYTES);
  }
  const container = sniffHead(head);
  if (container !== null) return { container, offset };
  const name = OTHERS.find(([signature]) => has(head, signature))?.[1];
  if (name !== undefined) return { container: 'other', offset, name };
  const instead = describeNotSound(head);
  if (instead !== null) throw new DecodeError('not-audio', instead);
  const frame = findFirstFrame(await source.read(offset, offset + SEARCH_BYTES), 0);
  if (frame !== null) return { container: 'mp3', offset: offset + frame };
  throw new DecodeError('not-audio', 'This is not a sound file that Flipside knows.');
}
