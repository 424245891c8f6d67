import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.ts';
import { signErasure } from '../../engine/metering/erasure.ts';
import { deviceSigner } from '../../engine/storage/signing-keys.ts';
import { unwrap } from './api-problem.ts';

export type PlayErasure = Schemas['PlayErasure'];

/** Has the instance erase the receipts of this device, by a request that the device signs. */
export function useEraseOwnReceipts() {
  return useMutation({
    mutationFn: async () => {
      const body = await signErasure(window.location.origin, new Date(), await deviceSigner());
      return unwrap(await api.POST('/api/plays/device-erasures', { body }));
    },
  });
}

const KEY = ['erasures'] as const;

/** How many receipts of a device are kept. */
export function useCountBodies() {
  return useMutation({
    mutationFn: async (device: string) =>
      unwrap(await api.GET('/api/plays/bodies', { params: { query: { device } } })),
  });
}

export function useEraseReceipts() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: Schemas['NewPlayErasure']) =>
      unwrap(await api.POST('/api/plays/erasures', { body })),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

/** What was erased, the newest first. */
export function useErasures() {
  return useInfiniteQuery({
    queryKey: KEY,
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/plays/erasures', {
          params: { query: { limit: 24, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}
