import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { ProviderError } from '../../engine/providers/provider-error.ts';
import { serverUrl } from '../../engine/providers/subsonic/subsonic-client.ts';
import type { SubsonicReport } from '../../engine/providers/subsonic/subsonic-provider.ts';
import { secretFor } from '../ask.ts';
import { progressOf } from '../context.ts';
import type { CommonOptions, Outcome, World } from '../context.ts';
import { CommandError, EXIT, usageError } from '../exit-codes.ts';
import { openPlace, openSubsonic } from './open-places.ts';
import { placeName, PlaceStore, type Place, type SubsonicPlace } from './place-store.ts';

export interface AddServerOptions extends CommonOptions {
  readonly user?: string;
  readonly apiKey?: boolean;
  readonly check: boolean;
}

const WHAT: Readonly<Record<Place['kind'], string>> = {
  folder: 'folder',
  subsonic: 'Subsonic server',
  demo: 'demo library',
};

const whereOf = (place: Place): string =>
  place.kind === 'folder' ? place.path : place.kind === 'subsonic' ? place.url : 'made on this machine';

/** A place as it may be shown: without passwords and keys. */
const shown = (place: Place) => ({
  ...{ name: place.name, kind: place.kind, where: whereOf(place) },
  ...(place.kind === 'subsonic' && { user: place.username ?? null, login: place.way ?? null }),
});

function checkedName(name: string): string {
  const parsed = placeName.safeParse(name);
  if (parsed.success) return parsed.data;
  throw usageError(
    'NAME_INVALID',
    `The name "${name}" ${parsed.error.issues[0]?.message ?? 'cannot be used'}.`,
  );
}

export async function listPlaces(_options: CommonOptions, world: World): Promise<Outcome> {
  const places = new PlaceStore(world.env).all();
  const lines = places.map((place) => `${place.name}\t${WHAT[place.kind]}\t${whereOf(place)}`);
  return {
    exitCode: EXIT.fine,
    document: { ok: true, providers: places.map(shown) },
    lines:
      lines.length > 0
        ? lines
        : [
            'No places yet. Add one with “flipside providers add folder NAME PATH” or “… add subsonic NAME URL”.',
          ],
  };
}

async function added(place: Place, world: World, more: object, line: string): Promise<Outcome> {
  const store = new PlaceStore(world.env);
  await store.put(place);
  return {
    exitCode: EXIT.fine,
    document: { ok: true, provider: shown(place), kept: store.path, ...more },
    lines: [`✓ ${place.name}: ${line}`],
  };
}

export async function addFolder(
  name: string,
  path: string,
  _options: CommonOptions,
  world: World,
): Promise<Outcome> {
  if (!existsSync(path) || !statSync(path).isDirectory())
    throw usageError('FOLDER_UNREADABLE', `${path} is no directory.`);
  const place: Place = { kind: 'folder', name: checkedName(name), path: resolve(path) };
  return added(place, world, {}, place.path);
}

export async function addDemo(_options: CommonOptions, world: World): Promise<Outcome> {
  return added({ kind: 'demo', name: 'demo' }, world, {}, 'the demo library, made on this machine');
}

function addressOf(text: string): string {
  try {
    return serverUrl(text);
  } catch (error) {
    throw usageError('URL_INVALID', error instanceof Error ? error.message : text);
  }
}

/** Adds a server after it has answered; the way it accepts is kept with it. */
export async function addSubsonic(
  name: string,
  address: string,
  options: AddServerOptions,
  world: World,
): Promise<Outcome> {
  const url = addressOf(address);
  if (options.apiKey !== true && options.user === undefined)
    throw usageError('USER_MISSING', 'Say who you are there with --user, or use --api-key.');
  const login =
    options.apiKey === true
      ? { apiKey: await secretFor('API key', 'FLIPSIDE_API_KEY', world) }
      : { username: options.user, password: await secretFor('Password', 'FLIPSIDE_PASSWORD', world) };
  const place: SubsonicPlace = { kind: 'subsonic', name: checkedName(name), url, ...login };
  if (!options.check) return added(place, world, { checked: false }, `${url}, not tried`);
  const report = await tried(place, world);
  const { way, sound } = report;
  return added(
    { ...place, way },
    world,
    { checked: true, report },
    `${url}, ${describe(report)}${sound === 'forbidden' ? FORBIDDEN : ''}`,
  );
}

const FORBIDDEN = '. This account may not stream: flips cannot be played from it';

const WAYS: Readonly<Record<SubsonicReport['way'], string>> = {
  apiKey: 'signed in by API key',
  token: 'signed in by salted hash',
  password: 'signed in by password',
  basic: 'signed in by HTTP Basic',
  'basic-token': 'signed in by HTTP Basic and salted hash',
  none: 'signed in by its proxy',
};

function describe({ type, serverVersion, version, way, isrc }: SubsonicReport): string {
  const server = type === null ? `Subsonic API ${version ?? '?'}` : `${type} ${serverVersion ?? ''}`.trim();
  const by = isrc === 'server' ? 'tells ISRCs' : 'tells no ISRCs: they are read from the files’ tags';
  return `${server}, ${WAYS[way]}, ${by}`;
}

/** @throws {CommandError} in the terms of exit codes: a refused login is a matter of use, silence is unreachable */
async function tried(place: SubsonicPlace, world: World): Promise<SubsonicReport> {
  try {
    return await openSubsonic(place, world).test(world.signal);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const code = `PROVIDER_${error.code.toUpperCase().replaceAll('-', '_')}`;
    throw new CommandError(error.code === 'denied' ? EXIT.usage : EXIT.unreachable, code, error.message);
  }
}

export async function removePlace(name: string, _options: CommonOptions, world: World): Promise<Outcome> {
  if (!(await new PlaceStore(world.env).remove(name)))
    throw usageError('PLACE_UNKNOWN', `There is no place named "${name}".`);
  return {
    exitCode: EXIT.fine,
    document: { ok: true, removed: name },
    lines: [`✓ ${name} is forgotten, with its login`],
  };
}

async function testOne(
  place: Place,
  options: CommonOptions,
  world: World,
): Promise<{ document: object; line: string; error: CommandError | null }> {
  const progress = progressOf(options, world);
  try {
    if (place.kind === 'subsonic') {
      const report = await tried(place, world);
      return {
        document: { ...shown(place), ok: true, report },
        line: `✓ ${place.name}: ${describe(report)}`,
        error: null,
      };
    }
    const { provider, unreadable } = await openPlace(place, world, progress);
    const all = await provider.search('', Number.MAX_SAFE_INTEGER);
    const withIsrc = all.filter(({ isrc }) => isrc.length > 0).length;
    return {
      document: { ...shown(place), ok: true, recordings: all.length, withIsrc, unreadable },
      line: `✓ ${place.name}: ${all.length} recordings, ${withIsrc} with an ISRC, ${unreadable.length} unreadable`,
      error: null,
    };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const { code, message } = error;
    return {
      document: { ...shown(place), ok: false, error: { code, message } },
      line: `✗ ${place.name}: ${message}`,
      error,
    };
  } finally {
    progress.end();
  }
}

/** `flipside providers test`: whether places answer, and what they can do. */
export async function testPlaces(
  name: string | undefined,
  options: CommonOptions,
  world: World,
): Promise<Outcome> {
  const store = new PlaceStore(world.env);
  const places = store.all().filter((place) => name === undefined || place.name === name);
  if (places.length === 0)
    throw usageError(
      'PLACE_UNKNOWN',
      name === undefined ? 'No places were added yet.' : `There is no place named "${name}".`,
    );
  const results = [];
  for (const place of places) results.push(await testOne(place, options, world));
  const failed = results.find(({ error }) => error !== null)?.error ?? null;
  return {
    exitCode: failed?.exitCode ?? EXIT.fine,
    document: { ok: failed === null, providers: results.map(({ document }) => document) },
    lines: results.map(({ line }) => line),
  };
}
