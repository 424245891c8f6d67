import { builtInSeparator, SEPARATION_MODELS, type Separator } from '../../engine/separation/index.ts';
import { usageError } from '../exit-codes.ts';

/** The separator that a command is to use. @throws {CommandError} naming those there are */
export function separatorOf(model: string): Separator {
  if (model === builtInSeparator.id) return builtInSeparator;
  const known = SEPARATION_MODELS.map(({ id }) => id).join(', ');
  throw usageError('MODEL_UNKNOWN', `There is no separation model "${model}" here; there is: ${known}.`);
}
