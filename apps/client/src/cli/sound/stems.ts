import type { CommonOptions, Outcome, World } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { openStemCache } from '../storage/stem-files.ts';

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** `flipside stems list`: what this machine keeps of separated recordings. */
export async function listStems(_: CommonOptions, { env }: World): Promise<Outcome> {
  const sets = (await openStemCache(env).sets())
    .map(({ key, bytes, usedAt }) => {
      const [recording = '', model = ''] = key.split('/');
      return { recording, model, bytes, usedAt: new Date(usedAt).toISOString() };
    })
    .toSorted((a, b) => (a.usedAt < b.usedAt ? 1 : -1));
  const bytes = sets.reduce((sum, set) => sum + set.bytes, 0);
  const lines = sets.map(
    (set) => `${set.recording.slice(0, 12)}\t${set.model}\t${megabytes(set.bytes)}\t${set.usedAt}`,
  );
  return {
    exitCode: EXIT.fine,
    document: { ok: true, bytes, sets },
    lines: [...lines, `${String(sets.length)} sets, ${megabytes(bytes)}`],
  };
}

/** `flipside stems clear`: throws them out; they are made again when they are needed. */
export async function clearStems(_: CommonOptions, { env }: World): Promise<Outcome> {
  const cache = openStemCache(env);
  const bytes = (await cache.sets()).reduce((sum, set) => sum + set.bytes, 0);
  await cache.clear();
  return {
    exitCode: EXIT.fine,
    document: { ok: true, bytes },
    lines: [`✓ ${megabytes(bytes)} are free again`],
  };
}
