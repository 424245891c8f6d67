import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { SqlTx, Tx } from '../../platform/database/database.ts';
import type { Period, PeriodOverview, PeriodState, Progress } from './period.types.ts';

const FIND = `SELECT id, state::text, opens_at AS "opensAt", closes_at AS "closesAt", closed_at AS "closedAt", stated_at AS "statedAt", progress
  FROM period WHERE id = $1`;
const ADVANCE = `UPDATE period SET state = $3::text::"PeriodState", stated_at = coalesce($4::timestamptz, stated_at)
  WHERE id = $1 AND state = $2::text::"PeriodState"`;
const REPORT = `UPDATE period SET progress = $2::jsonb WHERE id = $1`;
const LOCK_CLOSE = `SELECT pg_advisory_xact_lock(hashtextextended('royalty.close ' || $1, 0))::text AS locked`;
/** Plays are the sums that are kept as they are counted (ADR 33); once a close has counted them, they are its own. */
const OVERVIEW = `SELECT p.id, p.state::text, p.opens_at AS "opensAt", p.closes_at AS "closesAt", p.closed_at AS "closedAt",
    p.stated_at AS "statedAt", p.progress,
    coalesce((SELECT sum(plays)::bigint FROM period_allocation WHERE period_id = p.id),
      ((SELECT coalesce(sum(u.plays), 0) FROM play_usage u WHERE u.period_id = p.id)
        + (SELECT coalesce(sum(u.plays), 0) FROM play_usage_pending u WHERE u.period_id = p.id)
        - (SELECT count(*) FROM play_void v WHERE v.period_id = p.id AND v.play_period_id = p.id))::bigint) AS plays,
    (SELECT count(*) FROM statement s WHERE s.period_id = p.id) AS statements,
    CASE WHEN f.currencies = 1 THEN f.currency END AS currency,
    CASE WHEN f.currencies = 1 THEN f.pool END AS pool
  FROM period p LEFT JOIN LATERAL (
    SELECT count(DISTINCT e.currency) AS currencies, min(e.currency) AS currency, sum(o.amount_micros)::text AS pool
    FROM journal_entry e JOIN posting o ON o.entry_id = e.id AND o.account = 'pool'
    WHERE e.period_id = p.id AND e.kind = 'FUND'
  ) f ON true
  WHERE $1::text IS NULL OR p.id = $1 ORDER BY p.id DESC`;

type OverviewRow = Omit<PeriodOverview, 'poolMicros'> & { pool: string | null };

@Injectable()
export class PeriodRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async find(id: string, reader: SqlTx = this.database.sql): Promise<Period | null> {
    const [row] = await reader.$queryRawUnsafe<Period[]>(FIND, id);
    return row ?? null;
  }

  /** The newest first; one of them when an id is given. */
  async overview(id: string | null = null): Promise<PeriodOverview[]> {
    const rows = await this.database.prisma.$queryRawUnsafe<OverviewRow[]>(OVERVIEW, id);
    return rows.map(({ pool, ...row }) => ({ ...row, poolMicros: pool === null ? null : BigInt(pool) }));
  }

  /** Waits for the counts that are under way. @returns whether the period was open. */
  async beginClose(tx: Tx, id: string, by: string, at: Date): Promise<boolean> {
    const { count } = await tx.period.updateMany({
      where: { id, state: 'OPEN' },
      data: { state: 'CLOSING', closedAt: at, closedBy: by },
    });
    return count === 1;
  }

  /** One process at a time works on a close; the lock ends with the transaction. */
  async lockClose(tx: SqlTx, id: string): Promise<void> {
    await tx.$queryRawUnsafe(LOCK_CLOSE, id);
  }

  async advance(
    tx: SqlTx,
    id: string,
    from: PeriodState,
    to: PeriodState,
    change: { statedAt?: Date } = {},
  ): Promise<boolean> {
    return (await tx.$executeRawUnsafe(ADVANCE, id, from, to, change.statedAt ?? null)) === 1;
  }

  async report(id: string, progress: Progress): Promise<void> {
    await this.database.sql.$executeRawUnsafe(REPORT, id, JSON.stringify(progress));
  }
}
