import { useInfiniteQuery } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.ts';
import { unwrap } from './api-problem.ts';

export type Receivable = Schemas['Receivable'];
export type ReceivableLine = Schemas['ReceivableLine'];
export type PeerReceivable = Schemas['PeerReceivable'];

/** Of one party or of all that may be read; of one period or of all. */
export function useReceivables(party: string | undefined, period?: string) {
  return useInfiniteQuery({
    queryKey: ['receivables', party ?? null, period ?? null],
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/royalties/receivables', {
          params: {
            query: {
              limit: 24,
              ...(party !== undefined && { party }),
              ...(period !== undefined && { period }),
              ...(pageParam !== null && { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function useReceivableLines({ party, reporter, period }: Receivable) {
  return useInfiniteQuery({
    queryKey: ['receivable-lines', party.id, reporter.id, period],
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/royalties/receivables/lines', {
          params: {
            query: {
              ...{ party: party.id, reporter: reporter.id, period, limit: 24 },
              ...(pageParam !== null && { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function usePeerReceivables(id: string) {
  return useInfiniteQuery({
    queryKey: ['peers', id, 'receivables'],
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/federation/peers/{id}/receivables', {
          params: { path: { id }, query: { limit: 24, ...(pageParam !== null && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}
