export { NotificationService } from './notification.service.ts';
export type { Notice, NotificationKind, NotificationRow, Preferences } from './notification.types.ts';
export { NotificationsModule } from './notifications.module.ts';
export { NotifyService } from './notify.service.ts';
