/** First bytes of files that people and servers hand over in place of sound, and what to call them. */
const SIGNATURES: readonly (readonly [signature: string, name: string])[] = [
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
  ['GIF8', 'a picture'],
  ['%PDF', 'a PDF document'],
  ['PK\x03\x04', 'a zip archive'],
  ['Rar!', 'an archive'],
  ['\x1f\x8b', 'a compressed archive'],
  ['7z\xbc\xaf', 'an archive'],
  ['MZ', 'a program'],
  ['\x7fELF', 'a program'],
  ['SQLite format 3', 'a database'],
];

const LOOK_BYTES = 1024;

/** The beginning as text, or null when it holds bytes that no text has. */
function asText(head: Uint8Array): string | null {
  const bytes = head.subarray(0, LOOK_BYTES);
  for (const byte of bytes) if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) return null;
  try {
    // A character may be cut in two at the end: `stream` leaves it for later.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

/** What a text is: servers answer with these instead of sound when something went wrong. */
function describeText(text: string): string {
  const start = text.trimStart().toLowerCase();
  if (/^<!doctype html|^<html|^<head|^<body/.test(start))
    return 'This is a web page, not sound: whoever served it probably asks to sign in, or has no such file.';
  if (/^<\?xml|^<[a-z]/.test(start)) return 'This is an XML answer of a server, not sound.';
  if (/^[{[]/.test(start)) return 'This is a JSON answer of a server, not sound.';
  if (start.startsWith('#extm3u')) return 'This is a playlist, not sound.';
  return 'This is a text, not sound.';
}

/** What a file is that is no sound, in a sentence; null when it cannot be told. */
export function describeNotSound(head: Uint8Array): string | null {
  const start = String.fromCharCode(...head.subarray(0, 16));
  for (const [signature, name] of SIGNATURES)
    if (start.startsWith(signature)) return `This is ${name}, not sound.`;
  const text = asText(head);
  return text === null || text.trim() === '' ? null : describeText(text);
}
