import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.ts';
import { expectOk, unwrap } from './api-problem.ts';

export type PayoutRun = Schemas['PayoutRunItem'];
export type PayoutRunView = Schemas['PayoutRunView'];
export type PayoutLine = Schemas['PayoutLineView'];
export type PayoutEvent = Schemas['PayoutRunEvent'];
export type PayeeView = Schemas['PayeeView'];
export type PartyPayment = Schemas['PartyPayment'];
export type LineState = PayoutLine['state'];
export type LineReason = NonNullable<PayoutLine['reason']>;
/** What of a run is listed. */
export interface LineFilter {
  readonly state?: LineState;
  readonly reason?: LineReason;
}

/** A run that is sent or settled in the background is looked at this often. */
const UNDER_WAY_MS = 2_000;

const PAGES = {
  initialPageParam: null as string | null,
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
};
const pageQuery = (cursor: string | null, limit = 50) => ({ limit, ...(cursor === null ? {} : { cursor }) });

export function useOwed() {
  return useQuery({
    queryKey: ['payouts', 'owed'],
    queryFn: async () => unwrap(await api.GET('/api/payouts/owed')),
  });
}

export function usePayoutRuns() {
  return useInfiniteQuery({
    queryKey: ['payouts', 'runs'],
    queryFn: async ({ pageParam }) =>
      unwrap(await api.GET('/api/payouts/runs', { params: { query: pageQuery(pageParam, 24) } })),
    ...PAGES,
  });
}

export function usePayoutRun(id: string) {
  return useQuery({
    queryKey: ['payouts', 'run', id],
    queryFn: async () => unwrap(await api.GET('/api/payouts/runs/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) =>
      state.data?.state === 'SENDING' || state.data?.state === 'SETTLING' ? UNDER_WAY_MS : false,
  });
}

export function usePayoutLines(id: string, filter: LineFilter) {
  return useInfiniteQuery({
    queryKey: ['payouts', 'run', id, 'lines', filter],
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/payouts/runs/{id}/lines', {
          params: { path: { id }, query: { ...pageQuery(pageParam), ...filter } },
        }),
      ),
    ...PAGES,
  });
}

export function usePayoutHistory(id: string) {
  return useInfiniteQuery({
    queryKey: ['payouts', 'run', id, 'history'],
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/payouts/runs/{id}/history', {
          params: { path: { id }, query: pageQuery(pageParam, 24) },
        }),
      ),
    ...PAGES,
  });
}

const useRefresh = () => {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['payouts'] });
};

export function useDraftRun() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (currency: string) =>
      unwrap(await api.POST('/api/payouts/runs', { body: { currency } })),
    onSuccess: refresh,
  });
}

export type RunStep = 'approve' | 'send' | 'settle' | 'cancel';

export function useRunStep(id: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async ({ step, executionOn }: { step: RunStep; executionOn?: string }) => {
      const params = { path: { id } };
      if (step === 'approve') return unwrap(await api.POST('/api/payouts/runs/{id}/approve', { params }));
      if (step === 'settle') return unwrap(await api.POST('/api/payouts/runs/{id}/settle', { params }));
      if (step === 'cancel') return unwrap(await api.POST('/api/payouts/runs/{id}/cancel', { params }));
      const body = executionOn === undefined ? {} : { executionOn };
      return unwrap(await api.POST('/api/payouts/runs/{id}/send', { params, body }));
    },
    onSuccess: refresh,
  });
}

export function useSettlePayment() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (id: string) =>
      expectOk(await api.POST('/api/payouts/payments/{id}/settle', { params: { path: { id } } })),
    onSuccess: refresh,
  });
}

export function useReturnPayment(id: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (body: Schemas['ReturnPayment']) =>
      expectOk(await api.POST('/api/payouts/payments/{id}/return', { params: { path: { id } }, body })),
    onSuccess: refresh,
  });
}

/** How a party is paid; only who decides for it, and operators, may know. */
export function usePayee(party: string, enabled: boolean) {
  return useQuery({
    queryKey: ['party', party, 'payee'],
    enabled,
    queryFn: async () =>
      unwrap(await api.GET('/api/parties/{id}/payee', { params: { path: { id: party } } })),
  });
}

function useKeepPayee(party: string) {
  const client = useQueryClient();
  return (payee: PayeeView) => {
    client.setQueryData(['party', party, 'payee'], payee);
    return client.invalidateQueries({ queryKey: ['party', party, 'events'] });
  };
}

export function useSetAccount(party: string) {
  const keep = useKeepPayee(party);
  return useMutation({
    mutationFn: async (body: Schemas['NewPayeeAccount']) =>
      unwrap(await api.PUT('/api/parties/{id}/payee/account', { params: { path: { id: party } }, body })),
    onSuccess: keep,
  });
}

export function useRemoveAccount(party: string) {
  const keep = useKeepPayee(party);
  return useMutation({
    mutationFn: async () =>
      unwrap(await api.DELETE('/api/parties/{id}/payee/account', { params: { path: { id: party } } })),
    onSuccess: keep,
  });
}

export function useSetThreshold(party: string) {
  const keep = useKeepPayee(party);
  return useMutation({
    mutationFn: async ({ currency, amountMicros }: { currency: string; amountMicros: string | null }) =>
      unwrap(
        await api.PUT('/api/parties/{id}/payee/thresholds/{currency}', {
          params: { path: { id: party, currency } },
          body: { amountMicros },
        }),
      ),
    onSuccess: keep,
  });
}

export function useHoldPayee(party: string) {
  const keep = useKeepPayee(party);
  return useMutation({
    mutationFn: async ({ stop, reason }: { stop: boolean; reason: string }) => {
      const params = { path: { id: party } };
      const body = { reason };
      return unwrap(
        stop
          ? await api.POST('/api/parties/{id}/payee/stop', { params, body })
          : await api.POST('/api/parties/{id}/payee/resume', { params, body }),
      );
    },
    onSuccess: keep,
  });
}

export function usePartyPayments(party: string) {
  return useInfiniteQuery({
    queryKey: ['party', party, 'payments'],
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/parties/{id}/payments', {
          params: { path: { id: party }, query: pageQuery(pageParam, 24) },
        }),
      ),
    ...PAGES,
  });
}
