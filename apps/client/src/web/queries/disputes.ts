import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.ts';
import { instantSpan, type DaySpan } from '../words/day-span.ts';
import { expectOk, unwrap } from './api-problem.ts';

export type DisputeItem = Schemas['DisputeItem'];
export type DisputeView = Schemas['DisputeView'];
export type DisputePart = Schemas['DisputePart'];
export type DisputeEvent = Schemas['DisputeEventView'];
export type DisputeState = DisputeItem['state'];
export type DisputableSubject = Schemas['DisputableSubject'];
/** For each part of a dispute the shares as somebody would have them. */
export type SplitDraft = Schemas['DisputeSettlement']['parts'];

export interface DisputeFilter {
  readonly party?: string | undefined;
  readonly state?: DisputeState | 'open' | 'over' | undefined;
  readonly overdue?: boolean | undefined;
  /** When they were opened. */
  readonly opened: DaySpan;
}

export function useDisputes({ party, state, overdue, opened }: DisputeFilter) {
  return useInfiniteQuery({
    queryKey: [
      'disputes',
      party ?? null,
      state ?? null,
      overdue ?? false,
      opened.from ?? null,
      opened.until ?? null,
    ],
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/disputes', {
          params: {
            query: {
              limit: 24,
              ...(party === undefined ? {} : { party }),
              ...(state === undefined ? {} : { state }),
              ...(overdue === true ? { overdue: 'true' as const } : {}),
              ...instantSpan(opened),
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function useDispute(id: string) {
  return useQuery({
    queryKey: ['dispute', id],
    queryFn: async () => unwrap(await api.GET('/api/disputes/{id}', { params: { path: { id } } })),
  });
}

export function useDisputableSubject(kind: 'RECORDING' | 'WORK', id: string, party: string | undefined) {
  return useQuery({
    queryKey: ['disputable', kind, id, party ?? null],
    queryFn: async () =>
      unwrap(
        await api.GET('/api/disputes/subjects/{kind}/{id}', {
          params: { path: { kind, id }, query: party === undefined ? {} : { party } },
        }),
      ),
  });
}

/** Whatever was done, lists, clearance and catalogue may say something else now. */
function useRefreshAll() {
  const client = useQueryClient();
  return () => client.invalidateQueries();
}

export function useOpenDispute() {
  const refresh = useRefreshAll();
  return useMutation({
    mutationFn: async (body: Schemas['NewDispute']) => unwrap(await api.POST('/api/disputes', { body })),
    onSuccess: refresh,
  });
}

/** One thing that somebody does in a dispute. */
export type DisputeAct =
  | { readonly act: 'responses' | 'escalate' | 'withdraw'; readonly body: Schemas['DisputeStatement'] }
  | { readonly act: 'evidence'; readonly body: Schemas['DisputeAddition'] }
  | { readonly act: 'release'; readonly body: Schemas['DisputeDismissal'] }
  | { readonly act: 'proposals'; readonly body: Schemas['DisputeProposal'] }
  | { readonly act: 'settle'; readonly body: Schemas['DisputeSettlement'] }
  | { readonly act: 'accept'; readonly proposal: string; readonly body: Schemas['DisputeAcceptance'] };

async function send(id: string, done: DisputeAct) {
  const params = { path: { id } };
  switch (done.act) {
    case 'responses':
      return await api.POST('/api/disputes/{id}/responses', { params, body: done.body });
    case 'escalate':
      return await api.POST('/api/disputes/{id}/escalate', { params, body: done.body });
    case 'withdraw':
      return await api.POST('/api/disputes/{id}/withdraw', { params, body: done.body });
    case 'evidence':
      return await api.POST('/api/disputes/{id}/evidence', { params, body: done.body });
    case 'release':
      return await api.POST('/api/disputes/{id}/release', { params, body: done.body });
    case 'proposals':
      return await api.POST('/api/disputes/{id}/proposals', { params, body: done.body });
    case 'settle':
      return await api.POST('/api/disputes/{id}/settle', { params, body: done.body });
    case 'accept': {
      const path = { id, proposal: done.proposal };
      return await api.POST('/api/disputes/{id}/proposals/{proposal}/accept', {
        params: { path },
        body: done.body,
      });
    }
  }
}

export function useDisputeAct(id: string) {
  const refresh = useRefreshAll();
  return useMutation({
    mutationFn: async (done: DisputeAct) => expectOk(await send(id, done)),
    onSuccess: refresh,
  });
}

/** The parties an operator may give a share to: all of them, 500 at most. */
export function usePartyList(enabled: boolean) {
  return useQuery({
    queryKey: ['parties'],
    enabled,
    queryFn: async () => unwrap(await api.GET('/api/parties')).items,
  });
}
