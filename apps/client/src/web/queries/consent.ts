import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.ts';
import { unwrap } from './api-problem.ts';

export type PartyCatalogueItem = Schemas['PartyCatalogueItem'];
export type GrantView = Schemas['GrantView'];
export type GrantScope = Schemas['GrantScope'];
export type Tariff = Schemas['TariffView'];

export function usePartyCatalogue(party: string) {
  return useInfiniteQuery({
    queryKey: ['party', party, 'catalogue'],
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/parties/{id}/catalogue', {
          params: {
            path: { id: party },
            query: { limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** A party's grants, all of them: terms are shown beside each recording and work. */
export function usePartyGrants(party: string) {
  return useQuery({
    queryKey: ['party', party, 'grants'],
    queryFn: async () => {
      const grants: GrantView[] = [];
      let cursor: string | null = null;
      do {
        const query: { limit: number; cursor?: string } = {
          limit: 100,
          ...(cursor === null ? {} : { cursor }),
        };
        const page: Schemas['GrantPage'] = unwrap(
          await api.GET('/api/parties/{id}/grants', { params: { path: { id: party }, query } }),
        );
        grants.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
      return grants;
    },
  });
}

function useRefreshParty(party: string) {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['party', party] });
}

export function useCreateGrant(party: string) {
  const refresh = useRefreshParty(party);
  return useMutation({
    mutationFn: async (body: Schemas['NewGrant']) =>
      unwrap(await api.POST('/api/parties/{id}/grants', { params: { path: { id: party } }, body })),
    onSuccess: refresh,
  });
}

export function useReviseGrant(party: string) {
  const refresh = useRefreshParty(party);
  return useMutation({
    mutationFn: async ({ id, body }: { id: string; body: Schemas['ReviseGrant'] }) =>
      unwrap(await api.PUT('/api/grants/{id}', { params: { path: { id } }, body })),
    onSuccess: refresh,
  });
}

export function useWithdrawGrant(party: string) {
  const refresh = useRefreshParty(party);
  return useMutation({
    mutationFn: async (id: string) =>
      unwrap(await api.POST('/api/grants/{id}/withdraw', { params: { path: { id } }, body: {} })),
    onSuccess: refresh,
  });
}

export function useTariff() {
  return useQuery({
    queryKey: ['tariff'],
    queryFn: async () => unwrap(await api.GET('/api/tariffs/current')),
    staleTime: 300_000,
  });
}
