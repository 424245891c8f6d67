import type { ByteSource } from './byte-source.ts';
import { DecodeError } from './decode-error.ts';

/** Objects of the ASF header that say that the content is encrypted (ASF 1.20 §3.14, §3.15), as bytes. */
const ASF_ENCRYPTION = ['fbb31122 23bd d211 b4b7 00a0c955fc6e', '14e68a29 2226 174c b935 dae07ee9289c'].map(
  (guid) => Uint8Array.from(guid.replaceAll(' ', '').match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)),
);
/** Matroska's `ContentEncryption` element (RFC 9559 §5.1.4.1.31.8). */
const WEBM_ENCRYPTION = Uint8Array.of(0x50, 0x35);
/** Tracks are described before their content, within this many bytes. */
const HEADER_BYTES = 65_536;

/** Where a word stands first; −1 when it does not. */
function positionOf(bytes: Uint8Array, word: Uint8Array): number {
  const [first = 0] = word;
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1))
    if (word.every((byte, index) => bytes[at + index] === byte)) return at;
  return -1;
}

const includes = (bytes: Uint8Array, word: Uint8Array): boolean => positionOf(bytes, word) !== -1;

/** The File Properties Object of an ASF header (ASF 1.20 §3.2), as bytes. */
const ASF_PROPERTIES = Uint8Array.from('a1 dc ab 8c 47 a9 cf 11 8e e4 00 c0 0c 20 53 65'.split(' '), (byte) =>
  Number.parseInt(byte, 16),
);
/** Where its file size and its flags stand, and what says that the size was not known (broadcast). */
const ASF_SIZE_AT = 40;
const ASF_FLAGS_AT = 88;
const ASF_LIVE = 1;

/** Refuses a Windows Media file that is shorter than it says: decoders give what there is of it and say nothing. */
function assertWholeAsf(header: Uint8Array, bytes: number): void {
  const at = positionOf(header, ASF_PROPERTIES);
  if (at === -1 || at + ASF_FLAGS_AT + 4 > header.length) return;
  const view = new DataView(header.buffer, header.byteOffset + at);
  const isLive = (view.getUint32(ASF_FLAGS_AT, true) & ASF_LIVE) !== 0;
  if (!isLive && Number(view.getBigUint64(ASF_SIZE_AT, true)) > bytes)
    throw new DecodeError('truncated', 'The Windows Media file is cut off.');
}

/** Refuses copy-protected Windows Media by name, and what is cut off. */
export async function assertOpenAsf(source: ByteSource, start: number): Promise<void> {
  const header = await source.read(start, start + HEADER_BYTES);
  if (ASF_ENCRYPTION.some((guid) => includes(header, guid)))
    throw new DecodeError(
      'protected',
      'This Windows Media file is copy-protected. Only the service that sold it can play it.',
    );
  assertWholeAsf(header, source.size - start);
}

/** Refuses encrypted WebM and Matroska by name. */
export async function assertOpenWebm(source: ByteSource, start: number): Promise<void> {
  const header = await source.read(start, start + 4096);
  if (includes(header, WEBM_ENCRYPTION) && includes(header, Uint8Array.of(0x6d, 0x80)))
    throw new DecodeError('protected', 'This file is copy-protected. Only your music service can play it.');
}
