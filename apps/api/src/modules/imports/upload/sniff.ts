import { FileFault } from '../formats/file-fault.ts';
import type { ImportFormat } from '../formats/subject.types.ts';

type Signature = readonly [what: string, at: number, bytes: readonly number[] | string];

/** How files begin that are often sent by mistake. Sound is named apart: no audio reaches the server. */
const AUDIO: readonly Signature[] = [
  ['WAV', 0, 'RIFF'],
  ['FLAC', 0, 'fLaC'],
  ['Ogg', 0, 'OggS'],
  ['MP3', 0, 'ID3'],
  ['AIFF', 0, 'FORM'],
  ['MP4', 4, 'ftyp'],
  ['Matroska', 0, [0x1a, 0x45, 0xdf, 0xa3]],
  ['MIDI', 0, 'MThd'],
  ['Core Audio', 0, 'caff'],
];
const OTHER: readonly Signature[] = [
  ['ZIP archive or a spreadsheet (save it as CSV)', 0, [0x50, 0x4b, 0x03, 0x04]],
  ['gzip archive', 0, [0x1f, 0x8b]],
  ['PDF', 0, '%PDF'],
  ['PNG picture', 0, [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG picture', 0, [0xff, 0xd8, 0xff]],
  ['spreadsheet (save it as CSV)', 0, [0xd0, 0xcf, 0x11, 0xe0]],
];

/** How many bytes are enough to know what a file is. */
export const SNIFFED_BYTES = 4_096;

/**
 * What a file is, by its first bytes, whatever its name and type say.
 *
 * @throws {FileFault} `AUDIO_FILE`, `NOT_TEXT`, `WRONG_CHARSET` or `FILE_EMPTY`.
 */
export function sniffFormat(begin: Uint8Array): ImportFormat {
  const audio = AUDIO.find((signature) => matches(begin, signature));
  if (audio !== undefined || isMpegFrame(begin))
    throw new FileFault(
      'AUDIO_FILE',
      `This is a sound file (${audio?.[0] ?? 'MP3'}). Flipside never takes audio.`,
    );
  const other = OTHER.find((signature) => matches(begin, signature));
  if (other !== undefined) throw new FileFault('NOT_TEXT', `This is a ${other[0]}, not a catalogue in text.`);
  if (startsWith(begin, [0xff, 0xfe]) || startsWith(begin, [0xfe, 0xff]))
    throw new FileFault('WRONG_CHARSET', 'The file is UTF-16. Save it as UTF-8 and send it again.', {
      line: 1,
    });
  const text = new TextDecoder().decode(begin.subarray(0, SNIFFED_BYTES)).trimStart();
  if (text === '') throw new FileFault('FILE_EMPTY', 'The file is empty.');
  if (text.startsWith('<')) return 'ERN';
  return /^HDR(?:PB|SO|AA|WR|\d{2})/.test(text) ? 'CWR' : 'CSV';
}

function matches(begin: Uint8Array, [, at, signature]: Signature): boolean {
  const bytes = typeof signature === 'string' ? [...Buffer.from(signature, 'latin1')] : signature;
  return startsWith(begin.subarray(at), bytes);
}

const startsWith = (begin: Uint8Array, bytes: readonly number[]): boolean =>
  bytes.every((byte, index) => begin[index] === byte);

/** Eleven set bits, and a layer that exists (ISO 11172-3 §2.4.2.3). */
const isMpegFrame = (begin: Uint8Array): boolean =>
  begin[0] === 0xff && ((begin[1] ?? 0) & 0xe0) === 0xe0 && begin[1] !== 0xfe && begin[1] !== 0xff;
