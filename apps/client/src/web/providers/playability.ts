import { useQuery } from '@tanstack/react-query';
import type { Source } from '@flipside/recipe';
import type { Provider, ProviderId, SourceQuery } from '../../engine/types.ts';
import type { FeedItem } from '../queries/flips.ts';
import { useProviders } from './use-providers.ts';

/** How many of a flip's recordings this device has. */
export interface Playability {
  readonly present: number;
  readonly total: number;
  readonly complete: boolean;
}

/** Whether one recording is in the connected music, and where. */
export type Found =
  | { readonly present: true; readonly provider: ProviderId; readonly by: 'isrc' | 'title' }
  | { readonly present: false; readonly detail: string };

async function find(list: readonly Provider[], query: SourceQuery): Promise<Found> {
  const { resolveSource } = await import('../../engine/providers/resolve-source.ts');
  const result = await resolveSource(list, query);
  return result.kind === 'match'
    ? { present: true, provider: result.provider.id, by: result.by }
    : { present: false, detail: result.nearest.detail };
}

// Provider lists are replaced, never changed: a number for each makes a key for what was looked up in it.
const revisions = new WeakMap<readonly Provider[], number>();
let newest = 0;
function revisionOf(list: readonly Provider[]): number {
  const known = revisions.get(list);
  if (known !== undefined) return known;
  newest += 1;
  revisions.set(list, newest);
  return newest;
}

/** Looks a recipe's sources up in the connected music; null while none is connected or the look-up runs. */
export function useFound(sources: readonly Source[]): readonly Found[] | null {
  const list = useProviders((state) => state.list);
  const { data } = useQuery({
    queryKey: ['found', revisionOf(list), sources.map(({ isrc }) => isrc)],
    enabled: list.length > 0,
    staleTime: Infinity,
    networkMode: 'always',
    queryFn: () =>
      Promise.all(
        sources.map(({ isrc, title, artist, durationMs }) => find(list, { isrc, title, artist, durationMs })),
      ),
  });
  return list.length === 0 ? null : (data ?? null);
}

async function playabilityOf(item: FeedItem, list: readonly Provider[]): Promise<Playability> {
  // The feed does not tell lengths, so only what an ISRC confirms is claimed here.
  const found = await Promise.all(
    item.credits.sources.map(({ isrc, title, artist }) =>
      find(list, { isrc: [isrc], title, artist, durationMs: 0 }),
    ),
  );
  const present = found.filter((result) => result.present && result.by === 'isrc').length;
  return { present, total: found.length, complete: present === found.length };
}

const NOTHING: ReadonlyMap<string, Playability> = new Map();

/** For each flip of a list, by hash, how much of it this device has. Empty while no music is connected. */
export function usePlayability(items: readonly FeedItem[]): ReadonlyMap<string, Playability> {
  const list = useProviders((state) => state.list);
  const { data } = useQuery({
    queryKey: ['playability', revisionOf(list), items.map(({ hash }) => hash)],
    enabled: list.length > 0 && items.length > 0,
    staleTime: Infinity,
    networkMode: 'always',
    queryFn: async () =>
      new Map(
        await Promise.all(items.map(async (item) => [item.hash, await playabilityOf(item, list)] as const)),
      ),
  });
  return data ?? NOTHING;
}
