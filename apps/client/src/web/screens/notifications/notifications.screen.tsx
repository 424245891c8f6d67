import type { MouseEvent } from 'react';
import { Button } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useRouter } from '@tanstack/react-router';
import { Paged } from '../../components/paged.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import {
  useMarkAllRead,
  useMarkRead,
  useNotifications,
  type NotificationView,
} from '../../queries/notifications.ts';
import { SignedInOnly } from '../../shell/signed-in-only.tsx';
import { momentWords } from '../../words/dates.ts';
import './notifications.css';

function Entry({ notification }: { notification: NotificationView }) {
  const router = useRouter();
  const mark = useMarkRead();
  const { id, text, link, createdAt, readAt } = notification;
  const isNew = readAt === null;
  const open = (event: MouseEvent) => {
    if (isNew) mark.mutate(id);
    // A new tab is the browser's.
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    router.history.push(link);
  };
  return (
    <li className="notification" data-new={isNew}>
      <a href={link} onClick={open} className="notification-link">
        {isNew && <span className="visually-hidden">New: </span>}
        {text}
      </a>
      <time dateTime={createdAt} className="small tertiary nowrap">
        {momentWords(createdAt)}
      </time>
      {isNew && (
        <Button variant="subtle" size="sm" loading={mark.isPending} onClick={() => mark.mutate(id)}>
          Mark as read<span className="visually-hidden">: {text}</span>
        </Button>
      )}
    </li>
  );
}

function Notifications() {
  const pages = useNotifications();
  const markAll = useMarkAllRead();
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const hasNew = items.some(({ readAt }) => readAt === null);
  return (
    <div className="page">
      <div className="page-head">
        <h1 className="title">Notifications</h1>
        <span className="spacer" />
        {hasNew && (
          <Button loading={markAll.isPending} onClick={() => markAll.mutate()}>
            Mark all as read
          </Button>
        )}
      </div>
      {markAll.isError && <ProblemMessage error={markAll.error} />}
      <Paged
        pages={pages}
        skeleton="notifications-skeleton"
        empty="Nothing yet. When somebody answers you, or asks for your music, it is here."
      >
        {() => (
          <ol className="notification-list">
            {items.map((notification) => (
              <Entry key={notification.id} notification={notification} />
            ))}
          </ol>
        )}
      </Paged>
    </div>
  );
}

/** What a user was told. */
export function NotificationsScreen() {
  useDocumentTitle('Notifications · Flipside');
  return (
    <SignedInOnly title="Notifications" reason="Sign in to read what happened.">
      {() => <Notifications />}
    </SignedInOnly>
  );
}
