import type { Recipe } from '@flipside/recipe';
import { exportAudio } from '../../../apps/client/src/engine/export/index.ts';
import { ProviderError } from '../../../apps/client/src/engine/providers/provider-error.ts';
import { SubsonicProvider } from '../../../apps/client/src/engine/providers/subsonic/subsonic-provider.ts';
import { builtInSeparator } from '../../../apps/client/src/engine/separation/index.ts';
import { MemoryChunkStore } from '../../../apps/client/src/engine/storage/chunk-store.ts';
import { MemoryCopyIndex } from '../../../apps/client/src/engine/storage/device-copy-index.ts';
import { MemoryStemIndex } from '../../../apps/client/src/engine/storage/device-stem-index.ts';
import { StemCache } from '../../../apps/client/src/engine/storage/stem-cache.ts';
import type { StemSet } from '../../../apps/client/src/engine/types.ts';
import { sha256Hex } from '../../../apps/client/src/engine/workers/digest.ts';
import { SourcePreparation } from '../../../apps/client/src/engine/workers/source-preparation.ts';
import { touchedSpans } from '../../../apps/client/src/engine/workers/touched-spans.ts';

/** What the page asks of its worker. */
export interface PageTask {
  readonly login: { readonly url: string; readonly username?: string; readonly password?: string };
  readonly recipe: Recipe;
}

export type PageAnswer =
  | { readonly ok: true; readonly sha256: string; readonly bytes: number; readonly way: string }
  | { readonly ok: false; readonly code: string; readonly message: string };

/** Finds, aligns, separates and renders as the app's workers do, and hashes the file that comes out. */
async function play({ login, recipe }: PageTask): Promise<PageAnswer> {
  const provider = new SubsonicProvider({ name: 'home', login });
  const preparation = new SourcePreparation({
    cache: new StemCache(new MemoryChunkStore(), new MemoryStemIndex(), {
      estimate: () => Promise.resolve({}),
    }),
    copies: new MemoryCopyIndex(),
    separator: () => builtInSeparator,
    now: () => performance.now(),
  });
  const sets = new Map<string, StemSet>();
  for (const source of recipe.sources) {
    const { isrc, title, artist, durationMs } = source;
    const found = await provider.resolve({ isrc, title, artist, durationMs });
    if (found.kind === 'mismatch') throw new ProviderError('gone', found.detail);
    const file = await provider.open(found.track);
    const needs = touchedSpans(recipe, source.id);
    const task = { file, decoded: null, source, model: builtInSeparator.id, ...needs };
    const result = await preparation.prepare(task, () => undefined);
    if (result.kind !== 'ready') throw new ProviderError('unreadable', JSON.stringify(result));
    sets.set(source.id, result.stems);
  }
  const library = { stem: (id: string, stem: keyof StemSet) => sets.get(id)?.[stem], layer: () => undefined };
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const stream = exportAudio(recipe, library, { format: 'wav32f' });
  for (let next = await stream.next(); ; next = await stream.next()) {
    if (next.done === true) {
      parts[0] = new Uint8Array(next.value.finalHead);
      break;
    }
    parts.push(new Uint8Array(next.value));
  }
  const file = new Blob(parts);
  const { way } = await provider.test();
  return { ok: true, sha256: await sha256Hex(await file.arrayBuffer()), bytes: file.size, way };
}

addEventListener('message', ({ data }: MessageEvent<PageTask>) => {
  void play(data)
    .catch((error: unknown): PageAnswer => {
      const code = error instanceof ProviderError ? error.code : 'fault';
      return { ok: false, code, message: String(error) };
    })
    .then((answer) => postMessage(answer));
});
