import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { Database } from '../../platform/database/database.ts';
import { Mailer } from '../../platform/mail/mailer.ts';
import { noticeMail } from './notice-mail.ts';
import { NotificationRepository } from './notification.repository.ts';
import { isKind } from './notification.types.ts';
import type { Notice, NotificationKind } from './notification.types.ts';
import { unsubscribeToken } from './unsubscribe-token.ts';

const DAY_MS = 86_400_000;
const KEEP_MS = 180 * DAY_MS;

/** Tells users what happened: for jobs, which act for nobody. */
@Injectable()
export class NotifyService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(NotificationRepository) private readonly notifications: NotificationRepository,
    @Inject(Mailer) private readonly mailer: Mailer,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'baseUrl' | 'instanceSecret'>,
  ) {}

  /**
   * Telling of one event again changes nothing.
   * @param eventId the event's, the same on every attempt.
   * @returns batches of notifications to be mailed; none when no mail is sent here.
   */
  async *tell(eventId: string, kind: NotificationKind, notice: Notice): AsyncGenerator<string[]> {
    const { text, link } = notice;
    const batches = Symbol.asyncIterator in notice.to ? notice.to : [notice.to];
    for await (const userIds of batches) {
      const row = { eventId, kind, text, link, createdAt: this.clock.now() };
      const ids = await this.notifications.append([...new Set(userIds)], row);
      if (this.mailer.isConfigured) yield ids;
    }
  }

  /** Once the server took a mail it is not sent again; who turned the kind off meanwhile gets none. */
  async mail(id: string): Promise<void> {
    const row = await this.notifications.findToMail(id);
    if (row === null || !isKind(row.kind)) return;
    const token = unsubscribeToken(this.config.instanceSecret, { userId: row.userId, kind: row.kind });
    const { baseUrl } = this.config;
    const unsubscribeUrl = `${baseUrl}/unsubscribe?token=${encodeURIComponent(token)}`;
    await this.mailer.send(noticeMail(row, { baseUrl, unsubscribeUrl }));
    await this.notifications.markMailed(id, this.clock.now());
  }

  /** Everybody who acts for one of the parties: for what is good to know. */
  async membersOf(partyIds: readonly string[]): Promise<string[]> {
    return await this.notifications.membersOf(partyIds, false);
  }

  /** Owners and managers: for what waits for an answer. */
  async decidersOf(partyIds: readonly string[]): Promise<string[]> {
    return await this.notifications.membersOf(partyIds, true);
  }

  async operators(): Promise<string[]> {
    return await this.notifications.operators();
  }

  async partyName(id: string): Promise<string> {
    return (await this.notifications.partyName(id)) ?? 'A party';
  }

  /** Somebody who deleted the account meanwhile is nobody. */
  async userName(id: string): Promise<string> {
    return (await this.notifications.userName(id)) ?? 'Somebody';
  }

  async forget(userId: string): Promise<void> {
    await this.database.transaction((tx) => this.notifications.forget(tx, userId));
  }

  /** News of half a year ago is none. @returns how many were removed. */
  async tidy(): Promise<number> {
    return await this.notifications.forgetBefore(new Date(this.clock.now().getTime() - KEEP_MS));
  }
}
