import type { Recipe } from '@flipside/recipe';
import { ModelFileError, openNodeSeparation, type NodeSeparation } from '../../engine/separation/node.ts';
import type { Separation } from '../../engine/separation/separation-choice.ts';
import type { World } from '../context.ts';
import { CommandError, EXIT } from '../exit-codes.ts';

/** How a person says what is to separate. */
export interface ModelOptions {
  /** Id of a model; what the recipe was made with when absent, or the built-in one. */
  readonly model?: string;
  /** An ONNX file of the listener's own. */
  readonly modelFile?: string;
}

export interface ChosenSeparation {
  readonly separation: NodeSeparation;
  /** Why it is not what the producer used; null when it is, or when the listener asked for it. */
  readonly note: string | null;
}

/** What the engine says of a model's file, as the command's own sentence. */
export function modelError(error: unknown): unknown {
  if (!(error instanceof ModelFileError)) return error;
  const code = `MODEL_${error.code.replaceAll('-', '_').toUpperCase()}`;
  const exitCode = error.code === 'unreachable' ? EXIT.unreachable : EXIT.missing;
  return new CommandError(exitCode, code, error.message, { cause: error });
}

/**
 * The separator that a command is to use, ready.
 *
 * @throws {CommandError} when there is no such model, or it is not on this machine
 */
export async function openSeparation(
  { model, modelFile }: ModelOptions,
  { env }: World,
): Promise<NodeSeparation> {
  try {
    return await openNodeSeparation({
      env,
      ...(model !== undefined && { model }),
      ...(modelFile !== undefined && { file: modelFile }),
    });
  } catch (error) {
    throw modelError(error);
  }
}

/** What was asked for; else what the recipe was made with; else, and it is said, the built-in one. */
export async function separationFor(
  { separation: made }: Recipe,
  options: ModelOptions,
  world: World,
): Promise<ChosenSeparation> {
  const isAsked = options.model !== undefined || options.modelFile !== undefined;
  if (isAsked || made === undefined || made.model.startsWith('builtin'))
    return { separation: await openSeparation(options, world), note: null };
  const { env } = world;
  const { model, overlap } = made;
  try {
    const separation = await openNodeSeparation({ model, env, ...(overlap !== undefined && { overlap }) });
    const isSame = made.sha256 === undefined || made.sha256 === separation.recipe.sha256;
    const note = isSame ? null : `The producer used other weights of ${model} than those on this machine.`;
    return { separation, note };
  } catch (error) {
    if (!(error instanceof ModelFileError)) throw error;
    const separation = await openNodeSeparation({ env });
    return {
      separation,
      note: `Made with ${model}, which is not on this machine; stems are made by the built-in separation, which is rougher. "flipside models" says how to get it.`,
    };
  }
}

/** As the engine's preparation is told. */
export function toldAs({ model, recipe }: NodeSeparation): Separation {
  if (model.contract === 'built-in') return { contract: 'built-in', model: model.id };
  const { id, sha256, stems } = model;
  return { contract: 'stft-out', model: id, sha256, stems, overlap: recipe.overlap ?? model.overlap };
}
