import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { Mailer } from '../../platform/mail/mailer.ts';
import { NotFoundError, UnprocessableError } from '../../platform/problem/errors.ts';
import { toPage } from '../catalogue/index.ts';
import type { Page, PageRequest } from '../catalogue/index.ts';
import { NotificationRepository } from './notification.repository.ts';
import { NOTIFICATION_KINDS, isKind } from './notification.types.ts';
import type { NotificationKind, NotificationRow, Preferences } from './notification.types.ts';
import { readUnsubscribeToken } from './unsubscribe-token.ts';

/** What a user was told, and what of it they want by mail. */
@Injectable()
export class NotificationService {
  constructor(
    @Inject(NotificationRepository) private readonly notifications: NotificationRepository,
    @Inject(Mailer) private readonly mailer: Mailer,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'instanceSecret'>,
  ) {}

  /** Newest first. */
  async list(principal: Principal, unread: boolean, page: PageRequest): Promise<Page<NotificationRow>> {
    principal.requireScope('profile:read');
    const rows = await this.notifications.list(principal.userId, unread, { ...page, limit: page.limit + 1 });
    return toPage(rows, page.limit, ({ id }) => ({ key: 'notification', id }));
  }

  async unread(principal: Principal): Promise<{ readonly unread: number }> {
    principal.requireScope('profile:read');
    return { unread: await this.notifications.unread(principal.userId) };
  }

  async markRead(principal: Principal, id: string): Promise<void> {
    principal.requireScope('profile:write');
    if (!(await this.notifications.markRead(principal.userId, id, this.clock.now())))
      throw new NotFoundError('Notification', id);
  }

  async markAllRead(principal: Principal): Promise<void> {
    principal.requireScope('profile:write');
    await this.notifications.markAllRead(principal.userId, this.clock.now());
  }

  async preferences(principal: Principal): Promise<Preferences> {
    principal.requireScope('profile:read');
    const { userId } = principal;
    const refused = await this.notifications.refusedKinds(userId);
    const kinds = Object.keys(NOTIFICATION_KINDS) as NotificationKind[];
    return {
      sendsMail: this.mailer.isConfigured,
      email: await this.notifications.emailOf(userId),
      items: kinds.map((kind) => ({ kind, ...NOTIFICATION_KINDS[kind], mail: !refused.has(kind) })),
    };
  }

  async prefer(
    principal: Principal,
    { kind, mail }: { readonly kind: string; readonly mail: boolean },
  ): Promise<void> {
    principal.requireScope('profile:write');
    if (!isKind(kind))
      throw new UnprocessableError('There is no such kind of notification.', [
        { pointer: '/kind', detail: `must be one of ${Object.keys(NOTIFICATION_KINDS).join(', ')}` },
      ]);
    await this.notifications.prefer(principal.userId, kind, mail);
  }

  /** Public: the token is the right to do it. @returns the name of what is not mailed any more. */
  async unsubscribe(token: string): Promise<{ readonly label: string }> {
    const read = readUnsubscribeToken(this.config.instanceSecret, token);
    if (read === null || (await this.notifications.emailOf(read.userId)) === null)
      throw new UnprocessableError('This link was not written by this instance, or it is not whole.', [
        { pointer: '/token', detail: 'is not a token of this instance' },
      ]);
    await this.notifications.prefer(read.userId, read.kind, false);
    return { label: NOTIFICATION_KINDS[read.kind].label };
  }
}
