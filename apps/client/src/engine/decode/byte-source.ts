/** Bytes of a file, read a stretch at a time: what is not asked for need never be in memory. */
export interface ByteSource {
  readonly size: number;
  /** Bytes [from, to), fewer where the file ends. What comes back is not to be written to. */
  read(from: number, to: number): Promise<Uint8Array>;
}

/** A file, or bytes that are in memory already, as a source. Reading a `Blob` reads its slices. */
export function byteSource(file: Blob | Uint8Array): ByteSource {
  if (file instanceof Uint8Array) {
    return { size: file.byteLength, read: async (from, to) => file.subarray(from, to) };
  }
  return {
    size: file.size,
    read: async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer()),
  };
}

/** Windows of a source in order, each of `step` bytes at most: [from, to) without the rest of the file. */
export async function* readWindows(
  source: ByteSource,
  from: number,
  to: number,
  step: number,
): AsyncGenerator<{ readonly at: number; readonly bytes: Uint8Array }> {
  const end = Math.min(to, source.size);
  for (let at = from; at < end; at += step)
    yield { at, bytes: await source.read(at, Math.min(end, at + step)) };
}
