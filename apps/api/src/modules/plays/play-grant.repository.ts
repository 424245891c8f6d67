import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { SqlTx } from '../../platform/database/database.ts';
import { requiredMs } from './counting-rules.ts';
import type { GrantTerms } from './play.types.ts';

export interface NewGrant extends Omit<GrantTerms, 'minimumMs' | 'dailyCap' | 'listener'> {
  listenerUserId: string | null;
}

type TermsRow = Omit<GrantTerms, 'minimumMs' | 'issuedAt' | 'expiresAt'> & {
  tariffMinimumMs: number;
  durationMs: number;
  issuedAt: number;
  expiresAt: number;
};

/** Milliseconds since 1970, which take a tenth of the time to read that the text of an instant takes. */
const epochMs = (column: string): string => `round(date_part('epoch', ${column}) * 1000)`;
/** The terms are those of the tariff version in the grant, whatever came into force since. */
const FIND_TERMS = `SELECT g.id::text, g.recipe_hash AS recipe, g.device, g.territory, g.tariff_version AS "tariffVersion",
    CASE WHEN t.kind = 'USER_CENTRIC' THEN coalesce('user:' || g.listener_user_id::text, 'device:' || g.device) END AS listener,
    g.rules_version AS "rulesVersion", ${epochMs('g.issued_at')} AS "issuedAt", ${epochMs('g.expires_at')} AS "expiresAt",
    t.minimum_ms AS "tariffMinimumMs", t.daily_cap AS "dailyCap", coalesce(r.duration_ms, e.duration_ms) AS "durationMs"
  FROM play_grant g JOIN tariff t ON t.version = g.tariff_version LEFT JOIN recipe r ON r.hash = g.recipe_hash
  LEFT JOIN remote_recipe e ON e.hash = g.recipe_hash WHERE g.id = ANY($1::uuid[])`;

const FIRST_SEEN = `SELECT device, (SELECT min(g.issued_at) FROM play_grant g WHERE g.device = d.device) AS at
  FROM unnest($1::text[]) AS d (device)`;

@Injectable()
export class PlayGrantRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** How long a recipe lasts; `null` when it was never published here. */
  async findDuration(hash: string): Promise<number | null> {
    const row = await this.database.prisma.recipe.findUnique({
      where: { hash },
      select: { durationMs: true },
    });
    return row?.durationMs ?? null;
  }

  async append({ recipe, ...grant }: NewGrant): Promise<void> {
    await this.database.prisma.playGrant.create({
      data: { ...grant, recipeHash: recipe },
      select: { id: true },
    });
  }

  /** When each device asked for its first grant. */
  async findFirstSeen(reader: SqlTx, devices: readonly string[]): Promise<Map<string, Date>> {
    const rows = await reader.$queryRawUnsafe<{ device: string; at: Date | null }[]>(FIRST_SEEN, devices);
    return new Map(rows.flatMap(({ device, at }) => (at === null ? [] : [[device, at] as const])));
  }

  /** The grants of these ids that exist, by id, in one query. */
  async findTerms(reader: SqlTx, ids: readonly string[]): Promise<Map<string, GrantTerms>> {
    const rows = await reader.$queryRawUnsafe<TermsRow[]>(FIND_TERMS, ids);
    return new Map(
      rows.map(({ tariffMinimumMs, durationMs, issuedAt, expiresAt, ...row }) => [
        row.id,
        {
          ...row,
          issuedAt: new Date(issuedAt),
          expiresAt: new Date(expiresAt),
          minimumMs: requiredMs(tariffMinimumMs, durationMs),
        },
      ]),
    );
  }
}
