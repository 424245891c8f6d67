import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.ts';
import { instantSpan, type DaySpan } from '../words/day-span.ts';
import { unwrap } from './api-problem.ts';

export type MandateView = Schemas['MandateView'];
export type NewMandate = Schemas['NewMandate'];

/** Mandates that a party gave and holds, the newest first: those of which the last version was made in a time. */
export function useMandates(party: string, made: DaySpan) {
  return useInfiniteQuery({
    queryKey: ['party', party, 'mandates', made.from ?? null, made.until ?? null],
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/parties/{id}/mandates', {
          params: {
            path: { id: party },
            query: { limit: 50, ...instantSpan(made), ...(pageParam === null ? {} : { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function useMandateVersions(party: string, id: string, enabled: boolean) {
  return useQuery({
    queryKey: ['party', party, 'mandate-versions', id],
    enabled,
    queryFn: async () =>
      unwrap(
        await api.GET('/api/mandates/{id}/versions', { params: { path: { id }, query: { limit: 100 } } }),
      ).items,
  });
}

/** Parties whose name begins with what was typed. */
export function usePartyNames(start: string) {
  return useQuery({
    queryKey: ['party-names', start],
    enabled: start !== '',
    queryFn: async () => unwrap(await api.GET('/api/party-names', { params: { query: { q: start } } })).items,
  });
}

const proposedKey = ['mandates-proposed'] as const;

/** Proposals of all parties that nobody has answered, for an operator. */
export function useProposedMandates() {
  return useInfiniteQuery({
    queryKey: proposedKey,
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/mandates', {
          params: { query: { limit: 25, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

function useRefresh(party: string) {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['party', party] }),
      client.invalidateQueries({ queryKey: proposedKey }),
    ]);
}

export function useCreateMandate(party: string) {
  const refresh = useRefresh(party);
  return useMutation({
    mutationFn: async (body: NewMandate) =>
      unwrap(await api.POST('/api/parties/{id}/mandates', { params: { path: { id: party } }, body })),
    onSuccess: refresh,
  });
}

export function useDecideMandate(party: string) {
  const refresh = useRefresh(party);
  return useMutation({
    mutationFn: async ({ id, body }: { id: string; body: Schemas['DecideMandate'] }) =>
      unwrap(await api.POST('/api/mandates/{id}/decision', { params: { path: { id } }, body })),
    onSuccess: refresh,
  });
}

export function useRevokeMandate(party: string) {
  const refresh = useRefresh(party);
  return useMutation({
    mutationFn: async ({ id, body }: { id: string; body: Schemas['RevokeMandate'] }) =>
      unwrap(await api.POST('/api/mandates/{id}/revoke', { params: { path: { id } }, body })),
    onSuccess: refresh,
  });
}
