import { openAsBlob } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isSoundName } from '../../engine/decode/index.ts';
import type { LocalFile } from '../../engine/providers/local-files.ts';
import { usageError } from '../exit-codes.ts';

const MAX_DEPTH = 24;
const MAX_FILES = 200_000;

/** A file as a blob that reads from the disk only what is asked of it. */
async function blobOf(path: string): Promise<Blob> {
  const { mtimeMs } = await stat(path);
  return Object.assign(await openAsBlob(path), { lastModified: Math.round(mtimeMs) });
}

/**
 * The audio files of a directory and of all below it, by path. Hidden ones and symbolic links to directories are left out.
 *
 * @throws {CommandError} when it is no directory, or holds more files than are read
 */
export async function listDirectory(root: string): Promise<readonly LocalFile[]> {
  const files: LocalFile[] = [];
  const visit = async (directory: string, prefix: string, depth: number): Promise<void> => {
    for await (const entry of await opendir(directory)) {
      if (entry.name.startsWith('.')) continue;
      const full = join(directory, entry.name);
      if (entry.isDirectory() && depth < MAX_DEPTH) await visit(full, `${prefix}${entry.name}/`, depth + 1);
      else if (!entry.isDirectory() && isSoundName(entry.name))
        files.push({ name: entry.name, path: `${prefix}${entry.name}`, getBlob: () => blobOf(full) });
      if (files.length > MAX_FILES)
        throw usageError(
          'TOO_MANY_FILES',
          `${root} holds more than ${MAX_FILES} audio files; name a smaller one.`,
        );
    }
  };
  try {
    await visit(resolve(root), '', 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw usageError('FOLDER_UNREADABLE', `${root} cannot be read: ${error.message}`);
  }
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
