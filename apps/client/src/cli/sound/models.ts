import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { keptModels, removeModel } from '../../engine/separation/models/model-store.ts';
import type { SeparationModel } from '../../engine/separation/index.ts';
import {
  downloadNodeModel,
  FileModelStore,
  knownModels,
  ModelFileError,
} from '../../engine/separation/node.ts';
import { configDirectory, modelDirectory } from '../config-files.ts';
import { progressOf } from '../context.ts';
import type { CommonOptions, Outcome, World } from '../context.ts';
import { CommandError, EXIT, usageError } from '../exit-codes.ts';

export interface GetModelOptions extends CommonOptions {
  readonly acceptLicence?: boolean;
}

/** The list of models that this machine adds to the engine's, where it has one; `FLIPSIDE_MODELS` names another file. */
export function addedModelsPath(env: NodeJS.ProcessEnv): string | null {
  const named = env['FLIPSIDE_MODELS'];
  if (named !== undefined && named !== '') return named;
  const usual = join(configDirectory(env), 'separation-models.json');
  return existsSync(usual) ? usual : null;
}

/** What goes wrong with the files of models, as the command says it. */
export function asCommandError(error: unknown): unknown {
  if (error instanceof RangeError) return usageError('MODELS_BROKEN', error.message);
  if (!(error instanceof ModelFileError)) return error;
  const code = `MODEL_${error.code.toUpperCase().replaceAll('-', '_')}`;
  const exitCode =
    error.code === 'unreachable' ? EXIT.unreachable : error.code === 'not-the-file' ? EXIT.fault : EXIT.usage;
  return new CommandError(exitCode, code, error.message);
}

async function allModels({ env }: World): Promise<readonly SeparationModel[]> {
  try {
    return await knownModels(addedModelsPath(env));
  } catch (error) {
    throw asCommandError(error);
  }
}

async function modelOf(id: string, world: World): Promise<SeparationModel> {
  const known = await allModels(world);
  const model = known.find((one) => one.id === id);
  if (model !== undefined) return model;
  const names = known.map((one) => one.id).join(', ');
  throw usageError('MODEL_NOT_HERE', `There is no separation model ${id}. There are: ${names}.`);
}

const licenceOf = (model: SeparationModel): string =>
  model.contract === 'built-in' ? model.licence : model.weightsLicence;

/** What is on this machine: `part` is a download that was cut off. */
type Kept = 'here' | 'part' | 'not here';

/** `flipside models list`: ways to separate that this machine knows, and which of them it has. */
export async function listModels(_: CommonOptions, world: World): Promise<Outcome> {
  const kept = await keptModels(new FileModelStore(modelDirectory(world.env)));
  const models = (await allModels(world)).map((model) => {
    const isBuiltIn = model.contract === 'built-in';
    const found = isBuiltIn ? undefined : kept.find(({ sha256 }) => sha256 === model.sha256);
    const here: Kept =
      isBuiltIn || found?.whole === true ? 'here' : found === undefined ? 'not here' : 'part';
    return {
      ...{ id: model.id, name: model.name, stems: model.stems, licence: licenceOf(model) },
      ...{ bytes: isBuiltIn ? 0 : model.bytes, kept: here },
    };
  });
  return {
    exitCode: EXIT.fine,
    document: { ok: true, models },
    lines: models.map(({ id, name, kept: here, licence }) => `${id}\t${name}\t${here}\t${licence}`),
  };
}

/** `flipside models get`: downloads weights into the cache, after their licence was read and agreed to. */
export async function getModel(id: string, options: GetModelOptions, world: World): Promise<Outcome> {
  const known = await modelOf(id, world);
  if (known.contract === 'stft-out' && options.acceptLicence !== true)
    throw usageError(
      'LICENCE_NOT_ACCEPTED',
      `The weights of ${known.name}: ${known.weightsLicence} If that is what you do with them, add --accept-licence.`,
    );
  const progress = progressOf(options, world);
  const models = addedModelsPath(world.env);
  try {
    const { name, sha256 } = await downloadNodeModel(id, {
      directory: modelDirectory(world.env),
      licenceAccepted: options.acceptLicence === true,
      onProgress: ({ step, done, total }) => progress.report(`${step} ${id}`, done, total),
      ...(models !== null && { models }),
      ...(world.signal !== undefined && { signal: world.signal }),
    });
    return {
      exitCode: EXIT.fine,
      document: { ok: true, id, name, sha256 },
      lines: [`✓ ${name} is on this machine`],
    };
  } catch (error) {
    throw asCommandError(error);
  } finally {
    progress.end();
  }
}

/** `flipside models remove`: frees what its weights, or a part of them, take. */
export async function dropModel(id: string, _: CommonOptions, world: World): Promise<Outcome> {
  const model = await modelOf(id, world);
  if (model.contract === 'built-in')
    throw usageError('MODEL_BUILT_IN', `${model.name} is a part of this command.`);
  const store = new FileModelStore(modelDirectory(world.env));
  const before = (await keptModels(store)).find(({ sha256 }) => sha256 === model.sha256);
  await removeModel(store, model.sha256);
  const bytes = before?.bytes ?? 0;
  return {
    exitCode: EXIT.fine,
    document: { ok: true, id, bytes },
    lines: [
      bytes === 0
        ? `${model.name} was not on this machine`
        : `✓ ${(bytes / 1e6).toFixed(1)} MB are free again`,
    ],
  };
}
