import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.ts';
import { unwrap } from './api-problem.ts';

export type ClaimView = Schemas['ClaimView'];
export type ClaimDetail = Schemas['ClaimDetail'];
export type ClaimState = ClaimView['state'];
export type ShareItem = Schemas['ShareItem'];
export type TransferView = Schemas['TransferView'];

const pageQuery = (cursor: string | null) => ({ limit: 25, ...(cursor === null ? {} : { cursor }) });
const PAGES = {
  initialPageParam: null as string | null,
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
};

export function usePartyClaims(party: string) {
  return useInfiniteQuery({
    queryKey: ['party', party, 'claims'],
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/parties/{id}/claims', {
          params: { path: { id: party }, query: pageQuery(pageParam) },
        }),
      ),
    ...PAGES,
  });
}

/** Claims of everybody, for those who decide them. */
export function useClaimQueue(state: ClaimState) {
  return useInfiniteQuery({
    queryKey: ['claims', state],
    queryFn: async ({ pageParam }) =>
      unwrap(await api.GET('/api/claims', { params: { query: { ...pageQuery(pageParam), state } } })),
    ...PAGES,
  });
}

export function useClaim(id: string) {
  return useQuery({
    queryKey: ['claim', id],
    queryFn: async () => unwrap(await api.GET('/api/claims/{id}', { params: { path: { id } } })),
  });
}

function useRefresh(party: string) {
  const client = useQueryClient();
  return (claim: ClaimDetail) => {
    client.setQueryData(['claim', claim.id], claim);
    return Promise.all([
      client.invalidateQueries({ queryKey: ['party', party] }),
      client.invalidateQueries({ queryKey: ['claims'] }),
    ]);
  };
}

export function useEnterClaim(party: string) {
  const refresh = useRefresh(party);
  return useMutation({
    mutationFn: async (body: Schemas['NewClaim']) =>
      unwrap(await api.POST('/api/parties/{id}/claims', { params: { path: { id: party } }, body })),
    onSuccess: refresh,
  });
}

export function useAddEvidence({ id, party }: ClaimView) {
  const refresh = useRefresh(party.id);
  return useMutation({
    mutationFn: async (body: Schemas['NewEvidence']) =>
      unwrap(await api.POST('/api/claims/{id}/evidence', { params: { path: { id } }, body })),
    onSuccess: refresh,
  });
}

/** By a website when one is named, else by what the catalogue says. */
export function useProveClaim({ id, party }: ClaimView) {
  const refresh = useRefresh(party.id);
  return useMutation({
    mutationFn: async (domain: string | null) => {
      const params = { path: { id } };
      return unwrap(
        domain === null
          ? await api.POST('/api/claims/{id}/prove-by-catalogue', { params, body: {} })
          : await api.POST('/api/claims/{id}/prove-by-domain', { params, body: { domain } }),
      );
    },
    onSuccess: refresh,
  });
}

export function useWithdrawClaim({ id, party }: ClaimView) {
  const refresh = useRefresh(party.id);
  return useMutation({
    mutationFn: async () =>
      unwrap(
        await api.POST('/api/claims/{id}/withdraw', { params: { path: { id } }, body: { reason: null } }),
      ),
    onSuccess: refresh,
  });
}

export function useDecideClaim({ id, party }: ClaimView) {
  const refresh = useRefresh(party.id);
  return useMutation({
    mutationFn: async (body: Schemas['DecideClaim']) =>
      unwrap(await api.POST('/api/claims/{id}/decision', { params: { path: { id } }, body })),
    onSuccess: refresh,
  });
}

export function usePartyShares(party: string) {
  return useInfiniteQuery({
    queryKey: ['party', party, 'shares'],
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/parties/{id}/shares', {
          params: { path: { id: party }, query: pageQuery(pageParam) },
        }),
      ),
    ...PAGES,
  });
}

export function usePartyTransfers(party: string) {
  return useInfiniteQuery({
    queryKey: ['party', party, 'transfers'],
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/parties/{id}/transfers', {
          params: { path: { id: party }, query: pageQuery(pageParam) },
        }),
      ),
    ...PAGES,
  });
}

function useRefreshShares() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['party'] });
}

export function useOfferShare(share: string) {
  const refresh = useRefreshShares();
  return useMutation({
    mutationFn: async (body: Schemas['NewTransfer']) =>
      unwrap(await api.POST('/api/shares/{id}/transfers', { params: { path: { id: share } }, body })),
    onSuccess: refresh,
  });
}

export function useAnswerTransfer() {
  const refresh = useRefreshShares();
  return useMutation({
    mutationFn: async ({ id, answer }: { id: string; answer: 'accept' | 'decline' | 'cancel' }) => {
      const params = { path: { id } };
      if (answer === 'accept')
        return unwrap(await api.POST('/api/transfers/{id}/accept', { params, body: {} }));
      const body = { answer: null };
      return unwrap(
        answer === 'decline'
          ? await api.POST('/api/transfers/{id}/decline', { params, body })
          : await api.POST('/api/transfers/{id}/cancel', { params, body }),
      );
    },
    onSuccess: refresh,
  });
}
