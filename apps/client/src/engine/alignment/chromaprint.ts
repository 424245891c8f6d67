import { CHROMAPRINT_WASM } from './generated/chromaprint-wasm.ts';

/** The C interface of Chromaprint 1.5 as far as it is used; pointers are byte offsets into `memory`. */
interface ChromaprintExports {
  readonly memory: WebAssembly.Memory;
  emscripten_stack_init(): void;
  __wasm_call_ctors(): void;
  malloc(bytes: number): number;
  free(pointer: number): void;
  chromaprint_new(algorithm: number): number;
  chromaprint_start(context: number, sampleRate: number, channels: number): number;
  chromaprint_feed(context: number, samples: number, count: number): number;
  chromaprint_finish(context: number): number;
  chromaprint_get_raw_fingerprint(context: number, items: number, count: number): number;
  chromaprint_free(context: number): void;
}

const PAGE = 65_536;
/** WASI error number for "not supported". */
const NOT_SUPPORTED = 58;

function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** Host functions of the module. Only memory growth is ever needed; the rest belongs to a C library that is not used here. */
function hostFunctions(memory: () => WebAssembly.Memory): WebAssembly.Imports {
  const fail = (): never => {
    throw new Error('Chromaprint stopped.');
  };
  const unsupported = (): number => NOT_SUPPORTED;
  return {
    env: {
      emscripten_resize_heap(bytes: number): number {
        const size = bytes >>> 0;
        const missing = Math.ceil((size - memory().buffer.byteLength) / PAGE);
        if (missing > 0) memory().grow(missing);
        return 1;
      },
      emscripten_get_now: () => 0,
      emscripten_date_now: () => 0,
      emscripten_err: () => undefined,
      _abort_js: fail,
      __cxa_throw: fail,
      _setitimer_js: unsupported,
      _emscripten_runtime_keepalive_clear: () => undefined,
    },
    wasi_snapshot_preview1: {
      fd_write: unsupported,
      fd_close: unsupported,
      fd_seek: unsupported,
      random_get: unsupported,
      environ_sizes_get: unsupported,
      environ_get: unsupported,
      proc_exit: fail,
    },
  };
}

async function load(): Promise<ChromaprintExports> {
  let exports: ChromaprintExports | null = null;
  const memory = (): WebAssembly.Memory => {
    if (exports === null) throw new Error('Chromaprint asked for memory before it was loaded.');
    return exports.memory;
  };
  const { instance } = await WebAssembly.instantiate(decodeBase64(CHROMAPRINT_WASM), hostFunctions(memory));
  // The module is our own fixed constant: its exports are known.
  exports = instance.exports as unknown as ChromaprintExports;
  exports.emscripten_stack_init();
  exports.__wasm_call_ctors();
  return exports;
}

let loading: Promise<ChromaprintExports> | null = null;

/** The module, loaded once per thread. */
export function loadChromaprint(): Promise<ChromaprintExports> {
  loading ??= load();
  return loading;
}
