import { Link } from '@tanstack/react-router';
import { Icon } from '../components/icon.tsx';
import { LiveRegion } from '../components/live-region.tsx';
import { useUnreadCount } from '../queries/notifications.ts';
import { useMe } from '../queries/session.ts';
import './bell.css';

/** How many things a user has not read; says so when there are more. */
export function Bell() {
  const { user } = useMe();
  const { data: unread = 0 } = useUnreadCount(user !== null && user !== undefined);
  if (user === null || user === undefined) return null;
  const shown = unread > 99 ? '99+' : String(unread);
  const words = unread === 0 ? 'Notifications' : `Notifications, ${shown} new`;
  return (
    <>
      <Link to="/notifications" className="bell" aria-label={words}>
        <Icon name="bell" size={20} />
        {unread > 0 && (
          <span className="bell-count mono" aria-hidden="true">
            {shown}
          </span>
        )}
      </Link>
      <LiveRegion>
        {unread === 0 ? '' : `${shown} new ${unread === 1 ? 'notification' : 'notifications'}`}
      </LiveRegion>
    </>
  );
}
