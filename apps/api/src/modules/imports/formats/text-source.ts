import { FileFault } from './file-fault.ts';

/** Bytes of a file, in order. */
export type ByteSource = AsyncIterable<Uint8Array>;

/**
 * Decodes a file chunk by chunk, without its byte order mark. Everything here is UTF-8, of which ASCII is a part.
 *
 * @throws {FileFault} where the bytes are not UTF-8, and on NUL, which no text has and PostgreSQL does not take.
 */
export async function* decodeText(source: ByteSource): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  for await (const bytes of source) {
    const text = decoded(
      () => decoder.decode(bytes, { stream: true }),
      () => line + faultyLine(bytes),
    );
    if (text.includes('\0'))
      throw new FileFault('NUL_BYTES', 'The file contains NUL characters: it is not text.', {
        line: line + newlines(text.slice(0, text.indexOf('\0'))),
      });
    line += newlines(text);
    if (text !== '') yield text;
  }
  const rest = decoded(
    () => decoder.decode(),
    () => line,
  );
  if (rest !== '') yield rest;
}

function decoded(decode: () => string, lineOf: () => number): string {
  try {
    return decode();
  } catch (cause) {
    if (!isEncodingError(cause)) throw cause;
    throw new FileFault('WRONG_CHARSET', 'The file is not UTF-8. Save it as UTF-8 and send it again.', {
      line: lineOf(),
    });
  }
}

const isEncodingError = (cause: unknown): boolean =>
  typeof cause === 'object' &&
  cause !== null &&
  'code' in cause &&
  cause.code === 'ERR_ENCODING_INVALID_ENCODED_DATA';

/** How many lines into the bytes the first one is that is not UTF-8. A character cut at their start is no fault. */
function faultyLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let start = 0;
  while (start < 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start += 1;
  for (let lines = 0; start < bytes.length; lines += 1) {
    const found = bytes.indexOf(10, start);
    const end = found === -1 ? bytes.length : found + 1;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch {
      return lines;
    }
    start = end;
  }
  return 0;
}

function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** Splits text into lines at CRLF or LF, numbered from 1. @throws {FileFault} for a line that is too long. */
export async function* linesOf(
  text: AsyncIterable<string>,
  longest: number,
): AsyncGenerator<{ readonly line: number; readonly text: string }> {
  let line = 0;
  let open = '';
  const check = (one: string): string => {
    if (one.length > longest)
      throw new FileFault('LINE_TOO_LONG', `The line is longer than ${longest} characters.`, {
        line: line + 1,
      });
    return one;
  };
  for await (const chunk of text) {
    const parts = (open + chunk).split('\n');
    const rest = parts.pop() ?? '';
    for (const part of parts) {
      yield { line: line + 1, text: check(part.endsWith('\r') ? part.slice(0, -1) : part) };
      line += 1;
    }
    open = check(rest);
  }
  if (open !== '') yield { line: line + 1, text: open };
}
