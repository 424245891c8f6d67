import { useQuery } from '@tanstack/react-query';
import type { MusicService, ServiceTrack } from '../../engine/providers/services/music-service.ts';
import type { SourceQuery } from '../../engine/types.ts';
import { useStore } from '../external-store.ts';
import { musicServices } from './music-services.ts';

interface There {
  readonly name: string;
  readonly link: string;
}

/** Where one service has a recording; null when it has not, or cannot be asked: a hint is not worth an error. */
async function at(service: MusicService, query: SourceQuery): Promise<There | null> {
  const { ProviderError } = await import('../../engine/providers/provider-error.ts');
  try {
    const result = await service.resolve(query);
    return result.kind === 'match' ? { name: service.name, link: (result.track as ServiceTrack).link } : null;
  } catch (error) {
    if (error instanceof ProviderError) return null;
    throw error;
  }
}

/** For a recording that is not in the listener's music: where the services that they connected have it. */
export function Elsewhere({ query }: { readonly query: SourceQuery }) {
  const services = useStore(musicServices.state, ({ connected }) => connected);
  const { isrc, title, artist, durationMs } = query;
  const { data } = useQuery({
    queryKey: ['elsewhere', services.map(({ id }) => id), isrc],
    enabled: services.length > 0,
    staleTime: Infinity,
    networkMode: 'always',
    queryFn: async () =>
      (await Promise.all(services.map((service) => at(service, { isrc, title, artist, durationMs })))).filter(
        (there) => there !== null,
      ),
  });
  if (data === undefined || data.length === 0) return null;
  return (
    <span className="small secondary">
      Found on{' '}
      {data.map(({ name, link }, index) => (
        <span key={name}>
          {index > 0 && ', '}
          <a href={link} target="_blank" rel="noreferrer">
            {name}
          </a>
        </span>
      ))}
    </span>
  );
}
