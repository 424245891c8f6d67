import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';
import type { PageRequest } from '../catalogue/index.ts';
import type { NotificationKind, NotificationRow } from './notification.types.ts';

/** Beyond it the bell says "99+". */
const MOST_COUNTED = 100;

interface NewNotice {
  readonly eventId: string;
  readonly kind: NotificationKind;
  readonly text: string;
  readonly link: string;
  readonly createdAt: Date;
}

/** A notification with whom to write to. */
export interface MailRow extends Pick<NotificationRow, 'kind' | 'text' | 'link'> {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
}

const LIST = `SELECT id, kind, payload->>'text' AS text, payload->>'link' AS link, created_at AS "createdAt",
    read_at AS "readAt" FROM notification
  WHERE user_id = $1 AND ($2::uuid IS NULL OR id < $2) AND (NOT $3 OR read_at IS NULL)
  ORDER BY id DESC LIMIT $4`;

/** Only what is not mailed yet, to who has an address and did not turn this kind off. */
const TO_MAIL = `SELECT n.kind, n.payload->>'text' AS text, n.payload->>'link' AS link, u.id AS "userId", u.email,
    u.display_name AS name
  FROM notification n JOIN app_user u ON u.id = n.user_id
  LEFT JOIN notification_preference p ON p.user_id = n.user_id AND p.kind = n.kind
  WHERE n.id = $1 AND n.mailed_at IS NULL AND u.email IS NOT NULL AND u.deleted_at IS NULL AND COALESCE(p.mail, true)`;

const MOST_OPERATORS = 100;
const OPERATORS = `SELECT id FROM app_user WHERE operator AND deleted_at IS NULL ORDER BY id LIMIT ${MOST_OPERATORS}`;

@Injectable()
export class NotificationRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Telling of one event twice tells once. @returns the ids of the event's notifications for these users. */
  async append(userIds: readonly string[], { text, link, ...notice }: NewNotice): Promise<string[]> {
    const { eventId } = notice;
    await this.database.prisma.notification.createMany({
      data: userIds.map((userId) => ({ id: newId(), userId, ...notice, payload: { text, link } })),
      skipDuplicates: true,
    });
    const rows = await this.database.prisma.notification.findMany({
      where: { eventId, userId: { in: [...userIds] } },
      select: { id: true },
    });
    return rows.map(({ id }) => id);
  }

  async list(userId: string, unread: boolean, { after, limit }: PageRequest): Promise<NotificationRow[]> {
    const values = [userId, after?.id ?? null, unread, limit];
    const { rows } = await this.database.pool.query<NotificationRow>(LIST, values);
    return rows;
  }

  /** Counted up to a hundred. */
  async unread(userId: string): Promise<number> {
    const { rows } = await this.database.pool.query<{ unread: number }>(
      `SELECT count(*)::int AS unread FROM (
        SELECT 1 FROM notification WHERE user_id = $1 AND read_at IS NULL LIMIT ${MOST_COUNTED}) n`,
      [userId],
    );
    return rows[0]?.unread ?? 0;
  }

  /** @returns whether the user has such a notification. */
  async markRead(userId: string, id: string, readAt: Date): Promise<boolean> {
    const { prisma } = this.database;
    await prisma.notification.updateMany({ where: { id, userId, readAt: null }, data: { readAt } });
    return (await prisma.notification.count({ where: { id, userId } })) > 0;
  }

  async markAllRead(userId: string, readAt: Date): Promise<void> {
    await this.database.prisma.notification.updateMany({ where: { userId, readAt: null }, data: { readAt } });
  }

  async findToMail(id: string): Promise<MailRow | null> {
    const { rows } = await this.database.pool.query<MailRow>(TO_MAIL, [id]);
    return rows[0] ?? null;
  }

  async markMailed(id: string, mailedAt: Date): Promise<void> {
    await this.database.prisma.notification.updateMany({ where: { id }, data: { mailedAt } });
  }

  async refusedKinds(userId: string): Promise<Set<string>> {
    const rows = await this.database.prisma.notificationPreference.findMany({
      where: { userId, mail: false },
      select: { kind: true },
    });
    return new Set(rows.map(({ kind }) => kind));
  }

  async prefer(userId: string, kind: NotificationKind, mail: boolean): Promise<void> {
    await this.database.prisma.notificationPreference.upsert({
      where: { userId_kind: { userId, kind } },
      create: { userId, kind, mail },
      update: { mail },
    });
  }

  async emailOf(userId: string): Promise<string | null> {
    const row = await this.database.prisma.user.findFirst({
      where: { id: userId, deletedAt: null },
      select: { email: true },
    });
    return row?.email ?? null;
  }

  /** Everybody who acts for one of the parties; with `deciding` only those who may decide for it. */
  async membersOf(partyIds: readonly string[], deciding: boolean): Promise<string[]> {
    const rows = await this.database.prisma.partyMember.findMany({
      where: { partyId: { in: [...partyIds] }, ...(deciding ? { role: { in: ['OWNER', 'MANAGER'] } } : {}) },
      select: { userId: true },
      distinct: ['userId'],
    });
    return rows.map(({ userId }) => userId);
  }

  async operators(): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ id: string }>(OPERATORS);
    return rows.map(({ id }) => id);
  }

  async partyName(id: string): Promise<string | null> {
    const row = await this.database.prisma.party.findUnique({ where: { id }, select: { name: true } });
    return row?.name ?? null;
  }

  async userName(id: string): Promise<string | null> {
    const row = await this.database.prisma.user.findFirst({
      where: { id, deletedAt: null },
      select: { displayName: true },
    });
    return row?.displayName ?? null;
  }

  async forget(tx: Tx, userId: string): Promise<void> {
    await tx.notification.deleteMany({ where: { userId } });
    await tx.notificationPreference.deleteMany({ where: { userId } });
  }

  async forgetBefore(instant: Date): Promise<number> {
    const { count } = await this.database.prisma.notification.deleteMany({
      where: { createdAt: { lt: instant } },
    });
    return count;
  }

  /** For the export of personal data. */
  async toldTo(userId: string): Promise<unknown> {
    return await this.database.prisma.notification.findMany({
      where: { userId },
      select: { kind: true, payload: true, createdAt: true, readAt: true },
      orderBy: { id: 'asc' },
    });
  }
}
