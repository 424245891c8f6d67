import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { loadOrtModel, type OrtApi } from '../neural/ort-model.ts';
import { ModelError, type RefusedBackend, type SegmentModel } from '../neural/segment-model.ts';

export type NodeBackend = 'native' | 'wasm';

export interface NodeRuntimeOptions {
  /** Threads to use; all cores when absent. */
  readonly threads?: number;
  /** `native` refuses to fall back, `wasm` does not try the native runtime. The better one that works when absent. */
  readonly backend?: NodeBackend;
}

/** A runtime that is not installed, or whose binary does not load here, is not an error yet: there is another one. */
async function nativeApi(): Promise<OrtApi<string> | string> {
  try {
    const { default: api } = await import('onnxruntime-node');
    return api;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return `onnxruntime-node cannot be loaded (${why.split('\n')[0] ?? why}); install it for about twice the speed`;
  }
}

async function wasmApi(threads: number): Promise<OrtApi> {
  const api = await import('onnxruntime-web');
  api.env.wasm.numThreads = threads;
  // What the runtime thinks of a model's optional hints is not for whoever separates stems.
  api.env.logLevel = 'error';
  return api;
}

/**
 * Weights are used as they lie in the file, without a second copy in the order that the processor likes best, and are
 * allocated one by one. A tenth slower, and some 60 MB less.
 */
const SPARING = {
  session: { disable_prepacking: '1', use_device_allocator_for_initializers: '1' },
} as const;

/**
 * Loads a model in Node: by onnxruntime-node, or where that cannot be by the WebAssembly of onnxruntime-web. Arena and
 * memory pattern are off: HTDemucs takes 2.6 GB so, and 5.1 GB with them. The last level of optimisation, another layout of
 * what the graph works on, is off too: it takes 110 MB more and gains nothing that could be measured.
 *
 * @throws ModelError
 */
export async function loadNodeModel(
  path: string,
  stems: number,
  { threads = availableParallelism(), backend }: NodeRuntimeOptions = {},
): Promise<SegmentModel> {
  const refused: RefusedBackend[] = [];
  const options = { enableCpuMemArena: false, enableMemPattern: false, logSeverityLevel: 3 } as const;
  if (backend !== 'wasm') {
    const api = await nativeApi();
    if (typeof api !== 'string') {
      // By its path: the runtime reads it piece by piece, and no copy of the weights is held here.
      const native = {
        ...options,
        graphOptimizationLevel: 'extended',
        intraOpNumThreads: threads,
        interOpNumThreads: 1,
        extra: SPARING,
      } as const;
      const settings = { stems, runtime: { backend: 'native', threads, refused } } as const;
      return loadOrtModel(api, path, native, settings);
    }
    if (backend === 'native') throw new ModelError('no-runtime', `${api}.`);
    refused.push({ backend: 'native', reason: api });
  }
  const runtime = { backend: 'wasm', threads, refused } as const;
  const wasm = { ...options, executionProviders: ['wasm'] };
  return loadOrtModel(await wasmApi(threads), await readFile(path), wasm, { stems, runtime });
}
