import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.ts';
import type { paths } from '../../api/schema.ts';
import { unwrap } from './api-problem.ts';

export type RecordingItem = Schemas['RecordingItem'];
export type ClearanceExplanation = Schemas['ClearanceExplanation'];
export type RemixTerms = Schemas['RemixTerms'];

export type TerritoryGroup = Schemas['TerritoryGroup'];
export type RecordingQuery = NonNullable<paths['/api/recordings']['get']['parameters']['query']>;

export interface RecordingFilter extends Omit<RecordingQuery, 'q' | 'licensed' | 'cursor' | 'limit'> {
  readonly text: string;
  readonly licensedOnly: boolean;
}

/** The query of a listing, without what is not asked for. */
const asQuery = ({ text, licensedOnly, ...filter }: RecordingFilter): RecordingQuery => ({
  ...(Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== undefined),
  ) satisfies RecordingQuery),
  ...(text === '' ? {} : { q: text }),
  ...(licensedOnly ? { licensed: 'true' as const } : {}),
});

export function useRecordings(filter: RecordingFilter) {
  return useInfiniteQuery({
    queryKey: ['recordings', filter],
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/recordings', {
          params: {
            query: { limit: 50, ...asQuery(filter), ...(pageParam === null ? {} : { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    // While more letters are typed the list stays where it is.
    placeholderData: keepPreviousData,
  });
}

/** Where a recording is licensed and where not, and who is missing. */
export function useClearanceEverywhere(isrc: string, territory: string | undefined) {
  return useQuery({
    queryKey: ['clearance', isrc, territory ?? null, 'everywhere'],
    queryFn: async () =>
      unwrap(
        await api.GET('/api/recordings/{isrc}/clearance', {
          params: {
            path: { isrc },
            query: { territories: 'all', ...(territory === undefined ? {} : { territory }) },
          },
        }),
      ),
  });
}

/** Why a recording may or may not be used, side by side. */
export function useClearance(isrc: string, territory: string | undefined, enabled: boolean) {
  return useQuery({
    queryKey: ['clearance', isrc, territory ?? null],
    enabled,
    queryFn: async () =>
      unwrap(
        await api.GET('/api/recordings/{isrc}/clearance', {
          params: { path: { isrc }, query: territory === undefined ? {} : { territory } },
        }),
      ),
  });
}
