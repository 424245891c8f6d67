import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { ProviderError } from '../../../../engine/providers/provider-error.ts';
import { resolveSource } from '../../../../engine/providers/resolve-source.ts';
import type { Provider, ProviderTrack } from '../../../../engine/types.ts';
import { useProviders } from '../../../providers/use-providers.ts';
import type { RecordingItem } from '../../../queries/recordings.ts';

const MOST = 60;
const QUIET_MS = 200;

/** A recording that this device has. */
export interface FoundTrack {
  readonly provider: Provider;
  readonly track: ProviderTrack;
}

// Provider lists are replaced, never changed, so a number for each makes a key for what was found in it.
const revisions = new WeakMap<object, number>();
let newest = 0;
function revisionOf(list: readonly Provider[]): number {
  const known = revisions.get(list);
  if (known !== undefined) return known;
  newest += 1;
  revisions.set(list, newest);
  return newest;
}

/** A server that does not answer must not hide what the other places hold. */
async function searchOne(provider: Provider, text: string): Promise<readonly FoundTrack[]> {
  try {
    return (await provider.search(text, MOST)).map((track) => ({ provider, track }));
  } catch (error) {
    if (error instanceof ProviderError) return [];
    throw error;
  }
}

/** What the connected music holds under these words; all of it, up to a bound, without words. */
export function useFoundTracks(text: string): readonly FoundTrack[] | null {
  const list = useProviders((state) => state.list);
  const [asked] = useDebouncedValue(text.trim(), QUIET_MS);
  const { data } = useQuery({
    queryKey: ['studio-library', revisionOf(list), asked],
    enabled: list.length > 0,
    networkMode: 'always',
    staleTime: Infinity,
    queryFn: async () => {
      const found = await Promise.all(
        list
          .filter(({ capabilities }) => capabilities.pcm && capabilities.search)
          .map((provider) => searchOne(provider, asked)),
      );
      return found.flat().slice(0, MOST);
    },
  });
  return list.length === 0 ? [] : (data ?? null);
}

/** Where on this device a recording of the instance's listing is; null when it is not. */
export function useOwnCopy(item: RecordingItem): FoundTrack | null {
  const list = useProviders((state) => state.list);
  const { data } = useQuery({
    queryKey: ['studio-copy', revisionOf(list), item.isrc],
    enabled: list.length > 0,
    networkMode: 'always',
    staleTime: Infinity,
    queryFn: async () => {
      const { isrc, title, artist, durationMs } = item;
      const found = await resolveSource(list, { isrc: [isrc], title, artist, durationMs: durationMs ?? 0 });
      return found.kind === 'match' ? { provider: found.provider, track: found.track } : null;
    },
  });
  return data ?? null;
}
