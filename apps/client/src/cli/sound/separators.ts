import type { Recipe } from '@flipside/recipe';
import {
  ModelFileError,
  openNodeSeparation,
  type NodeSeparation,
  type NodeSeparationRequest,
} from '../../engine/separation/node.ts';
import { BUILT_IN_SEPARATION, type Separation } from '../../engine/separation/separation-choice.ts';
import { modelDirectory } from '../config-files.ts';
import type { World } from '../context.ts';
import { usageError } from '../exit-codes.ts';
import { addedModelsPath, asCommandError } from './models.ts';

/** How a command is to separate, by a model's id or by a file of weights. */
export interface ModelOptions {
  /** What the flip was made with, or the built-in one, when absent. */
  readonly model?: string;
  readonly modelFile?: string;
}

/** What every separation of this machine has: where models lie, and which it knows beside the engine's. */
function kitOf(env: NodeJS.ProcessEnv): NodeSeparationRequest {
  const models = addedModelsPath(env);
  return { env, directory: modelDirectory(env), ...(models !== null && { models }) };
}

/** The separator that a command is to use; its model is loaded with the first segment. @throws {CommandError} naming those there are */
export async function openSeparation(
  { model, modelFile }: ModelOptions,
  { env }: World,
): Promise<NodeSeparation> {
  try {
    return await openNodeSeparation({
      ...kitOf(env),
      ...(model !== undefined && { model }),
      ...(modelFile !== undefined && { file: modelFile }),
    });
  } catch (error) {
    if (!(error instanceof ModelFileError)) throw asCommandError(error);
    throw usageError('MODEL_MISSING', `${error.message} (“flipside models get ID”, or --model-file.)`);
  }
}

export interface ChosenSeparation {
  readonly separation: NodeSeparation;
  /** How it differs from what the producer used, in words; null when it does not, or the listener wanted it so. */
  readonly note: string | null;
}

/** What a flip was made with where this machine has it; else the built-in one, and it is said. */
export async function separationAsMade(
  { separation: made }: Recipe,
  { env }: World,
): Promise<ChosenSeparation> {
  const builtIn = (note: string | null) =>
    openNodeSeparation({ env }).then((separation) => ({ separation, note }));
  if (made === undefined || made.model.startsWith('builtin')) return builtIn(null);
  const { model, sha256, overlap } = made;
  try {
    const wanted = { ...kitOf(env), model, ...(overlap !== undefined && { overlap }) };
    const separation = await openNodeSeparation(wanted);
    const isSame = sha256 === undefined || sha256 === separation.recipe.sha256;
    return { separation, note: isSame ? null : `The producer used other weights of ${model} than yours.` };
  } catch (error) {
    if (!(error instanceof ModelFileError)) throw asCommandError(error);
    return builtIn(
      `Made with ${model}, which is not on this machine: stems come from the built-in separation, which is rougher.`,
    );
  }
}

/** The same, as the engine's workers are told. */
export function separationOf({ model, recipe, separator }: NodeSeparation): Separation {
  if (model.contract === 'built-in') return BUILT_IN_SEPARATION;
  const { sha256 = model.sha256, overlap = model.overlap } = recipe;
  return { contract: 'stft-out', model: model.id, sha256, overlap, stems: separator.stems };
}
