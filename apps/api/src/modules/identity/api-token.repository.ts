import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
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
  /** The token that it was made with, and ends with. */
  madeBy: { id: string; name: string } | null;
}

const FIELDS = {
  id: true,
  name: true,
  scopes: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  madeBy: { select: { id: true, name: true } },
} as const;
/** What was made with these, and with what was made with them, and so on. */
const REVOKE_MADE = `WITH RECURSIVE made AS (
    SELECT id FROM api_token WHERE made_by_id = $1::uuid
    UNION SELECT t.id FROM api_token t JOIN made m ON t.made_by_id = m.id)
  UPDATE api_token SET revoked_at = $2 WHERE revoked_at IS NULL AND id IN (SELECT id FROM made)`;
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

  async create(tx: Tx, token: NewToken): Promise<ApiToken> {
    return await tx.apiToken.create({ data: { id: newId(), ...token }, select: FIELDS });
  }

  /** The token while it is valid, which it stays until the transaction ends. */
  async hold(tx: Tx, id: string, at: Date): Promise<{ expiresAt: Date | null } | null> {
    const [row] = await tx.$queryRaw<{ expiresAt: Date | null }[]>`
      SELECT expires_at AS "expiresAt" FROM api_token
      WHERE id = ${id}::uuid AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ${at}) FOR SHARE`;
    return row ?? null;
  }

  /** With all that was made with it. @returns whether there was such a token of this user. */
  async revoke(tx: Tx, userId: string, id: string, at: Date): Promise<boolean> {
    const { count } = await tx.apiToken.updateMany({
      where: { id, userId, revokedAt: null },
      data: { revokedAt: at },
    });
    if (count === 0) return false;
    // One of them may have been making another just now: that one is seen once its maker is revoked.
    while ((await tx.$executeRawUnsafe(REVOKE_MADE, id, at)) > 0);
    return true;
  }

  /** The token's user and scopes while it is valid; notes that it was used. */
  async use(tokenHash: string, at: Date): Promise<{ id: string; userId: string; scopes: Scope[] } | null> {
    const row = await this.database.prisma.apiToken.findUnique({
      where: { tokenHash },
      select: { id: true, userId: true, scopes: true, expiresAt: true, revokedAt: true, lastUsedAt: true },
    });
    if (row === null || row.revokedAt !== null || (row.expiresAt !== null && row.expiresAt <= at))
      return null;
    if (row.lastUsedAt === null || at.getTime() - row.lastUsedAt.getTime() > TOUCH_EVERY_MS)
      await this.database.prisma.apiToken.updateMany({ where: { id: row.id }, data: { lastUsedAt: at } });
    return { id: row.id, userId: row.userId, scopes: SCOPES.filter((scope) => row.scopes.includes(scope)) };
  }
}

export interface NewToken {
  madeById: string | null;
  userId: string;
  name: string;
  tokenHash: string;
  scopes: Scope[];
  createdAt: Date;
  expiresAt: Date | null;
}
