import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import type { Prisma } from '../../platform/database/generated/client.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** How long a session lives, in ms. */
export const SESSION_LIFE = {
  /** Before sign-in a session holds the state of one login and nothing else. */
  anonymous: 15 * MINUTE_MS,
  idle: 7 * DAY_MS,
  absolute: 30 * DAY_MS,
  /** The idle time is exact to this, so that reading does not always write. */
  touchEvery: 5 * MINUTE_MS,
} as const;

export interface SessionData {
  userId?: string;
  [key: string]: unknown;
}

/** Browser sessions. Only a hash of the id is stored: who reads the table cannot become anybody. */
@Injectable()
export class SessionRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async save(sessionId: string, data: SessionData): Promise<void> {
    const now = this.clock.now();
    const { userId = null, ...rest } = data;
    const life = userId === null ? SESSION_LIFE.anonymous : SESSION_LIFE.idle;
    const row = {
      userId,
      data: rest as Prisma.InputJsonObject,
      touchedAt: now,
      expiresAt: new Date(now.getTime() + life),
    };
    const idHash = hash(sessionId);
    await this.database.prisma.session.upsert({
      where: { idHash },
      create: { idHash, createdAt: now, ...row },
      update: row,
      select: { idHash: true },
    });
  }

  /** `null` when unknown, idle for too long, or too old. */
  async load(sessionId: string): Promise<SessionData | null> {
    const idHash = hash(sessionId);
    const now = this.clock.now();
    const row = await this.database.prisma.session.findUnique({ where: { idHash } });
    if (row === null || row.expiresAt <= now) return null;
    if (now.getTime() - row.createdAt.getTime() >= SESSION_LIFE.absolute) return null;
    if (row.userId !== null && now.getTime() - row.touchedAt.getTime() >= SESSION_LIFE.touchEvery)
      await this.touch(idHash, now);
    const data = row.data as SessionData;
    return row.userId === null ? data : { ...data, userId: row.userId };
  }

  async destroy(sessionId: string): Promise<void> {
    await this.database.prisma.session.deleteMany({ where: { idHash: hash(sessionId) } });
  }

  async forgetExpired(): Promise<number> {
    const { count } = await this.database.prisma.session.deleteMany({
      where: { expiresAt: { lt: this.clock.now() } },
    });
    return count;
  }

  private async touch(idHash: string, now: Date): Promise<void> {
    const expiresAt = new Date(now.getTime() + SESSION_LIFE.idle);
    await this.database.prisma.session.updateMany({ where: { idHash }, data: { touchedAt: now, expiresAt } });
  }
}

function hash(sessionId: string): string {
  return createHash('sha256').update(sessionId).digest('hex');
}
