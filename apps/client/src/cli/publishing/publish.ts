import { join } from 'node:path';
import { signRecipe, type SignedRecipe } from '@flipside/recipe';
import { apiOf, expectData } from '../api.ts';
import { configDirectory } from '../config-files.ts';
import { httpOf } from '../context.ts';
import type { CommonOptions, Outcome, World } from '../context.ts';
import { CommandError, EXIT, usageError } from '../exit-codes.ts';
import type { Http } from '../http.ts';
import { keptSeed } from '../kept-seed.ts';
import { loadRecipe, type LoadedRecipe } from '../sound/recipe-input.ts';
import { clearanceLines, payoutLine } from './clearance-lines.ts';
import { previewOf } from './clear.ts';

export interface PublishOptions extends CommonOptions {
  readonly tag: readonly string[];
}

/** Whose token it is: keys belong to accounts, for several people may share a machine. */
async function accountOf(http: Http): Promise<string> {
  const { user } = expectData('Publishing', await apiOf(http).GET('/api/me'));
  if (user === null) throw usageError('NOT_ALLOWED', `Sign in first: flipside login --url ${http.baseUrl}`);
  return user.id;
}

/** The recipe as it is when somebody signed it already; else signed with this machine's key of the account. */
async function signed({ recipe, proof }: LoadedRecipe, http: Http, world: World): Promise<SignedRecipe> {
  if ('proof' in recipe && recipe.proof !== undefined) {
    if (proof.ok) return recipe as SignedRecipe;
    throw new CommandError(EXIT.fault, proof.code, `The recipe's signature does not hold (${proof.code}).`);
  }
  const name = `${encodeURIComponent(http.host)}-producer-${await accountOf(http)}`;
  const seed = await keptSeed(join(configDirectory(world.env), 'keys', name));
  return signRecipe(recipe, seed, world.now());
}

/**
 * `flipside publish`: signs a recipe on this machine and publishes it, when every side of every source is cleared. The key never leaves the
 * machine.
 */
export async function publish(word: string, options: PublishOptions, world: World): Promise<Outcome> {
  const loaded = await loadRecipe(word, options, world);
  const http = httpOf(options, world);
  const { clearance } = await previewOf(loaded, http);
  if (clearance.state !== 'CLEARED')
    return {
      exitCode: EXIT.fault,
      document: { ok: false, error: { code: 'NOT_CLEARED', message: 'Not everybody said yes.' }, clearance },
      lines: [
        ...clearanceLines(clearance),
        'Nothing was published. “flipside clear --ask” asks those who decide.',
      ],
    };
  const recipe = await signed(loaded, http, world);
  const body = { recipe: { ...recipe }, tags: [...options.tag] };
  const published = expectData('Publishing', await apiOf(http).POST('/api/recipes', { body }));
  const { hash, code, url, economics } = published;
  return {
    exitCode: EXIT.fine,
    document: { ok: true, hash, code, url, economics },
    lines: [`✓ ${url}`, `Recipe    ${hash}`, payoutLine(economics)],
  };
}
