import { SAMPLE_RATE } from '../types.ts';
import { Xorshift } from '../dsp/xorshift.ts';

/** What is used of signalsmith-stretch's WebAssembly module (its `web/emscripten/main.cpp`). */
export interface StretchModule {
  readonly HEAP8: Int8Array;
  _presetDefault(channels: number, sampleRate: number): void;
  _reset(): void;
  _inputLatency(): number;
  _outputLatency(): number;
  _setTransposeSemitones(semitones: number, tonalityLimit: number): void;
  _setBuffers(channels: number, length: number): number;
  _seek(inputSamples: number, playbackRate: number): void;
  _process(inputSamples: number, outputSamples: number): void;
}

interface ProcessorInstance {
  readonly port: ReadyPort;
  readonly wasmModule: StretchModule;
}

type ProcessorClass = new (options: {
  numberOfOutputs: number;
  outputChannelCount: number[];
}) => ProcessorInstance;

export const STRETCH_CHANNELS = 2;
/** Seed of the phases that the algorithm draws at random beyond about 1.5 times the length. */
const SEED = 0x464c4950;
const READY_LIMIT_MS = 30_000;

let processorClass: Promise<ProcessorClass> | null = null;

/**
 * The package registers an audio worklet processor and exports nothing else that reaches its WebAssembly. It is
 * loaded where it believes itself in a worklet, for as long as its module is evaluated, and the class is kept.
 */
async function captureProcessorClass(): Promise<ProcessorClass> {
  const captured: { processor?: ProcessorClass } = {};
  const restore = [
    define('AudioWorkletProcessor', WorkletProcessor),
    define('registerProcessor', (_: string, processor: ProcessorClass) => {
      captured.processor = processor;
    }),
    define('sampleRate', SAMPLE_RATE),
  ];
  try {
    await import('signalsmith-stretch');
  } finally {
    for (const undo of restore) undo();
  }
  if (captured.processor === undefined) throw new Error('signalsmith-stretch registered no processor');
  return captured.processor;
}

/** The processor reports over its port when its WebAssembly runs. */
class ReadyPort {
  onmessage: unknown = null;
  readonly ready: Promise<void>;
  private resolve: () => void = () => undefined;

  constructor() {
    this.ready = new Promise((resolve) => {
      this.resolve = resolve;
    });
  }

  postMessage([kind]: readonly unknown[]): void {
    if (kind === 'ready') this.resolve();
  }
}

/** Stands in for the worklet's base class. */
class WorkletProcessor {
  readonly port = new ReadyPort();
}

/** Defines a global and returns what puts back the one before. */
function define(name: string, value: unknown): () => void {
  const before = Object.getOwnPropertyDescriptor(globalThis, name);
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  return () => {
    if (before === undefined) Reflect.deleteProperty(globalThis, name);
    else Object.defineProperty(globalThis, name, before);
  };
}

/** Random bytes that are the same in every instance. */
function seededCrypto(): Pick<Crypto, 'getRandomValues'> {
  const random = new Xorshift(SEED);
  return {
    getRandomValues<T extends ArrayBufferView | null>(view: T): T {
      if (view === null) return view;
      const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
      for (let i = 0; i < bytes.length; i++) bytes[i] = random.nextUint32() >>> 24;
      return view;
    },
  };
}

/**
 * Starts one instance of the time stretcher, stereo at 44.1 kHz. The package takes hold of `crypto` synchronously, so
 * that global is patched for no longer; it reads `sampleRate` until it reports ready.
 */
async function startOne(): Promise<StretchModule> {
  processorClass ??= captureProcessorClass();
  const Processor = await processorClass;
  const restoreRate = define('sampleRate', SAMPLE_RATE);
  try {
    const restoreCrypto = define('crypto', seededCrypto());
    let instance: ProcessorInstance;
    try {
      instance = new Processor({ numberOfOutputs: 1, outputChannelCount: [STRETCH_CHANNELS] });
    } finally {
      restoreCrypto();
    }
    await withLimit(instance.port.ready);
    return instance.wasmModule;
  } finally {
    restoreRate();
  }
}

async function withLimit(ready: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('signalsmith-stretch did not start')), READY_LIMIT_MS);
  });
  try {
    await Promise.race([ready, limit]);
  } finally {
    clearTimeout(timer);
  }
}

let last: Promise<unknown> = Promise.resolve();

/** Starts an instance after those asked for before, so that no two hold the globals at once. */
export function startStretchModule(): Promise<StretchModule> {
  const next = last.then(startOne, startOne);
  last = next;
  return next;
}
