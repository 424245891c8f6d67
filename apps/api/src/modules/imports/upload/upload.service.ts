import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { ImportRefusedError } from '../errors.ts';
import { FileFault } from '../formats/file-fault.ts';
import { decodeText } from '../formats/text-source.ts';
import { sniffFormat } from './sniff.ts';
import { UploadRepository } from './upload.repository.ts';

/** Largest file, and how it is cut: 1,024 chunks at most. */
export const MOST_BYTES = 256 * 1_024 * 1_024;
const CHUNK = 256 * 1_024;

/**
 * Takes a file in as it arrives. What is not text in UTF-8 is refused on the way, so that nothing binary, and so no
 * audio, is ever kept.
 */
@Injectable()
export class UploadService {
  constructor(@Inject(UploadRepository) private readonly uploads: UploadRepository) {}

  /**
   * Access is the caller's to ask for.
   *
   * @returns the upload's id. @throws {ImportRefusedError}
   */
  async receive(partyId: string, fileName: string, body: AsyncIterable<Uint8Array>): Promise<string> {
    const chunks = chunked(body);
    const first = await nextOf(chunks);
    const format = await refusing(() => Promise.resolve(sniffFormat(first ?? new Uint8Array())));
    const id = await this.uploads.begin(partyId, fileName, format);
    try {
      await refusing(() => this.store(id, first, chunks));
    } catch (error) {
      await this.uploads.discard(id);
      throw error;
    }
    return id;
  }

  private async store(id: string, first: Uint8Array | null, rest: AsyncGenerator<Uint8Array>): Promise<void> {
    const hash = createHash('sha256');
    let bytes = 0;
    let position = 0;
    const { uploads } = this;
    async function* kept(): AsyncGenerator<Uint8Array> {
      for (let chunk = first; chunk !== null; chunk = await nextOf(rest)) {
        bytes += chunk.length;
        if (bytes > MOST_BYTES)
          throw new FileFault(
            'FILE_TOO_LARGE',
            `The file is larger than ${MOST_BYTES / 1_048_576} MiB. Send it in parts.`,
          );
        hash.update(chunk);
        await uploads.append(id, position, chunk);
        position += 1;
        yield chunk;
      }
    }
    // Decoding is the check; the text itself is read again by the import.
    for await (const text of decodeText(kept())) void text;
    await this.uploads.finish(id, bytes, hash.digest('hex'));
  }
}

async function nextOf(chunks: AsyncGenerator<Uint8Array>): Promise<Uint8Array | null> {
  const next = await chunks.next();
  return next.done === true ? null : next.value;
}

/** Cuts what arrives into chunks of one size, of which the first is long enough to be recognised. */
async function* chunked(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    parts.push(part);
    length += part.length;
    while (length >= CHUNK) {
      const all = Buffer.concat(parts);
      yield all.subarray(0, CHUNK);
      parts = [all.subarray(CHUNK)];
      length -= CHUNK;
    }
  }
  if (length > 0) yield Buffer.concat(parts);
}

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FileFault) throw new ImportRefusedError(error.failure);
    throw error;
  }
}
