import { ModelFileError, openNodeSeparation, type NodeSeparation } from '../../engine/separation/node.ts';
import { BUILT_IN_SEPARATION, type Separation } from '../../engine/separation/separation-choice.ts';
import { modelDirectory } from '../config-files.ts';
import type { World } from '../context.ts';
import { usageError } from '../exit-codes.ts';

/** How a command is to separate, by a model's id or by a file of weights. */
export interface ModelOptions {
  readonly model: string;
  readonly modelFile?: string;
}

/** The separator that a command is to use; its model is loaded with the first segment. @throws {CommandError} naming those there are */
export async function openSeparation(
  { model, modelFile }: ModelOptions,
  { env }: World,
): Promise<NodeSeparation> {
  try {
    return await openNodeSeparation({
      model,
      env,
      directory: modelDirectory(env),
      ...(modelFile !== undefined && { file: modelFile }),
    });
  } catch (error) {
    if (!(error instanceof ModelFileError)) throw error;
    throw usageError('MODEL_MISSING', `${error.message} (“flipside models get ID”, or --model-file.)`);
  }
}

/** The same, as the engine's workers are told. */
export function separationOf({ model, recipe, separator }: NodeSeparation): Separation {
  if (model.contract === 'built-in') return BUILT_IN_SEPARATION;
  const { sha256 = model.sha256, overlap = model.overlap } = recipe;
  return { contract: 'stft-out', model: model.id, sha256, overlap, stems: separator.stems };
}
