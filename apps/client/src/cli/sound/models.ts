import { SEPARATION_MODELS, type SeparationModel } from '../../engine/separation/index.ts';
import { downloadNodeModel, ModelFileError } from '../../engine/separation/node.ts';
import { modelDirectory } from '../config-files.ts';
import { progressOf } from '../context.ts';
import type { CommonOptions, Outcome, World } from '../context.ts';
import { CommandError, EXIT, usageError } from '../exit-codes.ts';

export interface GetModelOptions extends CommonOptions {
  readonly acceptLicence?: boolean;
}

const licenceOf = (model: SeparationModel): string =>
  model.contract === 'built-in' ? model.licence : model.weightsLicence;

/** `flipside models list`: ways to separate that this version knows. */
export async function listModels(): Promise<Outcome> {
  const models = SEPARATION_MODELS.map((model) => ({
    ...{ id: model.id, name: model.name, stems: model.stems, licence: licenceOf(model) },
    bytes: model.contract === 'built-in' ? 0 : model.bytes,
  }));
  return {
    exitCode: EXIT.fine,
    document: { ok: true, models },
    lines: models.map(({ id, name, licence }) => `${id}\t${name}\t${licence}`),
  };
}

/** `flipside models get`: downloads weights into the cache, after their licence was read and agreed to. */
export async function getModel(id: string, options: GetModelOptions, world: World): Promise<Outcome> {
  const known = SEPARATION_MODELS.find((model) => model.id === id);
  if (known?.contract === 'stft-out' && options.acceptLicence !== true)
    throw usageError(
      'LICENCE_NOT_ACCEPTED',
      `The weights of ${known.name}: ${known.weightsLicence} If that is what you do with them, add --accept-licence.`,
    );
  const progress = progressOf(options, world);
  try {
    const model = await downloadNodeModel(id, {
      directory: modelDirectory(world.env),
      licenceAccepted: options.acceptLicence === true,
      onProgress: ({ step, done, total }) => progress.report(`${step} ${id}`, done, total),
      ...(world.signal !== undefined && { signal: world.signal }),
    });
    const { name, sha256 } = model;
    return {
      exitCode: EXIT.fine,
      document: { ok: true, id, name, sha256 },
      lines: [`✓ ${name} is on this machine`],
    };
  } catch (error) {
    if (!(error instanceof ModelFileError)) throw error;
    const code = `MODEL_${error.code.toUpperCase().replaceAll('-', '_')}`;
    throw new CommandError(error.code === 'unreachable' ? EXIT.unreachable : EXIT.usage, code, error.message);
  } finally {
    progress.end();
  }
}
