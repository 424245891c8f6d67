import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Scope } from '../../platform/auth/scopes.ts';
import { SCOPES } from '../../platform/auth/scopes.ts';
import { newId } from '../../platform/ids/ids.ts';

export interface ApiToken {
  id: string;
  name: string;
  scopes: string[];
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
}

const FIELDS = {
  id: true,
  name: true,
  scopes: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
} as const;
/** `last used` is exact to this, so that a busy token does not write on every request. */
const TOUCH_EVERY_MS = 60_000;

@Injectable()
export class ApiTokenRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async list(userId: string): Promise<ApiToken[]> {
    return await this.database.prisma.apiToken.findMany({
      where: { userId, revokedAt: null },
      select: FIELDS,
      orderBy: { id: 'desc' },
    });
  }

  async count(userId: string): Promise<number> {
    return await this.database.prisma.apiToken.count({ where: { userId, revokedAt: null } });
  }

  async create(token: NewToken): Promise<ApiToken> {
    return await this.database.prisma.apiToken.create({ data: { id: newId(), ...token }, select: FIELDS });
  }

  /** @returns whether there was such a token of this user. */
  async revoke(userId: string, id: string, at: Date): Promise<boolean> {
    const { count } = await this.database.prisma.apiToken.updateMany({
      where: { id, userId, revokedAt: null },
      data: { revokedAt: at },
    });
    return count === 1;
  }

  /** The token's user and scopes while it is valid; notes that it was used. */
  async use(tokenHash: string, at: Date): Promise<{ userId: string; scopes: Scope[] } | null> {
    const row = await this.database.prisma.apiToken.findUnique({
      where: { tokenHash },
      select: { id: true, userId: true, scopes: true, expiresAt: true, revokedAt: true, lastUsedAt: true },
    });
    if (row === null || row.revokedAt !== null || (row.expiresAt !== null && row.expiresAt <= at))
      return null;
    if (row.lastUsedAt === null || at.getTime() - row.lastUsedAt.getTime() > TOUCH_EVERY_MS)
      await this.database.prisma.apiToken.updateMany({ where: { id: row.id }, data: { lastUsedAt: at } });
    return { userId: row.userId, scopes: SCOPES.filter((scope) => row.scopes.includes(scope)) };
  }
}

export interface NewToken {
  userId: string;
  name: string;
  tokenHash: string;
  scopes: Scope[];
  createdAt: Date;
  expiresAt: Date | null;
}
