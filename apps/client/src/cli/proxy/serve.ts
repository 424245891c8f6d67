import { once } from 'node:events';
import type { CommonOptions, Outcome, World } from '../context.ts';
import { CommandError, EXIT, usageError } from '../exit-codes.ts';
import { parseBaseUrl } from '../http.ts';
import { openSubsonic } from '../places/open-places.ts';
import { PlaceStore, type SubsonicPlace } from '../places/place-store.ts';
import { ProviderError } from '../../engine/providers/provider-error.ts';
import { startProxy, type RunningProxy } from './subsonic-proxy.ts';

export interface ServeOptions extends CommonOptions {
  readonly proxy?: boolean;
  readonly server?: string;
  readonly port: number;
}

/** The server that is meant: the one named, or the only one there is. */
function serverOf({ server }: ServeOptions, world: World): SubsonicPlace {
  const servers = new PlaceStore(world.env).all().filter((place) => place.kind === 'subsonic');
  const [only] = servers;
  const found =
    server === undefined
      ? servers.length === 1
        ? only
        : undefined
      : servers.find(({ name }) => name === server);
  if (found !== undefined) return found;
  if (servers.length === 0)
    throw usageError(
      'PLACE_UNKNOWN',
      'No Subsonic server was added: “flipside providers add subsonic NAME URL --user YOU”.',
    );
  throw usageError(
    'PLACE_UNKNOWN',
    `Say with --server which one: ${servers.map(({ name }) => name).join(', ')}.`,
  );
}

async function open(
  place: SubsonicPlace,
  options: ServeOptions,
  origin: string,
  world: World,
): Promise<RunningProxy> {
  try {
    const { way } = await openSubsonic(place, world).test(world.signal);
    const { url, username, password, apiKey } = place;
    return await startProxy({
      login: { url, username, password, apiKey },
      way,
      port: options.port,
      origins: [origin],
    });
  } catch (error) {
    if (error instanceof ProviderError)
      throw new CommandError(
        error.code === 'denied' ? EXIT.usage : EXIT.unreachable,
        'SERVER_FAILED',
        error.message,
      );
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      throw usageError('PORT_TAKEN', `Port ${options.port} is taken; name another with --port.`);
    throw error;
  }
}

/**
 * `flipside serve --proxy`: until Ctrl-C, lets the pages of one instance play from the listener's server through this machine. The
 * address is printed once, on the output; whoever has it can read that music, on this machine only.
 */
export async function serve(options: ServeOptions, world: World): Promise<Outcome> {
  if (options.proxy !== true) throw usageError('NOTHING_TO_SERVE', 'Say what to serve: --proxy.');
  const address = options.url ?? world.env['FLIPSIDE_URL'];
  if (address === undefined || address === '')
    throw usageError(
      'URL_MISSING',
      'Name with --url the instance whose pages may use it, such as https://flipside.example.',
    );
  const { origin } = parseBaseUrl(address);
  const place = serverOf(options, world);
  const proxy = await open(place, options, origin, world);
  const ready = { ok: true, url: proxy.url, server: place.name, origin };
  if (options.json === true) world.out(JSON.stringify(ready));
  else {
    world.out(`Pages of ${origin} reach ${place.name} at`);
    world.out(proxy.url);
    world.out('Enter it under “Music server” on the page “This device”. Ctrl-C ends it.');
  }
  if (world.signal === undefined) throw new TypeError('Serving needs a way to be ended.');
  if (!world.signal.aborted) await once(world.signal, 'abort');
  await proxy.close();
  return { exitCode: EXIT.fine, document: { ok: true, ended: true }, lines: ['Ended.'] };
}
