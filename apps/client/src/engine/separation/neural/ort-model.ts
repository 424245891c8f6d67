import type { InferenceSession, Tensor, TensorConstructor } from 'onnxruntime-web';
import { BINS, COLUMNS, PLANE, PLANES, SEGMENT_FRAMES } from './contract.ts';
import { ModelError, type Runtime, type SegmentModel, type SegmentOutput } from './segment-model.ts';

/** The part of an ONNX runtime that is used; the one for Node and the one for browsers are alike in it. */
export interface OrtApi<Model = Uint8Array> {
  readonly Tensor: TensorConstructor;
  readonly InferenceSession: {
    create(model: Model, options: InferenceSession.SessionOptions): Promise<InferenceSession>;
  };
}

interface Names {
  readonly samplesIn: string;
  readonly spectrumIn: string;
  readonly spectrumOut: string;
  readonly samplesOut: string;
}

type Metadata = InferenceSession.ValueMetadata;

/** The value of a shape among inputs or outputs; dimensions that a model leaves open fit any. */
function named(values: readonly Metadata[], shape: readonly number[]): string {
  const found = values.find(
    (value) =>
      value.isTensor &&
      value.type === 'float32' &&
      value.shape.length === shape.length &&
      value.shape.every((size, axis) => typeof size === 'string' || size < 0 || size === shape[axis]),
  );
  if (found === undefined) {
    throw new ModelError(
      'not-this-contract',
      `This file is not a separation model that Flipside can run: it has no value of the shape ${shape.join(' × ')}.`,
    );
  }
  return found.name;
}

function namesOf(session: InferenceSession, stems: number): Names {
  return {
    samplesIn: named(session.inputMetadata, [1, 2, SEGMENT_FRAMES]),
    spectrumIn: named(session.inputMetadata, [1, PLANES, BINS, COLUMNS]),
    spectrumOut: named(session.outputMetadata, [1, stems, PLANES, BINS, COLUMNS]),
    samplesOut: named(session.outputMetadata, [1, stems, 2, SEGMENT_FRAMES]),
  };
}

/** Whether a signal holds finite numbers only: the difference of two others is never 0. */
function allFinite(values: Float32Array): boolean {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value - value !== 0) return false;
  }
  return true;
}

/** What runtimes, browsers and C++ say when there is no memory left. */
const NO_MEMORY = /alloc|out of memory|\boom\b|(enlarge|grow) memory/i;

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Why the runtime gave up, in words for the listener. */
function gaveUp(what: string, error: unknown): ModelError {
  const reason = reasonOf(error);
  if (!NO_MEMORY.test(reason)) return new ModelError('failed', `${what}: ${reason}`, { cause: error });
  return new ModelError(
    'no-memory',
    'This device has too little free memory for the separation model. Close other pages and programs, then try again.',
    { cause: error },
  );
}

function takeFloats(tensor: Tensor | undefined, length: number): Float32Array {
  const data = tensor?.data;
  if (!(data instanceof Float32Array) || data.length !== length) {
    throw new ModelError('not-this-contract', 'The model gave something of another shape than it said.');
  }
  return data;
}

export interface OrtModelOptions {
  /** How many it must have. */
  readonly stems: number;
  readonly runtime: Runtime;
}

/**
 * Gives the memory of what was made back now, and not when the engine looks for it: a segment's outputs are 55 MB, and
 * would lie beside all that the next one needs.
 */
function giveBack({ buffer }: Float32Array): void {
  if (buffer instanceof ArrayBuffer) buffer.transfer(0);
}

/** A session of an ONNX runtime as a model of the contract `stft-out`. */
class OrtModel implements SegmentModel {
  readonly runtime: Runtime;
  readonly #Tensor: TensorConstructor;
  readonly #session: InferenceSession;
  readonly #names: Names;
  readonly #stems: number;
  #made: SegmentOutput | null = null;

  constructor(tensor: TensorConstructor, session: InferenceSession, { stems, runtime }: OrtModelOptions) {
    this.#Tensor = tensor;
    this.#session = session;
    this.#stems = stems;
    this.#names = namesOf(session, stems);
    this.runtime = runtime;
  }

  async run(samples: Float32Array, spectrum: Float32Array): Promise<SegmentOutput> {
    const Value = this.#Tensor;
    const names = this.#names;
    if (this.#made !== null) for (const values of [this.#made.samples, this.#made.spectrum]) giveBack(values);
    this.#made = null;
    const feeds = {
      [names.samplesIn]: new Value('float32', samples, [1, 2, SEGMENT_FRAMES]),
      [names.spectrumIn]: new Value('float32', spectrum, [1, PLANES, BINS, COLUMNS]),
    };
    let results: InferenceSession.OnnxValueMapType;
    try {
      results = await this.#session.run(feeds, [names.spectrumOut, names.samplesOut]);
    } catch (error) {
      throw gaveUp('The separation model stopped', error);
    }
    const output: SegmentOutput = {
      spectrum: takeFloats(results[names.spectrumOut], this.#stems * PLANES * PLANE),
      samples: takeFloats(results[names.samplesOut], this.#stems * 2 * SEGMENT_FRAMES),
    };
    if (!allFinite(output.spectrum) || !allFinite(output.samples)) {
      throw new ModelError('not-finite', 'The separation model gave values that are no sound.');
    }
    this.#made = output;
    return output;
  }

  close(): Promise<void> {
    return this.#session.release();
  }
}

/**
 * Loads a model.
 *
 * @param model its bytes, or what else the runtime takes
 * @throws ModelError `failed` or `no-memory` when the runtime cannot load it, `not-this-contract` when its shapes are others
 */
export async function loadOrtModel<Model>(
  api: OrtApi<Model>,
  model: Model,
  options: InferenceSession.SessionOptions,
  settings: OrtModelOptions,
): Promise<SegmentModel> {
  let session: InferenceSession;
  try {
    session = await api.InferenceSession.create(model, options);
  } catch (error) {
    throw gaveUp('The separation model could not be loaded', error);
  }
  try {
    return new OrtModel(api.Tensor, session, settings);
  } catch (error) {
    await session.release();
    throw error;
  }
}
