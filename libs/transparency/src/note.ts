import { concat, fromBase64, hasControl, textOf, toBase64, utf8 } from './bytes.ts';
import { isKeyName } from './keys.ts';
import { accepted, refused } from './result.ts';
import type { Parsed } from './result.ts';

const MOST_NOTE_BYTES = 64 * 1024;
const MOST_SIGNATURES = 64;
const KEY_ID_BYTES = 4;

/** One signature line: which key, and what it signed. What the bytes mean is the key type's affair. */
export interface NoteSignature {
  readonly name: string;
  /** Four bytes. */
  readonly keyId: Uint8Array;
  readonly signature: Uint8Array;
}

/** A signed note: text that ends in a newline, and its signature lines. Nothing of it is trusted yet. */
export interface Note {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export type NoteFault = 'NOTE_TOO_LARGE' | 'NOTE_NOT_TEXT' | 'NOTE_MALFORMED' | 'NOTE_SIGNATURE_MALFORMED';

/** A signature line with its newline: `— <name> <base64 of key id and signature>`. */
export function formatSignature({ name, keyId, signature }: NoteSignature): string {
  return `— ${name} ${toBase64(concat(keyId, signature))}\n`;
}

/** Reads one signature line, without its newline; null when it is none. */
export function parseSignature(line: string): NoteSignature | null {
  const [, name = '', encoded = ''] = /^— (\S+) (\S+)$/u.exec(line) ?? [];
  const bytes = fromBase64(encoded);
  if (!isKeyName(name) || bytes === null || bytes.length <= KEY_ID_BYTES) return null;
  return { name, keyId: bytes.slice(0, KEY_ID_BYTES), signature: bytes.slice(KEY_ID_BYTES) };
}

/**
 * @throws {RangeError} for a text without a newline at its end, with other control characters, or without a signature.
 */
export function formatNote({ text, signatures }: Note): Uint8Array {
  if (!text.endsWith('\n') || hasControl(text, '\n'))
    throw new RangeError('a note is lines, each ended by a newline');
  if (signatures.length === 0) throw new RangeError('a note has a signature');
  return utf8(`${text}\n${signatures.map(formatSignature).join('')}`);
}

/** Reads a note of 64 KiB and 64 signatures at most (signed-note, "Format"). Signatures are not checked here. */
export function parseNote(bytes: Uint8Array): Parsed<Note, NoteFault> {
  if (bytes.length > MOST_NOTE_BYTES)
    return refused('NOTE_TOO_LARGE', `is larger than ${MOST_NOTE_BYTES} bytes`);
  const whole = textOf(bytes);
  if (whole === null || hasControl(whole, '\n')) return refused('NOTE_NOT_TEXT', 'is not UTF-8 lines');
  // The text keeps its own newline; the blank line between belongs to neither part.
  const split = whole.lastIndexOf('\n\n');
  if (split < 0 || !whole.endsWith('\n'))
    return refused('NOTE_MALFORMED', 'has no blank line before its signatures');
  const lines = whole.slice(split + 2, -1).split('\n');
  if (lines.length > MOST_SIGNATURES)
    return refused('NOTE_TOO_LARGE', `has more than ${MOST_SIGNATURES} signatures`);
  const signatures = lines.map(parseSignature);
  const read = signatures.filter((signature) => signature !== null);
  if (read.length < lines.length)
    return refused('NOTE_SIGNATURE_MALFORMED', 'has a signature line that cannot be read');
  return accepted({ text: whole.slice(0, split + 1), signatures: read });
}
