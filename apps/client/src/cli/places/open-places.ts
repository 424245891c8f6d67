import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { DemoProvider } from '../../engine/providers/demo-provider.ts';
import { LocalFilesProvider } from '../../engine/providers/local-files.ts';
import { SubsonicProvider } from '../../engine/providers/subsonic/subsonic-provider.ts';
import type { Provider } from '../../engine/types.ts';
import { cacheDirectory } from '../config-files.ts';
import type { World } from '../context.ts';
import { usageError } from '../exit-codes.ts';
import type { Progress } from '../progress.ts';
import { FileTagIndex } from './file-tag-index.ts';
import { listDirectory } from './folder-files.ts';
import { PlaceStore, type Place, type SubsonicPlace } from './place-store.ts';

/** A place that is open: its name, and what can be asked of it. */
export interface OpenPlace {
  readonly name: string;
  readonly provider: Provider;
  /** Files that could not be read, by path. */
  readonly unreadable: readonly string[];
}

const isDirectory = (path: string): boolean => existsSync(path) && statSync(path).isDirectory();

/** What `--from` names: a place that was added, the demo library, or a directory. */
function placeOf(word: string, store: PlaceStore): Place {
  const known = store.find(word);
  if (known !== null) return known;
  if (word === 'demo') return { kind: 'demo', name: 'demo' };
  if (isDirectory(word)) return { kind: 'folder', name: 'folder', path: resolve(word) };
  throw usageError(
    'PLACE_UNKNOWN',
    `"${word}" is no directory and no place that was added; “flipside providers list” shows those.`,
  );
}

/** Opens a Subsonic server; what it does differently than asked is said on the error stream. */
export const openSubsonic = ({ name, url, username, password, apiKey, way }: SubsonicPlace, world: World) =>
  new SubsonicProvider({
    name,
    login: { url, username, password, apiKey, way },
    onNotice: (notice) => world.err(`flipside: ${notice}`),
  });

async function openFolder(
  place: Extract<Place, { kind: 'folder' }>,
  world: World,
  progress: Progress,
): Promise<OpenPlace> {
  const index = new FileTagIndex(cacheDirectory(world.env), place.path);
  const provider = new LocalFilesProvider(await listDirectory(place.path), index);
  const report = (done: number, total: number): void => progress.report(`tags in ${place.path}`, done, total);
  const { unreadable } = await provider.index(report, world.signal);
  return { name: place.name, provider, unreadable };
}

export async function openPlace(place: Place, world: World, progress: Progress): Promise<OpenPlace> {
  switch (place.kind) {
    case 'folder':
      return openFolder(place, world, progress);
    case 'subsonic':
      return { name: place.name, provider: openSubsonic(place, world), unreadable: [] };
    case 'demo':
      return { name: place.name, provider: new DemoProvider(), unreadable: [] };
  }
}

/**
 * Opens what `--from` names, in that order, or else all places that were added.
 *
 * @throws {CommandError} when there is nowhere to look
 */
export async function openPlaces(
  from: readonly string[],
  world: World,
  progress: Progress,
): Promise<readonly OpenPlace[]> {
  const store = new PlaceStore(world.env);
  const places = from.length > 0 ? from.map((word) => placeOf(word, store)) : store.all();
  if (places.length === 0)
    throw usageError(
      'NO_PLACES',
      'Say where your music is: --from a folder, --from demo, or a place added with “flipside providers add”.',
    );
  const open: OpenPlace[] = [];
  for (const place of places) open.push(await openPlace(place, world, progress));
  return open;
}
