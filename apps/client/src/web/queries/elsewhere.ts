import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.ts';
import { unwrap } from './api-problem.ts';

export type RecordingElsewhere = Schemas['RecordingElsewhere'];
export type WhyElsewhere = Schemas['WhyElsewhere'];

const KEY = 'elsewhere';
const STALE_MS = 60_000;
const within = (territory: string | undefined) => (territory === undefined ? {} : { territory });

/** What the registries of other servers have by a text: each is asked, so only when somebody wants to know. */
export function useElsewhere(q: string, territory: string | undefined) {
  return useQuery({
    queryKey: [KEY, q, territory ?? null],
    staleTime: STALE_MS,
    queryFn: async () =>
      unwrap(await api.GET('/api/federation/recordings', { params: { query: { q, ...within(territory) } } })),
  });
}

/** Why its registry says that a recording may not be flipped. */
export function useWhyElsewhere(isrc: string, territory: string | undefined) {
  return useQuery({
    queryKey: [KEY, 'why', isrc, territory ?? null],
    staleTime: STALE_MS,
    queryFn: async () =>
      unwrap(
        await api.GET('/api/federation/recordings/{isrc}', {
          params: { path: { isrc }, query: within(territory) },
        }),
      ),
  });
}

/** Takes a recording of another registry into the catalogue here, by name. */
export function useTakeIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (isrc: string) =>
      unwrap(await api.POST('/api/federation/recordings', { body: { isrc } })),
    onSuccess: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: ['recordings'] }),
        client.invalidateQueries({ queryKey: [KEY] }),
      ]);
    },
  });
}
