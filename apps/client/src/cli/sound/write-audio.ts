import { createEncoder, exportAudio } from '../../engine/export/index.ts';
import type { AudioFormat, ExportOptions, ExportReport } from '../../engine/export/index.ts';
import type { StemLibrary } from '../../engine/render/index.ts';
import type { StereoPcm } from '../../engine/types.ts';
import type { Recipe } from '@flipside/recipe';
import { PartFile } from './part-file.ts';

const STEP_FRAMES = 65_536;

export interface Written {
  readonly path: string;
  readonly bytes: number;
  /** Of the file as it lies there. */
  readonly sha256: string;
}

/** Puts the bytes of a file down as they come; what is not finished is not there. */
export async function writeStream<R>(
  path: string,
  stream: AsyncGenerator<Uint8Array, R, void>,
  headOf: (report: R) => Uint8Array,
): Promise<Written & { readonly report: R }> {
  const file = await PartFile.create(path);
  try {
    for (let next = await stream.next(); ; next = await stream.next()) {
      if (next.done !== true) {
        await file.append(next.value);
        continue;
      }
      await file.rewriteHead(headOf(next.value));
      const sha256 = await file.sha256();
      await file.finish();
      return { path, bytes: file.bytes, sha256, report: next.value };
    }
  } catch (error) {
    await file.discard();
    throw error;
  }
}

/** Renders a recipe, or a part of it, into a file: block by block, in constant memory. */
export const writeRendering = (
  path: string,
  recipe: Recipe,
  library: StemLibrary,
  options: ExportOptions,
): Promise<Written & { readonly report: ExportReport }> =>
  writeStream(path, exportAudio(recipe, library, options), ({ finalHead }) => finalHead);

async function* encoded(
  pcm: StereoPcm,
  format: AudioFormat,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, Uint8Array, void> {
  const encoder = createEncoder({ format }, pcm.left.length);
  yield encoder.head();
  for (let from = 0; from < pcm.left.length; from += STEP_FRAMES) {
    signal?.throwIfAborted();
    const frames = Math.min(STEP_FRAMES, pcm.left.length - from);
    yield encoder.encode({ left: pcm.left.subarray(from), right: pcm.right.subarray(from) }, frames);
    await new Promise((turn) => void setImmediate(turn));
  }
  yield encoder.finish();
  return encoder.finalHead();
}

/** Writes samples that are there into a file. */
export const writePcm = (
  path: string,
  pcm: StereoPcm,
  format: AudioFormat,
  signal: AbortSignal | undefined,
): Promise<Written> => writeStream(path, encoded(pcm, format, signal), (head) => head);
