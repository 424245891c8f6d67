import { loadBrowserModel } from '../../../../apps/client/src/engine/separation/browser/browser-runtime.ts';
import { graphicsOf } from '../../../../apps/client/src/engine/separation/browser/graphics.ts';
import { createNeuralSeparator } from '../../../../apps/client/src/engine/separation/neural/neural.separator.ts';
import {
  ModelError,
  type Runtime,
} from '../../../../apps/client/src/engine/separation/neural/segment-model.ts';
import { SAMPLE_RATE } from '../../../../apps/client/src/engine/types.ts';

export interface ModelTask {
  /** Where the page's server has the model. */
  readonly model: string;
  readonly seconds: number;
  /** Take what this browser has for a graphics card, imitated or not. */
  readonly anyGraphics: boolean;
  /** Largest memory that WebAssembly may have, in bytes; as much as it wants when absent. */
  readonly mostMemory?: number;
}

export interface ModelReport {
  readonly runtime?: Runtime;
  /** Seconds until the model was ready, and for each segment. */
  readonly loading?: number;
  readonly segments?: readonly number[];
  /** Every thousandth frame of the left channel of each stem. */
  readonly stems?: Readonly<Record<string, readonly number[]>>;
  readonly error?: string;
}

const STEP = 1000;

/** Two tones, one low and one high, with a beat: something for every stem of a model of bands. */
function music(seconds: number) {
  const left = Float32Array.from({ length: seconds * SAMPLE_RATE }, (_, i) => {
    const low = Math.sin((2 * Math.PI * 100 * i) / SAMPLE_RATE);
    const high = Math.sin((2 * Math.PI * 10_000 * i) / SAMPLE_RATE);
    return (0.4 * low + 0.2 * high) * (i % 22_050 < 11_025 ? 1 : 0.3);
  });
  return { left, right: left.map((value) => value / 2) };
}

/** A device that has no more: growing beyond it fails, as it does where memory is short. */
function limitMemory(bytes: number): void {
  const Native = WebAssembly.Memory;
  const pages = bytes / 65_536;
  WebAssembly.Memory = class extends Native {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super({ ...descriptor, maximum: Math.min(descriptor.maximum ?? pages, pages) });
    }
  };
}

async function work({ model, seconds, anyGraphics, mostMemory }: ModelTask): Promise<ModelReport> {
  if (mostMemory !== undefined) limitMemory(mostMemory);
  const load = async (): Promise<Uint8Array<ArrayBuffer>> =>
    new Uint8Array(await (await fetch(model)).arrayBuffer());
  const graphics = anyGraphics ? { usable: true as const, name: 'any' } : await graphicsOf(navigator);
  const started = performance.now();
  const loaded = await loadBrowserModel(load, 4, graphics);
  const loading = (performance.now() - started) / 1000;
  const segments: number[] = [];
  const separator = createNeuralSeparator({
    id: 'trial',
    stems: ['drums', 'bass', 'other', 'vocals'],
    model: () => Promise.resolve(loaded),
    onSegment: (one) => segments.push(one),
  });
  const stems = await separator.separate(music(seconds));
  const thinned = Object.entries(stems).map(([stem, { left }]) => [
    stem,
    Array.from({ length: Math.ceil(left.length / STEP) }, (_, i) => left[i * STEP] ?? 0),
  ]);
  return {
    runtime: loaded.runtime,
    loading,
    segments,
    stems: Object.fromEntries(thinned) as Record<string, number[]>,
  };
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
const answer = (report: ModelReport): void => globalThis.postMessage(report);

globalThis.addEventListener('message', ({ data }: MessageEvent<ModelTask>) => {
  work(data).then(answer, (error: unknown) => {
    const code = error instanceof ModelError ? error.code : 'unexpected';
    answer({ error: `${code}: ${String(error)}` });
  });
});
