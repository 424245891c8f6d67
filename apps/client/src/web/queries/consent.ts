import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.ts';
import { unwrap } from './api-problem.ts';

export type PartyCatalogueItem = Schemas['PartyCatalogueItem'];
export type GrantView = Schemas['GrantView'];
export type GrantScope = Schemas['GrantScope'];
export type Tariff = Schemas['TariffView'];

export type CoveringGrant = Schemas['CoveringGrant'];
export type GrantVersionView = Schemas['GrantVersionView'];
export type CatalogueFilter = Schemas['CatalogueFilter'];

const flag = (value: boolean) => (value ? ('true' as const) : ('false' as const));

/** What a party has a say in, by title, page after page; the first page says how many there are. */
export function usePartyCatalogue(party: string, filter: CatalogueFilter = {}, limit = 50) {
  const { optedIn, flipped, ...facts } = filter;
  return useInfiniteQuery({
    queryKey: ['party', party, 'catalogue', filter, limit],
    queryFn: async ({ pageParam, signal }) =>
      unwrap(
        await api.GET('/api/parties/{id}/catalogue', {
          params: {
            path: { id: party },
            query: {
              limit,
              ...facts,
              ...(optedIn === undefined ? {} : { optedIn: flag(optedIn) }),
              ...(flipped === undefined ? {} : { flipped: flag(flipped) }),
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function usePartyReleases(party: string) {
  return useQuery({
    queryKey: ['party', party, 'releases'],
    queryFn: async () =>
      unwrap(await api.GET('/api/parties/{id}/releases', { params: { path: { id: party } } })).items,
  });
}

/** Everything a grant ever said, the newest first, 100 versions at most. */
export function useGrantVersions(party: string, id: string, enabled: boolean) {
  return useQuery({
    queryKey: ['party', party, 'grant-versions', id],
    enabled,
    queryFn: async () =>
      unwrap(
        await api.GET('/api/grants/{id}/versions', {
          params: { path: { id }, query: { limit: 100 } },
        }),
      ).items,
  });
}

/** A party's grants for everything and for releases: those are shown by themselves. */
export function usePartyGrants(party: string) {
  return useQuery({
    queryKey: ['party', party, 'grants'],
    queryFn: async () => {
      const grants: GrantView[] = [];
      let cursor: string | null = null;
      do {
        const query: { limit: number; wide: 'true'; cursor?: string } = {
          limit: 100,
          wide: 'true',
          ...(cursor === null ? {} : { cursor }),
        };
        const page: Schemas['GrantPage'] = unwrap(
          await api.GET('/api/parties/{id}/grants', { params: { path: { id: party }, query } }),
        );
        grants.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
      return grants;
    },
  });
}

function useRefreshParty(party: string) {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['party', party] });
}

export function useCreateGrant(party: string) {
  const refresh = useRefreshParty(party);
  return useMutation({
    mutationFn: async (body: Schemas['NewGrant']) =>
      unwrap(await api.POST('/api/parties/{id}/grants', { params: { path: { id: party } }, body })),
    onSuccess: refresh,
  });
}

export function useReviseGrant(party: string) {
  const refresh = useRefreshParty(party);
  return useMutation({
    mutationFn: async ({ id, body }: { id: string; body: Schemas['ReviseGrant'] }) =>
      unwrap(await api.PUT('/api/grants/{id}', { params: { path: { id } }, body })),
    onSuccess: refresh,
  });
}

export interface Withdrawal {
  readonly id: string;
  readonly reason: string;
  /** Null for at once. */
  readonly at: string | null;
}

export function useWithdrawGrant(party: string) {
  const refresh = useRefreshParty(party);
  return useMutation({
    mutationFn: async ({ id, reason, at }: Withdrawal) =>
      unwrap(
        await api.POST('/api/grants/{id}/withdraw', {
          params: { path: { id } },
          body: { ...(reason === '' ? {} : { reason }), ...(at === null ? {} : { at }) },
        }),
      ),
    onSuccess: refresh,
  });
}

/** Suspends a grant, lets it hold again, or takes an announced withdrawal back. */
export function useTurnGrant(party: string) {
  const refresh = useRefreshParty(party);
  return useMutation({
    mutationFn: async ({ id, turn }: { id: string; turn: 'suspend' | 'resume' | 'keep' }) => {
      const params = { path: { id } };
      if (turn === 'suspend') return unwrap(await api.POST('/api/grants/{id}/suspend', { params, body: {} }));
      if (turn === 'resume') return unwrap(await api.POST('/api/grants/{id}/resume', { params }));
      return unwrap(await api.POST('/api/grants/{id}/keep', { params }));
    },
    onSuccess: refresh,
  });
}

export function useTariff() {
  return useQuery({
    queryKey: ['tariff'],
    queryFn: async () => unwrap(await api.GET('/api/tariffs/current')),
    staleTime: 300_000,
  });
}

export type NewTariff = Schemas['NewTariff'];

/** Every version there was and those that are announced, the newest first. */
export function useTariffs() {
  return useQuery({
    queryKey: ['tariff', 'all'],
    queryFn: async () => unwrap(await api.GET('/api/tariffs')).items,
  });
}

export function useEnterTariff() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: NewTariff) => unwrap(await api.POST('/api/tariffs', { body })),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['tariff'] }),
        client.invalidateQueries({ queryKey: ['pools'] }),
      ]),
  });
}
