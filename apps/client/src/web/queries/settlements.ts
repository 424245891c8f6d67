import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.ts';
import { unwrap } from './api-problem.ts';

export type Settlement = Schemas['Settlement'];
export type SettlementDetail = Schemas['SettlementDetail'];
export type SettlementLine = Schemas['SettlementLine'];
export type SettlementTrouble = Schemas['SettlementTrouble'];

export function useSettlements(peer: string) {
  return useInfiniteQuery({
    queryKey: ['peers', peer, 'settlements'],
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/federation/peers/{id}/settlements', {
          params: {
            path: { id: peer },
            query: { limit: 24, ...(pageParam !== null && { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function useSettlement(id: string) {
  return useQuery({
    queryKey: ['settlement', id],
    queryFn: async () =>
      unwrap(await api.GET('/api/federation/settlements/{id}', { params: { path: { id } } })),
  });
}

export function useSettlementTroubles(peer: string) {
  return useQuery({
    queryKey: ['peers', peer, 'settlement-troubles'],
    queryFn: async () =>
      unwrap(
        await api.GET('/api/federation/peers/{id}/settlement-troubles', { params: { path: { id: peer } } }),
      ),
  });
}

export type SettlementStep =
  | { readonly step: 'withdraw' | 'confirm' }
  | { readonly step: 'prepare'; readonly reference: string }
  | { readonly step: 'restate'; readonly body: Schemas['SettlementRestatement'] }
  | { readonly step: 'decide'; readonly body: Schemas['SettlementDecision'] };

export function useSettlementStep(id: string, peer: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (asked: SettlementStep): Promise<SettlementDetail> => {
      const params = { path: { id } };
      if (asked.step === 'prepare')
        return unwrap(
          await api.POST('/api/federation/settlements/{id}/prepare', {
            params,
            body: { reference: asked.reference },
          }),
        );
      if (asked.step === 'restate')
        return unwrap(
          await api.POST('/api/federation/settlements/{id}/restate', { params, body: asked.body }),
        );
      if (asked.step === 'decide')
        return unwrap(
          await api.POST('/api/federation/settlements/{id}/decide', { params, body: asked.body }),
        );
      return unwrap(await api.POST(`/api/federation/settlements/{id}/${asked.step}`, { params }));
    },
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ['settlement', id] });
      await client.invalidateQueries({ queryKey: ['peers', peer, 'settlements'] });
    },
  });
}
