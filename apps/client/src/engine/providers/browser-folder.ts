import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { isSoundName } from '../decode/sound-names.ts';
import type { LocalFile } from './local-files.ts';
import { ProviderError } from './provider-error.ts';

/** Folder access that TypeScript's DOM library does not describe yet (File System Access, WICG draft §3). */
interface PermissionHandle extends FileSystemDirectoryHandle {
  queryPermission(descriptor: { mode: 'read' }): Promise<PermissionState>;
  requestPermission(descriptor: { mode: 'read' }): Promise<PermissionState>;
}

interface FolderWindow {
  showDirectoryPicker(options: { id: string; mode: 'read' }): Promise<PermissionHandle>;
}

interface FolderSchema extends DBSchema {
  folders: { key: string; value: PermissionHandle };
}

/** A chosen folder with the files in it that sound by their names. */
export interface PickedFolder {
  readonly name: string;
  readonly files: readonly LocalFile[];
  /** True when a bound cut the listing short. */
  readonly isCut: boolean;
}

const MAX_DEPTH = 12;
const MAX_FILES = 50_000;
const DATABASE = 'flipside-folders';
const KEY = 'music';

function hasPicker(scope: object): scope is FolderWindow {
  return 'showDirectoryPicker' in scope && typeof scope.showDirectoryPicker === 'function';
}

/** Whether the browser can open a folder and keep the permission; elsewhere use `filesFromInput`. */
export function canPickFolder(): boolean {
  return hasPicker(globalThis);
}

async function useFolders<T>(work: (database: IDBPDatabase<FolderSchema>) => Promise<T>): Promise<T> {
  const database = await openDB<FolderSchema>(DATABASE, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('folders');
    },
  });
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

/** Lists a folder's audio files with everything below it, in the order of their paths. */
export async function listFolder(root: FileSystemDirectoryHandle): Promise<PickedFolder> {
  const files: LocalFile[] = [];
  let isCut = false;
  const visit = async (folder: FileSystemDirectoryHandle, prefix: string, depth: number): Promise<void> => {
    for await (const entry of folder.values()) {
      if (files.length >= MAX_FILES) {
        isCut = true;
        return;
      }
      const path = `${prefix}${entry.name}`;
      if (entry.name.startsWith('.')) continue;
      if (entry.kind === 'file') {
        if (isSoundName(entry.name)) files.push({ name: entry.name, path, getBlob: () => entry.getFile() });
      } else if (depth < MAX_DEPTH) await visit(entry, `${path}/`, depth + 1);
      else isCut = true;
    }
  };
  await visit(root, '', 0);
  return { name: root.name, files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)), isCut };
}

/**
 * Asks for a folder and remembers it. Main thread, in answer to a click.
 *
 * @returns null when the person closes the picker
 * @throws {ProviderError} `unavailable` where the browser has no folder picker
 */
export async function pickFolder(): Promise<PickedFolder | null> {
  const scope: object = globalThis;
  if (!hasPicker(scope)) throw new ProviderError('unavailable', 'This browser cannot open folders.');
  let handle: PermissionHandle;
  try {
    handle = await scope.showDirectoryPicker({ id: 'flipside-music', mode: 'read' });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') return null;
    throw new ProviderError('permission', 'The folder could not be opened.', { cause });
  }
  await useFolders((database) => database.put('folders', handle, KEY));
  return listFolder(handle);
}

/** The name of the remembered folder and whether it can be read without asking; null when none is remembered. */
export async function rememberedFolder(): Promise<{ name: string; isGranted: boolean } | null> {
  const handle = await useFolders((database) => database.get('folders', KEY));
  if (handle === undefined) return null;
  return { name: handle.name, isGranted: (await handle.queryPermission({ mode: 'read' })) === 'granted' };
}

/**
 * Opens the remembered folder again; asks for permission where it has lapsed, which needs a click.
 *
 * @returns null when no folder is remembered
 * @throws {ProviderError} `permission` when it is refused, `gone` when the folder is
 */
export async function reopenFolder(): Promise<PickedFolder | null> {
  const handle = await useFolders((database) => database.get('folders', KEY));
  if (handle === undefined) return null;
  const state = await handle.queryPermission({ mode: 'read' });
  if (state !== 'granted' && (await handle.requestPermission({ mode: 'read' })) !== 'granted')
    throw new ProviderError('permission', `Reading “${handle.name}” was not allowed.`);
  return listFolder(handle).catch((cause: unknown) => {
    throw new ProviderError('gone', `The folder “${handle.name}” is no longer there.`, { cause });
  });
}

/** Forgets the folder; its files stay where they are. */
export async function forgetFolder(): Promise<void> {
  await useFolders((database) => database.delete('folders', KEY));
}

/** The audio files of an `<input type="file" webkitdirectory multiple>`, for browsers without the folder picker. */
export function filesFromInput(list: Iterable<File>): PickedFolder {
  const audio = Array.from(list).filter(({ name }) => isSoundName(name) && !name.startsWith('.'));
  const files = audio.slice(0, MAX_FILES).map((file): LocalFile => {
    const path = file.webkitRelativePath === '' ? file.name : file.webkitRelativePath;
    return { name: file.name, path, getBlob: () => Promise.resolve(file) };
  });
  const name = files[0]?.path.split('/')[0] ?? '';
  return {
    name,
    files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    isCut: audio.length > MAX_FILES,
  };
}
