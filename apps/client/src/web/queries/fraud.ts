import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.ts';
import { unwrap } from './api-problem.ts';

export type PlayRejectionReason = Schemas['PlayRejectionReason'];
export type QuarantinedPlay = Schemas['QuarantinedPlay'];
export type PlayVoiding = Schemas['PlayVoiding'];
export type VoidFilter = Schemas['PlayVoidFilter'];
export type VoidPreview = Schemas['PlayVoidPreview'];

const PAGE = 24;
const paged = {
  initialPageParam: null as string | null,
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
};
const from = (cursor: string | null) => (cursor === null ? {} : { cursor });

/** Receipts that did not count, the newest first. */
export function useRejections(filter: { readonly reason?: string; readonly device?: string }) {
  return useInfiniteQuery({
    queryKey: ['fraud', 'rejections', filter],
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/plays/rejections', {
          params: { query: { limit: PAGE, ...filter, ...from(pageParam) } },
        }),
      ),
    ...paged,
  });
}

/** Plays that are kept and do not count yet, the newest first. */
export function useQuarantine() {
  return useInfiniteQuery({
    queryKey: ['fraud', 'quarantine'],
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/plays/quarantine', {
          params: { query: { limit: PAGE, state: 'HELD', ...from(pageParam) } },
        }),
      ),
    ...paged,
  });
}

export function useVoidings() {
  return useInfiniteQuery({
    queryKey: ['fraud', 'voids'],
    queryFn: async ({ pageParam }) =>
      unwrap(await api.GET('/api/plays/voids', { params: { query: { limit: PAGE, ...from(pageParam) } } })),
    ...paged,
  });
}

export function useDecideQuarantine() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: Schemas['QuarantineDecision']) =>
      unwrap(await api.POST('/api/plays/quarantine/decisions', { body })),
    onSettled: () => client.invalidateQueries({ queryKey: ['fraud'] }),
  });
}

export function usePreviewVoid() {
  return useMutation({
    mutationFn: async (body: VoidFilter): Promise<VoidPreview> =>
      unwrap(await api.POST('/api/plays/voids/preview', { body })),
  });
}

export function useVoidPlays() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: Schemas['NewPlayVoiding']) =>
      unwrap(await api.POST('/api/plays/voids', { body })),
    onSettled: () => client.invalidateQueries({ queryKey: ['fraud'] }),
  });
}
