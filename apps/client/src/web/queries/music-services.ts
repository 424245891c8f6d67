import { useQuery } from '@tanstack/react-query';
import type { ServiceId, ServiceTokens, TokenGrant } from '../../engine/providers/services/index.ts';
import { api, type Schemas } from '../../api/client.ts';
import { unwrap } from './api-problem.ts';

export type OfferedMusicService = Schemas['MusicService'];

/** Services that this instance is set up for; often none. */
export function useOfferedServices() {
  return useQuery({
    queryKey: ['music-services'],
    queryFn: async () => unwrap(await api.GET('/api/music-services')).items,
    staleTime: Infinity,
  });
}

/** Has the instance add its secret; it answers the tokens and keeps nothing. */
export async function exchangeOnServer(id: ServiceId, grant: TokenGrant): Promise<ServiceTokens> {
  const { tokensFrom } = await import('../../engine/providers/services/index.ts');
  const path = '/api/music-services/{id}/token';
  const answer = unwrap(await api.POST(path, { params: { path: { id } }, body: grant }));
  return tokensFrom(answer, Date.now());
}
