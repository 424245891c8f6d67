import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.ts';
import { expectOk, unwrap } from './api-problem.ts';

export type KnownAs = Schemas['KnownAs'];
export type ReceivedComment = Schemas['ReceivedComment'];

const KEY = ['social', 'own'] as const;

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: KEY });
}

/** How the user is known to other servers. */
export function useKnownAs() {
  return useQuery({
    queryKey: [...KEY, 'known'],
    queryFn: async () => unwrap(await api.GET('/api/me/social')),
  });
}

/** Looks up `@name@server`, or an address, and states it as an account of the same person. */
export function useAddAlias() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (account: string) => unwrap(await api.POST('/api/me/aliases', { body: { account } })),
    onSuccess: refresh,
  });
}

/** These other accounts and no others. */
export function useSetAliases() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (items: string[]) => unwrap(await api.PUT('/api/me/aliases', { body: { items } })),
    onSuccess: refresh,
  });
}

export function useMoveAway() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (account: string) => expectOk(await api.POST('/api/me/move', { body: { account } })),
    onSuccess: refresh,
  });
}

export function useTakeMoveBack() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async () => expectOk(await api.DELETE('/api/me/move')),
    onSuccess: refresh,
  });
}

export function useReplaceKeys() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async () => expectOk(await api.POST('/api/me/social-keys')),
    onSuccess: refresh,
  });
}

/** What others said about the user's flips. */
export function useReceivedComments() {
  return useInfiniteQuery({
    queryKey: [...KEY, 'comments'],
    queryFn: async ({ pageParam }) => {
      const query = { limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) };
      return unwrap(await api.GET('/api/me/comments', { params: { query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}
