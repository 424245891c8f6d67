import { Zip, ZipPassThrough } from 'fflate';

/** One file of an archive; its bytes come piece by piece. */
export interface ZipEntry {
  readonly path: string;
  readonly bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

/** What fits into an archive without the 64-bit extension, which not every DAW reads, less room for its directory. */
export const MOST_ZIP_BYTES = 0xffff_ffff - 1_048_576;

/**
 * An archive of files as they are, since sound does not get smaller by deflation, piece by piece and in constant memory
 * (PKWARE APPNOTE 6.3.10, method 0, sizes behind each file).
 *
 * @throws RangeError when it grows beyond 4 GB; whatever an entry throws
 */
export async function* zipStream(
  entries: Iterable<ZipEntry> | AsyncIterable<ZipEntry>,
): AsyncGenerator<Uint8Array, void, void> {
  const ready: Uint8Array[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, chunk) => {
    if (error === null) ready.push(chunk);
    else failure ??= error;
  });
  let written = 0;
  const take = function* (): Generator<Uint8Array, void, void> {
    if (failure !== null) throw failure;
    for (const chunk of ready.splice(0)) {
      written += chunk.length;
      if (written > MOST_ZIP_BYTES) throw new RangeError('the archive would be larger than 4 GB');
      yield chunk;
    }
  };
  for await (const { path, bytes } of entries) {
    const file = new ZipPassThrough(path);
    zip.add(file);
    for await (const piece of bytes) {
      // The archive keeps what it is given until it is taken; whoever renders uses his arrays again.
      file.push(piece.slice());
      yield* take();
    }
    file.push(new Uint8Array(0), true);
    yield* take();
  }
  zip.end();
  yield* take();
}
