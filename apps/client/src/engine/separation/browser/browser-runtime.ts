import gpuGlueUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import gpuWasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import cpuGlueUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import cpuWasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { PLANE, PLANES, SEGMENT_FRAMES } from '../neural/contract.ts';
import { loadOrtModel } from '../neural/ort-model.ts';
import { ModelError, type RefusedBackend, type SegmentModel } from '../neural/segment-model.ts';
import { browserThreads } from './browser-threads.ts';
import type { Graphics } from './graphics.ts';

const MEMORY = { enableCpuMemArena: false, enableMemPattern: false, logSeverityLevel: 3 } as const;

/** Something that is no music but has all frequencies: a graphics card that gets it wrong shows it here. */
function warmUp(): { readonly samples: Float32Array; readonly planes: Float32Array } {
  let state = 1;
  const noise = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2_147_483_648 - 1;
  };
  return {
    samples: Float32Array.from({ length: 2 * SEGMENT_FRAMES }, noise),
    planes: Float32Array.from({ length: PLANES * PLANE }, noise),
  };
}

async function onGraphics(bytes: Uint8Array, stems: number): Promise<SegmentModel> {
  const api = await import('onnxruntime-web/webgpu');
  api.env.wasm.wasmPaths = { mjs: gpuGlueUrl, wasm: gpuWasmUrl };
  api.env.wasm.numThreads = 1;
  const options = { ...MEMORY, executionProviders: ['webgpu'] };
  const runtime = { backend: 'webgpu', threads: 1, refused: [] } as const;
  const model = await loadOrtModel(api, bytes, options, { stems, runtime });
  try {
    const { samples, planes } = warmUp();
    const { spectrum } = await model.run(samples, planes);
    if (spectrum.every((value) => value === 0)) throw new ModelError('not-finite', 'It gave silence.');
    return model;
  } catch (error) {
    await model.close();
    throw error;
  }
}

async function onProcessor(
  bytes: Uint8Array,
  stems: number,
  refused: readonly RefusedBackend[],
): Promise<SegmentModel> {
  const api = await import('onnxruntime-web/wasm');
  const threads = browserThreads();
  api.env.wasm.wasmPaths = { mjs: cpuGlueUrl, wasm: cpuWasmUrl };
  api.env.wasm.numThreads = threads;
  const options = { ...MEMORY, executionProviders: ['wasm'] };
  return loadOrtModel(api, bytes, options, { stems, runtime: { backend: 'wasm', threads, refused } });
}

/**
 * Loads a model in a worker of a page: on the graphics card where a chunk of noise comes out as numbers, else on the
 * processor. The runtime's files come from this page's own origin.
 *
 * @param load the model's bytes, asked for once per attempt, so that only one copy is held
 * @param graphics what `graphicsOf` says of this device
 * @throws ModelError when neither can run it
 */
export async function loadBrowserModel(
  load: () => Promise<Uint8Array<ArrayBuffer>>,
  stems: number,
  graphics: Graphics,
): Promise<SegmentModel> {
  if (!graphics.usable) {
    return onProcessor(await load(), stems, [{ backend: 'webgpu', reason: graphics.reason }]);
  }
  try {
    return await onGraphics(await load(), stems);
  } catch (error) {
    if (!(error instanceof ModelError) || error.code === 'not-this-contract') throw error;
    const reason = `this graphics card got it wrong (${error.message})`;
    return onProcessor(await load(), stems, [{ backend: 'webgpu', reason }]);
  }
}
