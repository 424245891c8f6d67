import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.ts';
import { unwrap } from './api-problem.ts';

export type RecordingItem = Schemas['RecordingItem'];
export type ClearanceExplanation = Schemas['ClearanceExplanation'];
export type RemixTerms = Schemas['RemixTerms'];

export interface RecordingFilter {
  readonly text: string;
  /** ISO 3166-1 alpha-2; undefined leaves it to the instance. */
  readonly territory: string | undefined;
  readonly licensedOnly: boolean;
}

export function useRecordings({ text, territory, licensedOnly }: RecordingFilter) {
  return useInfiniteQuery({
    queryKey: ['recordings', text, territory ?? null, licensedOnly],
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/recordings', {
          params: {
            query: {
              limit: 50,
              ...(text === '' ? {} : { q: text }),
              ...(territory === undefined ? {} : { territory }),
              ...(licensedOnly ? { licensed: 'true' as const } : {}),
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
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
