import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.ts';
import { expectOk, unwrap } from './api-problem.ts';

export type NotificationView = Schemas['NotificationView'];

const POLL_MS = 30_000;
const KEY = ['notifications'] as const;

/**
 * How many are unread, asked twice a minute while the page is seen. The answer has an ETag: when nothing happened the
 * browser is told only that.
 */
export function useUnreadCount(enabled: boolean) {
  return useQuery({
    queryKey: [...KEY, 'unread'],
    enabled,
    queryFn: async () => unwrap(await api.GET('/api/notifications/unread')).unread,
    refetchInterval: POLL_MS,
    refetchIntervalInBackground: false,
    refetchOnWindowFocus: true,
    staleTime: POLL_MS / 2,
  });
}

export function useNotifications() {
  return useInfiniteQuery({
    queryKey: [...KEY, 'list'],
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/notifications', {
          params: { query: { limit: 30, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
  });
}

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: KEY });
}

export function useMarkRead() {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: async (id: string) =>
      expectOk(await api.POST('/api/notifications/{id}/read', { params: { path: { id } } })),
    onSuccess,
  });
}

export function useMarkAllRead() {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: async () => expectOk(await api.POST('/api/notifications/read')),
    onSuccess,
  });
}

const preferencesKey = ['me', 'notification-preferences'] as const;

export function usePreferences() {
  return useQuery({
    queryKey: preferencesKey,
    queryFn: async () => unwrap(await api.GET('/api/me/notification-preferences')),
  });
}

export function useSetPreference() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: Schemas['SetNotificationPreference']) =>
      expectOk(await api.PUT('/api/me/notification-preferences', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: preferencesKey }),
  });
}

export function useUnsubscribe() {
  return useMutation({
    mutationFn: async (token: string) =>
      unwrap(await api.POST('/api/notifications/unsubscribe', { body: { token } })),
  });
}
