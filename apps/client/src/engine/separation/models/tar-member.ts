import { ModelFileError } from './model-error.ts';

const RECORD = 512;
const text = new TextDecoder('latin1');

const broken = (detail: string, cause?: unknown): ModelFileError =>
  new ModelFileError('bad-package', `The package cannot be read: ${detail}.`, { cause });

function field(header: Uint8Array, from: number, length: number): string {
  const value = text.decode(header.subarray(from, from + length));
  const end = value.indexOf('\0');
  return end === -1 ? value : value.slice(0, end);
}

/** Sum over the header with its own checksum taken for blanks, as every reader checks it. */
function isHeader(header: Uint8Array): boolean {
  let sum = 0;
  for (let i = 0; i < RECORD; i++) sum += i >= 148 && i < 156 ? 32 : (header[i] as number);
  return sum === Number.parseInt(field(header, 148, 8).trim(), 8);
}

/** The header that begins in `bytes`: null at the end of the archive. */
function readHeader(header: Uint8Array): { readonly path: string; readonly size: number } | null {
  if (header.every((byte) => byte === 0)) return null;
  if (!isHeader(header)) throw broken('a header is damaged');
  const prefix = field(header, 345, 155);
  const name = field(header, 0, 100);
  const size = Number.parseInt(field(header, 124, 12).trim(), 8);
  if (!Number.isSafeInteger(size) || size < 0) throw broken('a size is damaged');
  return { path: prefix === '' ? name : `${prefix}/${name}`, size };
}

/** Takes bytes of a stream in the amounts that are asked for. */
class StreamBytes {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>;
  #rest: Uint8Array<ArrayBuffer> = new Uint8Array(0);

  constructor(stream: ReadableStream<Uint8Array<ArrayBuffer>>) {
    this.#reader = stream.getReader();
  }

  /** At most `count` bytes, at least one; null at the end. */
  async some(count: number): Promise<Uint8Array<ArrayBuffer> | null> {
    while (this.#rest.length === 0) {
      const { done, value } = await this.#reader.read().catch((error: unknown) => {
        throw broken('it is damaged', error);
      });
      if (done) return null;
      this.#rest = value;
    }
    const taken = this.#rest.subarray(0, count);
    this.#rest = this.#rest.subarray(count);
    return taken;
  }

  async exactly(count: number): Promise<Uint8Array | null> {
    const bytes = new Uint8Array(count);
    for (let filled = 0; filled < count;) {
      const part = await this.some(count - filled);
      if (part === null) {
        if (filled === 0) return null;
        throw broken('it ends too early');
      }
      bytes.set(part, filled);
      filled += part.length;
    }
    return bytes;
  }

  async *run(count: number): AsyncGenerator<Uint8Array<ArrayBuffer>, void, void> {
    for (let left = count; left > 0;) {
      const part = await this.some(left);
      if (part === null) throw broken('it ends too early');
      left -= part.length;
      yield part;
    }
  }

  /** Lets go of the stream. One that has failed was told of already. */
  async cancel(): Promise<void> {
    await this.#reader.cancel().catch(() => undefined);
  }
}

/**
 * The bytes of one member of a tar archive (POSIX.1-2017, `pax`, "ustar interchange format"), without holding the
 * archive in memory.
 *
 * @throws ModelFileError `bad-package` when the archive is damaged or has no such member
 */
export async function* tarMember(
  archive: ReadableStream<Uint8Array<ArrayBuffer>>,
  path: string,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, void> {
  const bytes = new StreamBytes(archive);
  try {
    for (;;) {
      const record = await bytes.exactly(RECORD);
      const header = record === null ? null : readHeader(record);
      if (header === null) throw broken(`it holds no ${path}`);
      if (header.path === path) {
        yield* bytes.run(header.size);
        return;
      }
      const padded = Math.ceil(header.size / RECORD) * RECORD;
      for await (const _ of bytes.run(padded));
    }
  } finally {
    await bytes.cancel();
  }
}
