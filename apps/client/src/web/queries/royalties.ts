import {
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.ts';
import { unwrap } from './api-problem.ts';

export type StatementItem = Schemas['StatementItem'];
export type StatementView = Schemas['StatementView'];
export type StatementLine = Schemas['StatementLine'];
export type PeriodView = Schemas['PeriodView'];

const CLOSING_POLL_MS = 1000;

export function useStatements(party: string | undefined, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: ['statements', party ?? null],
    enabled,
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/royalties/statements', {
          params: {
            query: {
              limit: 24,
              ...(party === undefined ? {} : { party }),
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function useStatement(id: string) {
  return useQuery({
    queryKey: ['statement', id],
    queryFn: async () =>
      unwrap(await api.GET('/api/royalties/statements/{id}', { params: { path: { id } } })),
  });
}

export function useStatementLines(id: string) {
  return useInfiniteQuery({
    queryKey: ['statement', id, 'lines'],
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/royalties/statements/{id}/lines', {
          params: {
            path: { id },
            query: { limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

const periodsKey = ['periods'] as const;

/** Every period; asked again each second while one is closing, so that its progress shows. */
export function usePeriods(enabled: boolean) {
  return useQuery({
    queryKey: periodsKey,
    enabled,
    queryFn: async () => unwrap(await api.GET('/api/royalties/periods')).items,
    refetchInterval: (query) =>
      query.state.data?.some(({ state, progress }) => state === 'CLOSING' || progress !== null)
        ? CLOSING_POLL_MS
        : false,
  });
}

const refreshRoyalties = (client: QueryClient) =>
  Promise.all([
    client.invalidateQueries({ queryKey: periodsKey }),
    client.invalidateQueries({ queryKey: ['statements'] }),
  ]);

export function useClosePeriod() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) =>
      unwrap(await api.POST('/api/royalties/periods/{id}/close', { params: { path: { id } } })),
    onSettled: () => refreshRoyalties(client),
  });
}

export type FundedTariff = Schemas['FundedTariffView'];
export type NewPool = Schemas['NewPool'];
export type ListenerPayments = Schemas['ListenerPayments'];

const poolsKey = (period: string) => ['pools', period] as const;

/** What an open period shares out under tariffs that are not per play. */
export function usePools(period: string) {
  return useQuery({
    queryKey: poolsKey(period),
    queryFn: async () =>
      unwrap(await api.GET('/api/royalties/periods/{id}/pools', { params: { path: { id: period } } })).items,
  });
}

export function useStatePool(period: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: NewPool) =>
      unwrap(await api.POST('/api/royalties/periods/{id}/pools', { params: { path: { id: period } }, body })),
    onSuccess: ({ items }) => client.setQueryData(poolsKey(period), items),
  });
}

/** Some thousands at a time; what was taken in before a refusal stays, and is not taken in again. */
export function useImportPayments(period: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (batches: readonly ListenerPayments[]) => {
      for (const body of batches)
        unwrap(
          await api.POST('/api/royalties/periods/{id}/listener-payments', {
            params: { path: { id: period } },
            body,
          }),
        );
    },
    onSettled: () => client.invalidateQueries({ queryKey: poolsKey(period) }),
  });
}
