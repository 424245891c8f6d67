import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.ts';
import { unwrap } from './api-problem.ts';

export type BulkView = Schemas['BulkView'];
export type BulkRequest = Schemas['BulkRequest'];
export type BulkChange = Schemas['BulkChange'];
export type BulkItemView = Schemas['BulkItemView'];

export function usePreviewBulk(party: string) {
  return useMutation({
    mutationFn: async (body: BulkRequest) =>
      unwrap(
        await api.POST('/api/parties/{id}/grants/bulk/preview', { params: { path: { id: party } }, body }),
      ),
  });
}

export function useApplyBulk(party: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ id: preview, token }: Pick<BulkView, 'id' | 'token'>) =>
      unwrap(
        await api.POST('/api/parties/{id}/grants/bulk', {
          params: { path: { id: party } },
          body: { preview, token },
        }),
      ),
    onSuccess: (bulk) => {
      client.setQueryData(['party', party, 'bulk', bulk.id], bulk);
      return client.invalidateQueries({ queryKey: ['party', party, 'catalogue'] });
    },
  });
}

const POLL_MS = 700;

/** How far a change is, asked again until it is done. */
export function useBulk(party: string, bulk: BulkView | null) {
  const query = useQuery({
    queryKey: ['party', party, 'bulk', bulk?.id],
    enabled: bulk !== null && bulk.state !== 'PREVIEWED',
    queryFn: async () =>
      unwrap(
        await api.GET('/api/parties/{id}/grants/bulk/{bulk}', {
          params: { path: { id: party, bulk: bulk?.id ?? '' } },
        }),
      ),
    refetchInterval: ({ state }) => (state.data?.state === 'DONE' ? false : POLL_MS),
  });
  return query.data ?? bulk;
}

/** What becomes of each, for one outcome: the first 100. */
export function useBulkItems(party: string, bulk: string, outcome: BulkItemView['outcome'] | null) {
  return useQuery({
    queryKey: ['party', party, 'bulk', bulk, 'items', outcome],
    queryFn: async () =>
      unwrap(
        await api.GET('/api/parties/{id}/grants/bulk/{bulk}/items', {
          params: {
            path: { id: party, bulk },
            query: { limit: 100, ...(outcome === null ? {} : { outcome }) },
          },
        }),
      ),
  });
}
