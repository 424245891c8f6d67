import { infiniteQueryOptions, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { ApiProblem, unwrap } from './api-problem.ts';

export interface FeedFilter {
  readonly tag?: string | undefined;
  readonly producer?: string | undefined;
}

const PAGE = 24;

async function fetchFeed({ tag, producer }: FeedFilter, cursor: string | null) {
  const query = {
    limit: PAGE,
    ...(tag === undefined ? {} : { tag }),
    ...(producer === undefined ? {} : { producer }),
    ...(cursor === null ? {} : { cursor }),
  };
  return unwrap(await api.GET('/api/feed', { params: { query } }));
}

async function fetchFlip(code: string) {
  return unwrap(await api.GET('/api/share-links/{code}', { params: { path: { code } } }));
}

export type FeedItem = Awaited<ReturnType<typeof fetchFeed>>['items'][number];
export type RecipeView = Awaited<ReturnType<typeof fetchFlip>>;
export type Credits = RecipeView['credits'];
export type Economics = RecipeView['economics'];

export function feedOptions(filter: FeedFilter) {
  return infiniteQueryOptions({
    queryKey: ['feed', filter.tag ?? null, filter.producer ?? null],
    queryFn: ({ pageParam }) => fetchFeed(filter, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** Published flips, newest first, page after page. */
export function useFeed(filter: FeedFilter) {
  return useInfiniteQuery(feedOptions(filter));
}

/** A flip by the code of its share link. */
export function flipOptions(code: string) {
  return queryOptions({ queryKey: ['flip', code], queryFn: () => fetchFlip(code) });
}

export function useFlip(code: string) {
  return useQuery(flipOptions(code));
}

/** What stays of a flip that was taken away: names, print and credits. */
export type GoneFlip = Pick<RecipeView, 'hash' | 'code' | 'title' | 'producer' | 'credits' | 'print'> & {
  readonly state: RecipeView['state'];
  readonly since: string | null;
};

/** The flip that a 410 tells of. */
export function goneFlip(error: unknown): GoneFlip | null {
  if (!(error instanceof ApiProblem) || error.status !== 410 || !('flip' in error.body)) return null;
  return error.body.flip as GoneFlip;
}

export function useTags() {
  return useQuery({
    queryKey: ['tags'],
    queryFn: async () => unwrap(await api.GET('/api/tags')).items,
    staleTime: 300_000,
  });
}

export function useProducer(handle: string | undefined) {
  return useQuery({
    queryKey: ['producer', handle],
    enabled: handle !== undefined,
    queryFn: async () =>
      unwrap(await api.GET('/api/producers/{handle}', { params: { path: { handle: handle ?? '' } } })),
  });
}
