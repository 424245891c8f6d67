import { builtInSeparator } from './built-in.separator.ts';
import { downloadModel, type DownloadOptions } from './models/download-model.ts';
import { ModelFileError } from './models/model-error.ts';
import { createNeuralSeparator } from './neural/neural.separator.ts';
import type { Runtime, SegmentModel } from './neural/segment-model.ts';
import { FileModelStore } from './node/file-model-store.ts';
import { findModel, knownModels, modelInFile, type FoundModel } from './node/find-model.ts';
import { loadNodeModel, type NodeBackend } from './node/node-runtime.ts';
import { BUILT_IN_MODEL, type NeuralModel, type SeparationModel } from './registry.ts';
import { stemSetModel } from './separation-name.ts';
import type { Separator } from './separator.ts';

export { FileModelStore } from './node/file-model-store.ts';
export { knownModels } from './node/find-model.ts';
export { ModelFileError } from './models/model-error.ts';
export { ModelError } from './neural/segment-model.ts';
export type { ModelProgress } from './models/download-model.ts';

/** How the command line separates. */
export interface NodeSeparation {
  readonly model: SeparationModel;
  readonly separator: Separator;
  /** What a recipe says about it, and under which stems are cached. */
  readonly recipe: { readonly model: string; readonly sha256?: string; readonly overlap?: number };
  readonly cacheName: string;
  /** Where the weights were found; null for the built-in one. */
  readonly from: FoundModel['from'] | null;
  /** What it runs on; null before the first segment, and for the built-in one. */
  runtime(): Runtime | null;
  /** Seconds of work of every segment made so far. */
  readonly segmentSeconds: readonly number[];
  close(): Promise<void>;
}

export interface NodeSeparationRequest {
  /** Id of a model (`builtin-1`, `htdemucs`); ignored beside `file`. The built-in one when absent. */
  readonly model?: string;
  /** An ONNX file of the contract `stft-out`. */
  readonly file?: string;
  /** A JSON file of further models (`parseAddedModels`). */
  readonly models?: string;
  /** 0 to 0.95; the model's own when absent. */
  readonly overlap?: number;
  readonly threads?: number;
  readonly backend?: NodeBackend;
  /** Where models are kept; the XDG cache when absent. */
  readonly directory?: string;
  readonly env?: NodeJS.ProcessEnv;
}

async function wantedModel(request: NodeSeparationRequest): Promise<SeparationModel> {
  const known = await knownModels(request.models ?? null);
  if (request.file !== undefined) return modelInFile(request.file, known);
  const id = request.model ?? BUILT_IN_MODEL.id;
  const model = known.find((one) => one.id === id);
  if (model === undefined) {
    const names = known.map((one) => one.id).join(', ');
    throw new ModelFileError('not-here', `There is no separation model ${id}. There are: ${names}.`);
  }
  return model;
}

function builtIn(): NodeSeparation {
  return {
    model: BUILT_IN_MODEL,
    separator: builtInSeparator,
    recipe: { model: BUILT_IN_MODEL.id },
    cacheName: BUILT_IN_MODEL.id,
    from: null,
    runtime: () => null,
    segmentSeconds: [],
    close: () => Promise.resolve(),
  };
}

function neural(found: FoundModel, request: NodeSeparationRequest): NodeSeparation {
  const { model, path, from } = found;
  const overlap = request.overlap ?? model.overlap;
  const segmentSeconds: number[] = [];
  let loading: Promise<SegmentModel> | null = null;
  let runtime: Runtime | null = null;
  const load = async (): Promise<SegmentModel> => {
    const loaded = await loadNodeModel(path, model.stems.length, request);
    runtime = loaded.runtime;
    return loaded;
  };
  const separator = createNeuralSeparator({
    id: model.id,
    stems: model.stems,
    overlap,
    model: () => (loading ??= load()),
    onSegment: (seconds) => segmentSeconds.push(seconds),
  });
  return {
    model,
    separator,
    recipe: { model: model.id, sha256: model.sha256, overlap },
    cacheName: stemSetModel({ model: model.id, sha256: model.sha256, overlap }),
    from,
    runtime: () => runtime,
    segmentSeconds,
    close: async () => (await loading)?.close(),
  };
}

/**
 * The separator that a command line asks for, ready to be used; the model itself is loaded with the first segment.
 *
 * @throws ModelFileError `not-here` when there is no such model, or its weights are not on this machine: the message
 *   says how to get them
 */
export async function openNodeSeparation(request: NodeSeparationRequest = {}): Promise<NodeSeparation> {
  const model = await wantedModel(request);
  if (model.contract === 'built-in') return builtIn();
  if (request.file !== undefined) return neural({ model, path: request.file, from: 'file' }, request);
  const store = new FileModelStore(request.directory);
  const found = await findModel(model, store, request.env);
  if (found !== null) return neural(found, request);
  throw new ModelFileError(
    'not-here',
    `${model.name} is not on this machine. Download it once, or name its file.`,
  );
}

/**
 * Downloads a model's weights into the cache, going on from where an earlier attempt stopped.
 *
 * @throws ModelFileError, `licence-not-accepted` among others; the signal's reason
 */
export async function downloadNodeModel(
  id: string,
  options: DownloadOptions & { readonly directory?: string; readonly models?: string },
): Promise<NeuralModel> {
  const model = await wantedModel({
    model: id,
    ...(options.models === undefined ? {} : { models: options.models }),
  });
  if (model.contract === 'built-in') {
    throw new ModelFileError('not-here', 'The built-in separation needs no download.');
  }
  await downloadModel(model, new FileModelStore(options.directory), options);
  return model;
}
