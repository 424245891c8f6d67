import type { NodeSeparation } from '../../engine/separation/node.ts';
import type { Separator } from '../../engine/separation/separator.ts';
import type { StemSet, StereoPcm } from '../../engine/types.ts';
import { recordingId } from '../../engine/workers/digest.ts';
import { StemAssembly } from '../../engine/workers/stem-assembly.ts';
import { fillFromCache, makeMissing } from '../../engine/workers/stem-making.ts';
import type { World } from '../context.ts';
import { openStemCache } from '../storage/stem-files.ts';

/** A separator that Ctrl-C stops at its next pause, whatever else may stop it. */
export function stoppable(separator: Separator, signal: AbortSignal | undefined): Separator {
  if (signal === undefined) return separator;
  return {
    id: separator.id,
    stems: separator.stems,
    chunkFrames: separator.chunkFrames,
    separate: (mix, options = {}) => {
      const stop = options.signal === undefined ? signal : AbortSignal.any([signal, options.signal]);
      return separator.separate(mix, { ...options, signal: stop });
    },
  };
}

/** All stems of a recording: those that are kept, and the rest made and kept. `isKept`: nothing had to be made. */
export async function stemsOf(
  mix: StereoPcm,
  { separator, model, cacheName }: NodeSeparation,
  { env, signal }: World,
  onProgress: (done: number) => void,
): Promise<{ readonly stems: StemSet; readonly isKept: boolean }> {
  const cache = openStemCache(env);
  const name = {
    recording: await recordingId(mix),
    model: cacheName,
    frames: mix.left.length,
    ...(model.contract === 'built-in' ? {} : { chunkFrames: separator.chunkFrames }),
  };
  const assembly = new StemAssembly(name.frames, separator.stems, null, name.chunkFrames);
  await cache.use(name);
  const missing = await fillFromCache(assembly, separator.stems, name, cache);
  signal?.throwIfAborted();
  await makeMissing(
    { assembly, name, mix, cache, separator: stoppable(separator, signal), onProgress },
    missing,
  );
  return { stems: assembly.stems, isKept: missing.length === 0 };
}
