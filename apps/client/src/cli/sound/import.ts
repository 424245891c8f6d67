import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { recipeHash } from '@flipside/recipe';
import {
  DawProjectError,
  PROJECT_FILE,
  readDawProject,
  readFromZip,
  RECIPE_FILE,
  ZipError,
} from '../../engine/interchange/index.ts';
import type { CommonOptions, Outcome, World } from '../context.ts';
import { EXIT, usageError } from '../exit-codes.ts';
import { writeWhole } from '../files.ts';
import { loadRecipe, readRecipe } from './recipe-input.ts';

export interface ImportOptions extends CommonOptions {
  readonly out: string;
  /** The flip that the project was made of; the one inside it when absent. */
  readonly recipe?: string;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

async function filesOf(path: string): Promise<ReadonlyMap<string, Uint8Array>> {
  try {
    await access(path);
    return await readFromZip(createReadStream(path), [PROJECT_FILE, RECIPE_FILE]);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    if (error instanceof ZipError) throw usageError('PROJECT_REFUSED', `${path} is no project: ${why}.`);
    throw usageError('FILE_UNREADABLE', `${path} cannot be read: ${why}`);
  }
}

function textOf(bytes: Uint8Array, what: string): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw usageError('PROJECT_REFUSED', `${what} is not in UTF-8.`);
  }
}

/** `flipside import`: what a DAW made of a flip, as a recipe again. */
export async function importProject(path: string, options: ImportOptions, world: World): Promise<Outcome> {
  const files = await filesOf(path);
  const project = files.get(PROJECT_FILE);
  if (project === undefined)
    throw usageError('PROJECT_REFUSED', `${path} holds no ${PROJECT_FILE}: it is no .dawproject.`);
  const inside = files.get(RECIPE_FILE);
  if (options.recipe === undefined && inside === undefined)
    throw usageError(
      'RECIPE_MISSING',
      `${path} does not hold the flip that it was made of. Name it with --recipe (file, hash, share link).`,
    );
  const { recipe: flip } =
    options.recipe !== undefined || inside === undefined
      ? await loadRecipe(options.recipe ?? '', options, world)
      : readRecipe(textOf(inside, RECIPE_FILE), `${path}: ${RECIPE_FILE}`);
  try {
    const { recipe, left } = readDawProject(textOf(project, PROJECT_FILE), flip);
    await writeWhole(options.out, `${JSON.stringify(recipe, null, 2)}\n`);
    const clips = recipe.tracks.reduce((sum, track) => sum + (track.clips ?? []).length, 0);
    const notes = recipe.tracks.reduce((sum, track) => sum + (track.notes ?? []).length, 0);
    return {
      exitCode: EXIT.fine,
      document: {
        ...{ ok: true, path: options.out, title: recipe.title, hash: recipeHash(recipe) },
        ...{ tracks: recipe.tracks.length, clips, notes, left },
      },
      lines: [
        `✓ ${options.out}  “${recipe.title}”: ${recipe.tracks.length} tracks, ${clips} clips, ${notes} notes`,
        ...(left.length === 0 ? [] : [`Left out, since a recipe cannot say it: ${left.join(', ')}.`]),
      ],
    };
  } catch (error) {
    if (!(error instanceof DawProjectError)) throw error;
    throw usageError('PROJECT_REFUSED', `${path}: ${error.message}`);
  }
}
