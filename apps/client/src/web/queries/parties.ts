import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.ts';
import { expectOk, unwrap } from './api-problem.ts';

/** Of one question. */
const MOST_CONCERNED = 100;

export type PartyView = Schemas['PartyView'];
export type PartyFound = Schemas['PartyFound'];
export type PartyRole = Schemas['MemberView']['role'];
export type Member = Schemas['MemberView'];
export type Invitation = Schemas['InvitationView'];
export type Domain = Schemas['DomainView'];
export type PartyEvent = Schemas['PartyEventView'];
export type MergePreview = Schemas['MergePreview'];
export type Merge = Schemas['MergeView'];
export type MergeItem = Schemas['MergeItemView'];

/** What a page of a listing is asked with. */
const pageQuery = (cursor: string | null, limit = 50) => ({ limit, ...(cursor === null ? {} : { cursor }) });
const PAGES = {
  initialPageParam: null as string | null,
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
};

export function useParty(id: string) {
  return useQuery({
    queryKey: ['party', id],
    queryFn: async () => unwrap(await api.GET('/api/parties/{id}', { params: { path: { id } } })),
  });
}

/** Changes of a party touch its lists, and who one acts for. */
function useRefresh(id: string) {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['party', id] }),
      client.invalidateQueries({ queryKey: ['me'] }),
    ]);
}

export function useCreateParty() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: Schemas['NewParty']) => unwrap(await api.POST('/api/parties', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['me'] }),
  });
}

export function useEditParty(id: string) {
  const refresh = useRefresh(id);
  return useMutation({
    mutationFn: async (body: Schemas['EditParty']) =>
      unwrap(await api.PATCH('/api/parties/{id}', { params: { path: { id } }, body })),
    onSuccess: refresh,
  });
}

export function useVerifyParty(id: string) {
  const refresh = useRefresh(id);
  return useMutation({
    mutationFn: async (body: Schemas['VerifyParty']) =>
      unwrap(await api.POST('/api/parties/{id}/verification', { params: { path: { id } }, body })),
    onSuccess: refresh,
  });
}

/** Asked from two characters on. */
export function usePartySearch(q: string) {
  return useQuery({
    queryKey: ['parties', 'search', q],
    enabled: q.trim().length >= 2,
    queryFn: async () =>
      unwrap(await api.GET('/api/parties/search', { params: { query: { q: q.trim(), limit: 20 } } })).items,
  });
}

export function usePartyEvents(id: string) {
  return useInfiniteQuery({
    queryKey: ['party', id, 'events'],
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/parties/{id}/events', {
          params: { path: { id }, query: pageQuery(pageParam) },
        }),
      ),
    ...PAGES,
  });
}

export function useMembers(id: string) {
  return useQuery({
    queryKey: ['party', id, 'members'],
    queryFn: async () =>
      unwrap(await api.GET('/api/parties/{id}/members', { params: { path: { id } } })).items,
  });
}

export function useSetMember(id: string) {
  const refresh = useRefresh(id);
  return useMutation({
    mutationFn: async (body: Schemas['AddMember']) =>
      expectOk(await api.POST('/api/parties/{id}/members', { params: { path: { id } }, body })),
    onSuccess: refresh,
  });
}

export function useRemoveMember(id: string) {
  const refresh = useRefresh(id);
  return useMutation({
    mutationFn: async (handle: string) =>
      expectOk(await api.DELETE('/api/parties/{id}/members/{handle}', { params: { path: { id, handle } } })),
    onSuccess: refresh,
  });
}

export function usePartyInvitations(id: string, enabled: boolean) {
  return useQuery({
    queryKey: ['party', id, 'invitations'],
    enabled,
    queryFn: async () =>
      unwrap(
        await api.GET('/api/parties/{id}/invitations', { params: { path: { id }, query: { limit: 100 } } }),
      ).items,
  });
}

export function useInvite(id: string) {
  const refresh = useRefresh(id);
  return useMutation({
    mutationFn: async (body: Schemas['NewInvitation']) =>
      unwrap(await api.POST('/api/parties/{id}/invitations', { params: { path: { id } }, body })),
    onSuccess: refresh,
  });
}

export function useRevokeInvitation(id: string) {
  const refresh = useRefresh(id);
  return useMutation({
    mutationFn: async (invitation: string) =>
      expectOk(
        await api.DELETE('/api/parties/{id}/invitations/{invitation}', {
          params: { path: { id, invitation } },
        }),
      ),
    onSuccess: refresh,
  });
}

const invitationsKey = ['invitations'] as const;

export function useMyInvitations() {
  return useQuery({
    queryKey: invitationsKey,
    queryFn: async () => unwrap(await api.GET('/api/invitations')).items,
  });
}

export function useInvitation(id: string, token: string | null) {
  return useQuery({
    queryKey: ['invitations', id, token],
    queryFn: async () =>
      unwrap(await api.POST('/api/invitations/{id}/look', { params: { path: { id } }, body: { token } })),
  });
}

export function useAnswerInvitation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (answer: { id: string; token: string | null; accept: boolean }) => {
      const { id, token, accept } = answer;
      const options = { params: { path: { id } }, body: { token } };
      return unwrap(
        accept
          ? await api.POST('/api/invitations/{id}/accept', options)
          : await api.POST('/api/invitations/{id}/decline', options),
      );
    },
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: invitationsKey, exact: true }),
        client.invalidateQueries({ queryKey: ['me'] }),
      ]),
  });
}

export function useDomains(id: string) {
  return useQuery({
    queryKey: ['party', id, 'domains'],
    queryFn: async () =>
      unwrap(await api.GET('/api/parties/{id}/domains', { params: { path: { id } } })).items,
  });
}

export function useAddDomain(id: string) {
  const refresh = useRefresh(id);
  return useMutation({
    mutationFn: async (domain: string) =>
      unwrap(await api.POST('/api/parties/{id}/domains', { params: { path: { id } }, body: { domain } })),
    onSuccess: refresh,
  });
}

export function useCheckDomain(id: string) {
  const refresh = useRefresh(id);
  return useMutation({
    mutationFn: async (domain: string) =>
      unwrap(
        await api.POST('/api/parties/{id}/domains/{domain}/check', {
          params: { path: { id, domain } },
          body: {},
        }),
      ),
    onSuccess: refresh,
  });
}

export function useConfirmDomain(id: string) {
  const refresh = useRefresh(id);
  return useMutation({
    mutationFn: async ({ domain, ...body }: { domain: string; confirmed: boolean; reason: string }) =>
      unwrap(
        await api.POST('/api/parties/{id}/domains/{domain}/confirmation', {
          params: { path: { id, domain } },
          body,
        }),
      ),
    onSuccess: refresh,
  });
}

export function useRemoveDomain(id: string) {
  const refresh = useRefresh(id);
  return useMutation({
    mutationFn: async (domain: string) =>
      expectOk(await api.DELETE('/api/parties/{id}/domains/{domain}', { params: { path: { id, domain } } })),
    onSuccess: refresh,
  });
}

export function useMergePreview(into: string | null, from: string | null) {
  return useQuery({
    queryKey: ['merge', into, from],
    enabled: into !== null && from !== null && into !== from,
    queryFn: async () =>
      unwrap(
        await api.GET('/api/parties/{id}/merge-preview', {
          params: { path: { id: into ?? '' }, query: { from: from ?? '' } },
        }),
      ),
  });
}

export function useMergeParties() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ into, ...body }: { into: string; from: string; reason: string }) =>
      unwrap(await api.POST('/api/parties/{id}/merges', { params: { path: { id: into } }, body })),
    // The preview of what has just happened has nothing to say any more.
    onSuccess: () => client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'merge' }),
  });
}

export function useMergeItems(id: string) {
  return useInfiniteQuery({
    queryKey: ['merge', id, 'items'],
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/merges/{id}/items', { params: { path: { id }, query: pageQuery(pageParam) } }),
      ),
    ...PAGES,
  });
}

export function useMerges(id: string) {
  return useQuery({
    queryKey: ['party', id, 'merges'],
    queryFn: async () =>
      unwrap(await api.GET('/api/parties/{id}/merges', { params: { path: { id } } })).items,
  });
}

/** How the operator who is signed in stands to what is to be decided about these parties. */
export function useOwnCause(parties: readonly string[]) {
  const asked = [...new Set(parties)].sort().slice(0, MOST_CONCERNED).join(',');
  return useQuery({
    queryKey: ['own-cause', asked],
    queryFn: async () => unwrap(await api.GET('/api/own-cause', { params: { query: { parties: asked } } })),
  });
}
