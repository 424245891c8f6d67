import { Unzip, UnzipInflate, type UnzipFile } from 'fflate';

/** Of one file that is read: a project of a hundred tracks has a few megabytes. */
const MOST_BYTES = 64 * 1024 * 1024;

/** An archive that cannot be read. */
export class ZipError extends Error {
  override readonly name = 'ZipError';
}

/**
 * Reads the files of an archive that are asked for by path, and passes over the others, which are sound.
 *
 * @throws ZipError when it is none, or a file is absurdly large
 */
export async function readFromZip(
  archive: AsyncIterable<Uint8Array>,
  paths: readonly string[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  const failures: Error[] = [];
  let entries = 0;
  const take = (file: UnzipFile): void => {
    entries += 1;
    if (!paths.includes(file.name)) return;
    const chunks: Uint8Array[] = [];
    let size = 0;
    file.ondata = (error, chunk, isLast) => {
      size += chunk?.length ?? 0;
      if (error !== null) failures.push(error);
      if (size > MOST_BYTES) failures.push(new ZipError(`${file.name} is absurdly large`));
      if (failures.length > 0) return;
      chunks.push(chunk);
      if (isLast) found.set(file.name, join(chunks, size));
    };
    file.start();
  };
  const unzip = new Unzip(take);
  unzip.register(UnzipInflate);
  const push = (chunk: Uint8Array, isLast: boolean): void => {
    unzip.push(chunk, isLast);
    const [failure] = failures;
    if (failure !== undefined) throw failure;
  };
  try {
    for await (const chunk of archive) push(chunk, false);
    push(new Uint8Array(0), true);
  } catch (error) {
    if (error instanceof ZipError) throw error;
    throw new ZipError('it cannot be unpacked', { cause: error });
  }
  if (entries === 0) throw new ZipError('it is no archive');
  return found;
}

function join(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
