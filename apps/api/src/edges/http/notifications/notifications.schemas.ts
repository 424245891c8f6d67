import { z } from 'zod';
import { instant, pageOf, pageQuery, uuid } from '../common/common.schemas.ts';

export const NotificationView = z
  .strictObject({
    id: uuid,
    kind: z.string(),
    text: z.string(),
    /** A path of this instance. */
    link: z.string(),
    createdAt: instant,
    readAt: instant.nullable(),
  })
  .meta({ id: 'NotificationView' });
export const NotificationPage = pageOf(NotificationView, 'NotificationPage');
export const NotificationQuery = z.strictObject({
  ...pageQuery,
  unread: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
});
export const NotificationParams = z.strictObject({ id: uuid });

/** Counted up to a hundred. */
export const UnreadCount = z.strictObject({ unread: z.int().min(0).max(100) }).meta({ id: 'UnreadCount' });

export const NotificationPreferences = z
  .strictObject({
    /** Whether this instance sends mail at all. */
    sendsMail: z.boolean(),
    /** Where it would go. */
    email: z.string().nullable(),
    /** Kinds of one group follow each other. */
    items: z.array(
      z.strictObject({ kind: z.string(), label: z.string(), group: z.string(), mail: z.boolean() }),
    ),
  })
  .meta({ id: 'NotificationPreferences' });

export const SetPreference = z
  .strictObject({ kind: z.string().max(40), mail: z.boolean() })
  .meta({ id: 'SetNotificationPreference' });

export const Unsubscribe = z.strictObject({ token: z.string().min(1).max(200) }).meta({ id: 'Unsubscribe' });
export const Unsubscribed = z.strictObject({ label: z.string() }).meta({ id: 'Unsubscribed' });
