import { downloadNodeModel } from '../../engine/separation/node.ts';
import { findModel, knownModels } from '../../engine/separation/node/find-model.ts';
import { FileModelStore } from '../../engine/separation/node/file-model-store.ts';
import { removeModel } from '../../engine/separation/models/model-store.ts';
import type { NeuralModel, SeparationModel } from '../../engine/separation/registry.ts';
import { progressOf } from '../context.ts';
import type { CommonOptions, Outcome, World } from '../context.ts';
import { EXIT, usageError } from '../exit-codes.ts';
import { modelError } from './separators.ts';

export interface DownloadModelOptions extends CommonOptions {
  readonly acceptLicence?: boolean;
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

async function accountOf(model: SeparationModel, store: FileModelStore, { env }: World) {
  const { id, name, stems } = model;
  if (model.contract === 'built-in')
    return { id, name, stems, here: true, from: 'built-in', licence: model.licence };
  const found = await findModel(model, store, env);
  const { bytes, sha256, weightsLicence: licence } = model;
  return { id, name, stems, here: found !== null, from: found?.from ?? null, licence, bytes, sha256 };
}

/** `flipside models list`: what can separate here, and what could. */
export async function listModels(_options: CommonOptions, world: World): Promise<Outcome> {
  try {
    const store = new FileModelStore();
    const models = await Promise.all(
      (await knownModels(null)).map((model) => accountOf(model, store, world)),
    );
    const lines = models.map(({ id, name, here, from, licence, bytes }) => {
      const size = bytes === undefined ? '' : `, ${megabytes(bytes)}`;
      return `${here ? '✓' : '·'} ${id}\t${name}${size}, ${here ? `here (${from ?? ''})` : 'not here'}. ${licence}`;
    });
    return { exitCode: EXIT.fine, document: { ok: true, models }, lines };
  } catch (error) {
    throw modelError(error);
  }
}

async function neuralModel(id: string): Promise<NeuralModel> {
  const model = (await knownModels(null)).find((one) => one.id === id);
  if (model?.contract === 'stft-out') return model;
  throw usageError('MODEL_UNKNOWN', `There is no model ${id} that could be downloaded.`);
}

/** `flipside models download`: weights onto this machine, going on from where an earlier attempt stopped. */
export async function downloadModelOf(
  id: string,
  options: DownloadModelOptions,
  world: World,
): Promise<Outcome> {
  const model = await neuralModel(id);
  const { name, weightsLicence } = model;
  if (options.acceptLicence !== true)
    throw usageError(
      'LICENCE_NOT_ACCEPTED',
      `The weights of ${name} are not part of Flipside. ${weightsLicence} Say --accept-licence when you agree.`,
    );
  const progress = progressOf(options, world);
  try {
    const { sha256, bytes } = await downloadNodeModel(id, {
      licenceAccepted: true,
      onProgress: ({ step, done, total }) =>
        progress.report(step === 'download' ? `downloading ${name}` : `checking ${name}`, done, total),
      ...(world.signal !== undefined && { signal: world.signal }),
    });
    return {
      exitCode: EXIT.fine,
      document: { ok: true, model: id, sha256, bytes },
      lines: [`✓ ${name} is here, ${megabytes(bytes)}. Use it with --model ${id}.`],
    };
  } catch (error) {
    throw modelError(error);
  } finally {
    progress.end();
  }
}

/** `flipside models remove`: what was downloaded of a model, and of an attempt to. */
export async function removeModelOf(id: string): Promise<Outcome> {
  const { sha256, name } = await neuralModel(id);
  await removeModel(new FileModelStore(), sha256);
  return {
    exitCode: EXIT.fine,
    document: { ok: true, model: id },
    lines: [`✓ ${name} is not kept here any more.`],
  };
}
