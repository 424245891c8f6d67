import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.ts';
import { instantSpan, type DaySpan } from '../words/day-span.ts';
import { expectOk, unwrap } from './api-problem.ts';

export type RequestSummary = Schemas['RequestSummary'];
export type ClearanceRequest = Schemas['RequestView'];
export type RequestLine = Schemas['RequestLine'];
export type RequestUse = Schemas['RequestUse'];
export type RequestState = RequestSummary['state'];
export type UnreachableLine = Schemas['UnreachableLine'];
export type OfferedTerms = NonNullable<RequestLine['offer']>['terms'];

interface Filter {
  readonly state: RequestState | null;
  /** When they were made. */
  readonly asked?: DaySpan;
}

const queryOf = ({ state, asked = {} }: Filter, cursor: string | null) => ({
  limit: 24,
  ...(state === null ? {} : { state }),
  ...instantSpan(asked),
  ...(cursor === null ? {} : { cursor }),
});

const keyOf = ({ state, asked = {} }: Filter) => [state, asked.from ?? null, asked.until ?? null];

/** What the signed-in producer asked for, newest first. */
export function useOwnRequests(filter: Filter, enabled = true) {
  return useInfiniteQuery({
    queryKey: ['requests', 'own', ...keyOf(filter)],
    enabled,
    queryFn: async ({ pageParam }) =>
      unwrap(await api.GET('/api/clearance-requests', { params: { query: queryOf(filter, pageParam) } })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** What a party is asked, newest first. */
export function usePartyRequests(party: string, filter: Filter) {
  return useInfiniteQuery({
    queryKey: ['requests', 'party', party, ...keyOf(filter)],
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/parties/{id}/clearance-requests', {
          params: { path: { id: party }, query: queryOf(filter, pageParam) },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** One request; asked again while it is open and looked at, because somebody else answers. */
export function useRequest(id: string) {
  return useQuery({
    queryKey: ['requests', 'one', id],
    queryFn: async () => unwrap(await api.GET('/api/clearance-requests/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data?.state === 'OPEN' ? 20_000 : false),
  });
}

export function useUnreachableLines() {
  return useQuery({
    queryKey: ['requests', 'unreachable'],
    queryFn: async () =>
      unwrap(await api.GET('/api/clearance-requests/unreachable', { params: { query: { limit: 100 } } }))
        .items,
  });
}

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['requests'] });
}

export function useAskForClearance() {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: async (body: Schemas['AskForClearance']) =>
      unwrap(await api.POST('/api/clearance-requests', { body })),
    onSuccess,
  });
}

export function useReviseRequest() {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: async ({ id, body }: { id: string; body: Schemas['ReviseRequest'] }) =>
      expectOk(await api.POST('/api/clearance-requests/{id}/revise', { params: { path: { id } }, body })),
    onSuccess,
  });
}

export function useWithdrawRequest(id: string) {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: async () =>
      expectOk(await api.POST('/api/clearance-requests/{id}/withdraw', { params: { path: { id } } })),
    onSuccess,
  });
}

export function useWriteMessage(id: string) {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: async (body: Schemas['NewRequestMessage']) =>
      expectOk(await api.POST('/api/clearance-requests/{id}/messages', { params: { path: { id } }, body })),
    onSuccess,
  });
}

export type Answer =
  | { readonly kind: 'approve'; readonly body: Schemas['ApproveLine'] }
  | { readonly kind: 'counter'; readonly body: Schemas['CounterLine'] }
  | { readonly kind: 'decline'; readonly body: Schemas['DeclineLine'] }
  | { readonly kind: 'accept' };

const LINE = '/api/clearance-requests/{id}/lines/{line}';

/** Answers one line, or takes the terms that were offered for it. */
export function useAnswerLine(id: string, line: string) {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: async (answer: Answer) => {
      const params = { path: { id, line } };
      if (answer.kind === 'approve')
        expectOk(await api.POST(`${LINE}/approve`, { params, body: answer.body }));
      else if (answer.kind === 'counter')
        expectOk(await api.POST(`${LINE}/counter`, { params, body: answer.body }));
      else if (answer.kind === 'decline')
        expectOk(await api.POST(`${LINE}/decline`, { params, body: answer.body }));
      else expectOk(await api.POST(`${LINE}/accept`, { params }));
    },
    onSuccess,
  });
}
