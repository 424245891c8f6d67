import { SubsonicProvider } from '../../engine/providers/subsonic/subsonic-provider.ts';
import type { ProviderTrack } from '../../engine/types.ts';
import { progressOf } from '../context.ts';
import type { Outcome, World } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import type { PlaceOptions } from '../sound/sound-options.ts';
import { openPlaces, type OpenPlace } from './open-places.ts';

export interface TracksOptions extends PlaceOptions {
  readonly limit: number;
}

async function found(
  { provider }: OpenPlace,
  text: string,
  limit: number,
  signal?: AbortSignal,
): Promise<readonly ProviderTrack[]> {
  if (text !== '' || !(provider instanceof SubsonicProvider)) return provider.search(text, limit);
  const listed: ProviderTrack[] = [];
  for await (const track of provider.tracks(signal)) if (listed.push(track) === limit) break;
  return listed;
}

const length = (ms: number | null): string =>
  ms === null
    ? ''
    : `${Math.floor(ms / 60_000)}:${String(Math.round((ms % 60_000) / 1000)).padStart(2, '0')}`;

/** `flipside tracks`: what recordings there are in the listener's places. */
export async function tracks(
  words: readonly string[],
  options: TracksOptions,
  world: World,
): Promise<Outcome> {
  const progress = progressOf(options, world);
  const text = words.join(' ');
  try {
    const list = [];
    const unreadable: string[] = [];
    for (const place of await openPlaces(options.from, world, progress)) {
      progress.report(`looking in ${place.name}`, 0, 1);
      unreadable.push(...place.unreadable);
      const some = await found(place, text, options.limit, world.signal);
      list.push(...some.map((track) => ({ place: place.name, ...track })));
    }
    const lines = list.map(({ place, title, artist, isrc, durationMs, ref }) =>
      [
        place,
        isrc.join(',') || '-',
        length(durationMs),
        `${title ?? ref}${artist === null ? '' : ` – ${artist}`}`,
      ].join('\t'),
    );
    const notes = unreadable.map((path) => `✗ ${path} cannot be read`);
    return {
      exitCode: EXIT.fine,
      document: { ok: true, tracks: list, unreadable },
      lines: [...lines, ...notes],
    };
  } finally {
    progress.end();
  }
}
