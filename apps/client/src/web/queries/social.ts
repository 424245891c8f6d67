import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.ts';
import { expectOk, unwrap } from './api-problem.ts';

export type RemoteFlipItem = Schemas['RemoteFlipItem'];
export type RemoteFlipView = Schemas['RemoteFlipView'];
export type SocialActor = Schemas['SocialActor'];
export type FlipComment = Schemas['FlipComment'];
export type SearchResult = Schemas['SocialSearchResult'];

const PAGE = 24;
const KEY = 'social';
const paged = (cursor: string | null, limit = PAGE) => ({ limit, ...(cursor === null ? {} : { cursor }) });

/** Whatever is shown of people elsewhere is asked for anew. */
function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: [KEY] });
}

/** Flips of whom the user follows, here and elsewhere. */
export function useFollowedFlips() {
  return useInfiniteQuery({
    queryKey: [KEY, 'feed'],
    queryFn: async ({ pageParam }) =>
      unwrap(await api.GET('/api/social/feed', { params: { query: paged(pageParam) } })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function useRemoteProducer(id: string) {
  return useQuery({
    queryKey: [KEY, 'actor', id],
    queryFn: async () => unwrap(await api.GET('/api/social/actors/{id}', { params: { path: { id } } })),
    // The other server answers a moment later.
    refetchInterval: ({ state }) => (state.data?.follow === 'PENDING' ? 2_000 : false),
  });
}

export function useRemoteFlips(id: string) {
  return useInfiniteQuery({
    queryKey: [KEY, 'actor', id, 'flips'],
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/social/actors/{id}/flips', {
          params: { path: { id }, query: paged(pageParam) },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function useRemoteFlip(id: string) {
  return useQuery({
    queryKey: [KEY, 'post', id],
    queryFn: async () => unwrap(await api.GET('/api/social/posts/{id}', { params: { path: { id } } })),
  });
}

/** Follows somebody elsewhere (`id`) or a producer of this instance (`handle`), or no more. */
export function useFollow(target: { readonly id: string } | { readonly handle: string }) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (on: boolean) => {
      if ('id' in target) {
        const asked = { params: { path: { id: target.id } } };
        expectOk(
          on
            ? await api.PUT('/api/social/actors/{id}/follow', asked)
            : await api.DELETE('/api/social/actors/{id}/follow', asked),
        );
      } else {
        const asked = { params: { path: { handle: target.handle } } };
        expectOk(
          on
            ? await api.PUT('/api/producers/{handle}/follow', asked)
            : await api.DELETE('/api/producers/{handle}/follow', asked),
        );
      }
    },
    onSuccess: refresh,
  });
}

export function useProducerFollow(handle: string) {
  return useQuery({
    queryKey: [KEY, 'producer', handle],
    queryFn: async () =>
      unwrap(await api.GET('/api/producers/{handle}/follow', { params: { path: { handle } } })),
  });
}

/** Finds by `@name@server` or by address. */
export function useFindElsewhere() {
  return useMutation({
    mutationFn: async (q: string) =>
      unwrap(await api.GET('/api/social/search', { params: { query: { q } } })),
  });
}

export function useFollows(which: 'following' | 'followers') {
  return useInfiniteQuery({
    queryKey: [KEY, which],
    queryFn: async ({ pageParam }) => {
      const asked = { params: { query: paged(pageParam, 50) } };
      return unwrap(
        which === 'following'
          ? await api.GET('/api/me/following', asked)
          : await api.GET('/api/me/followers', asked),
      );
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function useBlocks() {
  return useQuery({
    queryKey: [KEY, 'blocks'],
    queryFn: async () => unwrap(await api.GET('/api/me/blocks')).items,
  });
}

export function useBlock() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (body: Schemas['AddBlock']) => expectOk(await api.POST('/api/me/blocks', { body })),
    onSuccess: refresh,
  });
}

export function useUnblock() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (id: string) =>
      expectOk(await api.DELETE('/api/me/blocks/{id}', { params: { path: { id } } })),
    onSuccess: refresh,
  });
}

export function useStanding(hash: string) {
  return useQuery({
    queryKey: [KEY, 'flip', hash],
    queryFn: async () => unwrap(await api.GET('/api/flips/{hash}/social', { params: { path: { hash } } })),
  });
}

export function useReact(hash: string, kind: 'like' | 'boost') {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (on: boolean) => {
      const asked = { params: { path: { hash } } };
      const path =
        kind === 'like' ? ('/api/flips/{hash}/like' as const) : ('/api/flips/{hash}/boost' as const);
      expectOk(on ? await api.PUT(path, asked) : await api.DELETE(path, asked));
    },
    onSuccess: refresh,
  });
}

export function useComments(hash: string) {
  return useInfiniteQuery({
    queryKey: [KEY, 'flip', hash, 'comments'],
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/flips/{hash}/comments', {
          params: { path: { hash }, query: paged(pageParam, 50) },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function useWriteComment(hash: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (body: { text: string; parentId: string | null }) =>
      unwrap(await api.POST('/api/flips/{hash}/comments', { params: { path: { hash } }, body })),
    onSuccess: refresh,
  });
}

/** Deletes an own comment, or hides one on an own flip; `shown` shows it again. */
export function useModerateComment() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async ({ id, shown }: { id: string; shown: boolean }) => {
      const asked = { params: { path: { id } } };
      expectOk(
        shown
          ? await api.POST('/api/comments/{id}/restore', asked)
          : await api.DELETE('/api/comments/{id}', asked),
      );
    },
    onSuccess: refresh,
  });
}

export function useServerRules() {
  return useQuery({
    queryKey: [KEY, 'rules'],
    queryFn: async () => unwrap(await api.GET('/api/social/domains')).items,
  });
}

export function useServerHealth() {
  return useQuery({
    queryKey: [KEY, 'health'],
    queryFn: async () => unwrap(await api.GET('/api/social/hosts')).items,
  });
}

export function useSetServerRule() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async ({
      host,
      rule,
      reason,
    }: {
      host: string;
      rule: Schemas['ServerRule'] | null;
      reason: string;
    }) => {
      const path = { host };
      expectOk(
        rule === null
          ? await api.DELETE('/api/social/domains/{host}', { params: { path }, body: { reason } })
          : await api.PUT('/api/social/domains/{host}', { params: { path }, body: { rule, reason } }),
      );
    },
    onSuccess: refresh,
  });
}
