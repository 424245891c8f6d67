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

function includes(bytes: Uint8Array, word: Uint8Array): boolean {
  const [first = 0] = word;
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1))
    if (word.every((byte, index) => bytes[at + index] === byte)) return true;
  return false;
}

/** Refuses copy-protected Windows Media by name. */
export async function assertOpenAsf(source: ByteSource, start: number): Promise<void> {
  const header = await source.read(start, start + HEADER_BYTES);
  if (ASF_ENCRYPTION.some((guid) => includes(header, guid)))
    throw new DecodeError(
      'protected',
      'This Windows Media file is copy-protected. Only the service that sold it can play it.',
    );
}

/** Refuses encrypted WebM and Matroska by name. */
export async function assertOpenWebm(source: ByteSource, start: number): Promise<void> {
  const header = await source.read(start, start + 4096);
  if (includes(header, WEBM_ENCRYPTION) && includes(header, Uint8Array.of(0x6d, 0x80)))
    throw new DecodeError('protected', 'This file is copy-protected. Only your music service can play it.');
}
