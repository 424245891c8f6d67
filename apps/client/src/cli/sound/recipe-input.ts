import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import {
  parseRecipe,
  parseRecipeHash,
  hashFromLink,
  parseRecipeLink,
  recipeHash,
  verifyRecipe,
} from '@flipside/recipe';
import type { Recipe, RecipeHash, VerifyResult } from '@flipside/recipe';
import { apiOf, expectData } from '../api.ts';
import { httpOf, readNamed } from '../context.ts';
import type { CommonOptions, World } from '../context.ts';
import { CommandError, EXIT, usageError } from '../exit-codes.ts';

/** A published recipe is 2 MiB at most; the document on disk may be laid out with blanks. */
const MOST_BYTES = 16 * 1024 * 1024;

/** A recipe with what is known of it beyond its own words. */
export interface LoadedRecipe {
  readonly recipe: Recipe;
  readonly hash: RecipeHash;
  readonly proof: VerifyResult;
  /** The instance it was fetched from; null for a file. */
  readonly instance: string | null;
}

const SHARE = /^\/(?:r|embed)\/([A-Za-z0-9]{4,32})\/?$/;

/** Checks a document by the rules of recipes. @throws {CommandError} naming the first fields that are wrong */
export function readRecipe(text: string, where: string): Omit<LoadedRecipe, 'instance'> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw usageError('RECIPE_MALFORMED', `${where} is no JSON.`);
  }
  const parsed = parseRecipe(value);
  if (parsed.ok) {
    const { recipe } = parsed;
    return { recipe, hash: recipeHash(recipe), proof: verifyRecipe(recipe) };
  }
  const [first] = parsed.issues;
  const more = parsed.issues.length > 1 ? ` (and ${parsed.issues.length - 1} more)` : '';
  throw usageError(
    'RECIPE_REFUSED',
    `${where}: ${first?.pointer ?? ''} ${first?.message ?? 'is no recipe'}${more}.`,
  );
}

async function fetchByHash(hash: RecipeHash, options: CommonOptions, world: World): Promise<LoadedRecipe> {
  const http = httpOf(options, world);
  const bytes = await http.bytes(`api/recipes/${hash}/document`, MOST_BYTES);
  if (bytes === null) throw usageError('NOT_FOUND', `${http.host} has no recipe ${hash}.`);
  const loaded = readRecipe(new TextDecoder().decode(bytes), hash);
  if (loaded.hash !== hash)
    throw new CommandError(EXIT.fault, 'RECIPE_DIFFERS', `${http.host} serves another recipe than ${hash}.`);
  return { ...loaded, instance: http.baseUrl };
}

/** A share link of any instance; it names the instance itself. */
async function fetchByLink(
  link: URL,
  code: string,
  options: CommonOptions,
  world: World,
): Promise<LoadedRecipe> {
  const at = { ...options, url: link.origin };
  const answer = await apiOf(httpOf(at, world)).GET('/api/share-links/{code}', {
    params: { path: { code } },
  });
  const hash = parseRecipeHash(expectData(`Share link ${code}`, answer).hash);
  if (hash === null) throw new CommandError(EXIT.fault, 'ANSWER_STRANGE', `${link.host} names no recipe.`);
  return fetchByHash(hash, at, world);
}

/**
 * A recipe by file, by hash (`sha256-…` or `ni:///sha-256;…`, asked of `--url`), or by the share link of an instance.
 *
 * @throws {CommandError}
 */
export async function loadRecipe(word: string, options: CommonOptions, world: World): Promise<LoadedRecipe> {
  const link = parseRecipeLink(word);
  const hash = parseRecipeHash(word) ?? (link === null ? null : hashFromLink(link));
  if (hash !== null) return fetchByHash(hash, options, world);
  if (existsSync(word)) {
    if ((await stat(word)).size > MOST_BYTES)
      throw usageError('RECIPE_REFUSED', `${word} is too large for a recipe.`);
    return { ...readRecipe(await readNamed(word), word), instance: null };
  }
  const url = URL.parse(word);
  const code = url === null ? undefined : SHARE.exec(url.pathname)?.[1];
  if (url !== null && code !== undefined) return fetchByLink(url, code.toUpperCase(), options, world);
  throw usageError(
    'RECIPE_UNKNOWN',
    `"${word}" is no file, no recipe hash and no share link such as https://flipside.example/r/CODE.`,
  );
}
