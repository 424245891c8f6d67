import type { EntryBatch, EntryFault, Parsed } from '@flipside/transparency';

/** Leaves of one transaction: enough that its cost is theirs, few enough to be quick and to fit in memory. */
const MOST_ENTRIES = 4_096;
const MOST_BYTES = 4 * 1_024 * 1_024;

const bytesOf = (entries: readonly Uint8Array[]): number =>
  entries.reduce((sum, { length }) => sum + length, 0);

/**
 * Joins bundles to batches. What came before a refusal is handed on before it: it was verified, and need not be read
 * again.
 */
export async function* gather(
  bundles: AsyncIterable<Parsed<EntryBatch, EntryFault>>,
): AsyncGenerator<Parsed<EntryBatch, EntryFault>> {
  let index = 0;
  let entries: Uint8Array[] = [];
  let bytes = 0;
  const flush = function* (): Generator<Parsed<EntryBatch, EntryFault>> {
    if (entries.length === 0) return;
    yield { ok: true, value: { index, entries } };
    entries = [];
    bytes = 0;
  };
  for await (const bundle of bundles) {
    if (!bundle.ok) {
      yield* flush();
      yield bundle;
      return;
    }
    if (entries.length === 0) ({ index } = bundle.value);
    entries.push(...bundle.value.entries);
    bytes += bytesOf(bundle.value.entries);
    if (entries.length >= MOST_ENTRIES || bytes >= MOST_BYTES) yield* flush();
  }
  yield* flush();
}

/**
 * Reads one ahead: the next batch is fetched and verified while the last is kept. No more than two are in memory, and a
 * fault of the next one is heard of when it is asked for.
 */
export async function* oneAhead<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]();
  const ask = async (): Promise<IteratorResult<T> | { readonly error: unknown }> => {
    try {
      return await iterator.next();
    } catch (error) {
      return { error };
    }
  };
  let next = ask();
  try {
    for (;;) {
      const found = await next;
      if ('error' in found) throw found.error;
      if (found.done === true) return;
      next = ask();
      yield found.value;
    }
  } finally {
    await next;
    await iterator.return?.();
  }
}
