import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.ts';
import { unwrap } from './api-problem.ts';

export type PeerView = Schemas['PeerView'];
export type PeerDetail = Schemas['PeerDetail'];
export type PeerLog = Schemas['PeerLog'];
export type PeerAlarm = PeerDetail['alarms'][number];
export type PeerState = PeerView['state'];

/** How a peer's logs go changes by itself. */
const REFRESH_MS = 5_000;

export function usePeers() {
  return useQuery({
    queryKey: ['peers', 'list'],
    queryFn: async () => unwrap(await api.GET('/api/federation/peers')),
    refetchInterval: REFRESH_MS,
  });
}

export function usePeer(id: string) {
  return useQuery({
    queryKey: ['peers', id],
    queryFn: async () => unwrap(await api.GET('/api/federation/peers/{id}', { params: { path: { id } } })),
    refetchInterval: REFRESH_MS,
  });
}

export function useProposePeer() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (url: string) => unwrap(await api.POST('/api/federation/peers', { body: { url } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['peers'] }),
  });
}

export function useConfirmPeer(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (keys: string) =>
      unwrap(
        await api.POST('/api/federation/peers/{id}/confirm', { params: { path: { id } }, body: { keys } }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['peers'] }),
  });
}

export type PeerStep = 'pause' | 'resume' | 'remove';

export function usePeerStep(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ step, reason }: { step: PeerStep; reason: string }): Promise<PeerDetail> =>
      unwrap(
        await api.POST(`/api/federation/peers/{id}/${step}`, { params: { path: { id } }, body: { reason } }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['peers'] }),
  });
}
