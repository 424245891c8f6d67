import { OpfsModelStore } from '../../storage/opfs-model-store.ts';
import { fileNames } from '../models/model-store.ts';
import { ModelFileError } from '../models/model-error.ts';
import { createNeuralSeparator } from '../neural/neural.separator.ts';
import { SEGMENT_FRAMES } from '../neural/contract.ts';
import { ModelError, type Runtime, type SegmentModel } from '../neural/segment-model.ts';
import type { NeuralSeparation } from '../separation-choice.ts';
import type { Separator } from '../separator.ts';
import { SAMPLE_RATE } from '../../types.ts';
import { graphicsOf } from './graphics.ts';
import { loadBrowserModel } from './browser-runtime.ts';

async function bytesOf(sha256: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const store = await OpfsModelStore.open();
    return new Uint8Array(await (await store.file(fileNames(sha256).model)).arrayBuffer());
  } catch (error) {
    if (!(error instanceof ModelFileError)) throw error;
    throw new ModelError('failed', error.message, { cause: error });
  }
}

/** What was seen of a model at work. */
export interface ModelRun {
  readonly runtime: Runtime;
  /** Seconds of work per second of sound. */
  readonly realTimeFactor: number;
}

/** A separator over a model that is kept on this device. It is loaded when the first segment is needed. */
export class StoredSeparator {
  readonly separator: Separator;
  readonly #seconds: number[] = [];
  readonly #hop: number;
  #loading: Promise<SegmentModel> | null = null;
  #runtime: Runtime | null = null;

  constructor({ model, sha256, stems, overlap }: NeuralSeparation) {
    this.#hop = ((1 - overlap) * SEGMENT_FRAMES) / SAMPLE_RATE;
    const load = async (): Promise<SegmentModel> => {
      const loaded = await loadBrowserModel(() => bytesOf(sha256), stems.length, await graphicsOf(navigator));
      this.#runtime = loaded.runtime;
      return loaded;
    };
    this.separator = createNeuralSeparator({
      id: model,
      stems,
      overlap,
      model: () => (this.#loading ??= load()),
      onSegment: (seconds) => this.#seconds.push(seconds),
    });
  }

  /** Null when everything came from the cache. */
  run(): ModelRun | null {
    if (this.#runtime === null || this.#seconds.length === 0) return null;
    const mean = this.#seconds.reduce((sum, one) => sum + one, 0) / this.#seconds.length;
    return { runtime: this.#runtime, realTimeFactor: mean / this.#hop };
  }
}
