import { useEffect } from 'react';
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

/** Unread notifications, the newest of them, for what they lead to; asked anew when their number changes. */
export function useUnreadList(enabled: boolean) {
  const count = useUnreadCount(enabled).data ?? 0;
  return useQuery({
    queryKey: [...KEY, 'unread-list', count],
    enabled: enabled && count > 0,
    queryFn: async () =>
      unwrap(await api.GET('/api/notifications', { params: { query: { unread: 'true', limit: 100 } } }))
        .items,
  });
}

/** Marks as read what was told about the page that is open: who looks at it has seen it. */
export function useReadAbout(link: string) {
  const client = useQueryClient();
  const unread = useUnreadList(true).data;
  const ids = (unread ?? []).flatMap((one) => (one.link === link ? [one.id] : [])).join();
  useEffect(() => {
    if (ids === '') return;
    const read = async () => {
      for (const id of ids.split(','))
        expectOk(await api.POST('/api/notifications/{id}/read', { params: { path: { id } } }));
      await client.invalidateQueries({ queryKey: KEY });
    };
    // What could not be marked stays unread, and is tried again the next time.
    read().catch((error: unknown) => reportError(error));
  }, [ids, client]);
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
