import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.ts';
import { unwrap } from './api-problem.ts';

export type BookedEntry = Schemas['EntryView'];
export type Advance = Schemas['AdvanceView'];
export type Withholding = Schemas['WithholdingView'];
type NewAdvance = Schemas['NewAdvance'];
type NewWithholding = Schemas['NewWithholding'];
export type NewAdjustment = Schemas['NewAdjustment'];

/** Whose entries, and of which period; what is absent stays open. */
export interface BookFilter {
  readonly party?: string;
  readonly period?: string;
}

const KEY = ['books'] as const;
const paged = {
  initialPageParam: null as string | null,
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
};
const from = (cursor: string | null) => ({ limit: 24, ...(cursor === null ? {} : { cursor }) });
const ofParty = ({ party }: BookFilter) => (party === undefined ? {} : { party });

export function useEntries(filter: BookFilter) {
  return useInfiniteQuery({
    queryKey: [...KEY, 'entries', filter],
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/royalties/entries', { params: { query: { ...from(pageParam), ...filter } } }),
      ),
    ...paged,
  });
}

export function useAdvances(filter: BookFilter) {
  return useInfiniteQuery({
    queryKey: [...KEY, 'advances', ofParty(filter)],
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/royalties/advances', {
          params: { query: { ...from(pageParam), ...ofParty(filter) } },
        }),
      ),
    ...paged,
  });
}

export function useWithholdings(filter: BookFilter) {
  return useInfiniteQuery({
    queryKey: [...KEY, 'withholdings', ofParty(filter)],
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/royalties/withholdings', {
          params: { query: { ...from(pageParam), ...ofParty(filter) } },
        }),
      ),
    ...paged,
  });
}

/** What there is on both sides of an adjustment; asked once all of it is named. */
export function useBalances(asked: Pick<NewAdjustment, 'party' | 'currency' | 'against'> | null) {
  return useQuery({
    queryKey: [...KEY, 'balances', asked],
    enabled: asked !== null,
    queryFn: async () => {
      if (asked === null) throw new TypeError('a query without an account is not run');
      return unwrap(await api.GET('/api/royalties/balances', { params: { query: asked } }));
    },
  });
}

function useBooking<Body>(book: (body: Body) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: book,
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: KEY }),
        client.invalidateQueries({ queryKey: ['payouts'] }),
      ]),
  });
}

export const useAdjust = () =>
  useBooking(async (body: NewAdjustment) => unwrap(await api.POST('/api/royalties/adjustments', { body })));

export const useReverse = () =>
  useBooking(async ({ id, reason }: { readonly id: string; readonly reason: string }) =>
    unwrap(
      await api.POST('/api/royalties/entries/{id}/reversal', { params: { path: { id } }, body: { reason } }),
    ),
  );

export const useAddAdvance = () =>
  useBooking(async (body: NewAdvance) => unwrap(await api.POST('/api/royalties/advances', { body })));

export const useAddWithholding = () =>
  useBooking(async (body: NewWithholding) => unwrap(await api.POST('/api/royalties/withholdings', { body })));
