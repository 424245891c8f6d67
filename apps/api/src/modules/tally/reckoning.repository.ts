import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { BulkTx, Tx } from '../../platform/database/database.ts';
import { Prisma } from '../../platform/database/generated/client.ts';
import type { PlayedSource } from './played-recipe.repository.ts';

const PAGE = 20_000;
const POOLS = 200;

/** Plays of one period under one of a peer's tariffs. */
export interface Pool {
  readonly peerId: string;
  readonly period: string;
  readonly tariffVersion: number;
}

/** What the peer's log says of a pool. */
export interface PoolTerms {
  readonly tariff: Record<string, unknown> | null;
  readonly allocation: { readonly poolMicros: string; readonly at: string; readonly plays: string } | null;
  /** Whether the log says of all plays that a pool by listener counts whose they are, and what those paid. */
  readonly named: boolean;
  readonly final: boolean;
}

export interface UsageRow {
  readonly recipe: string;
  readonly territory: string;
  readonly late: string;
  readonly subject: string;
  readonly side: string;
  readonly plays: string;
}

export interface UsedRecipe {
  readonly hash: string;
  readonly sources: readonly PlayedSource[];
  readonly remixer: string | null;
  readonly policy: string | null;
}

export interface ReceivableRow extends UsageRow {
  readonly partyId: string;
  readonly isrc: string | null;
  readonly sharePpm: number;
  readonly amountMicros: string | null;
}

/** A listener, and one cell of what the listener heard. */
export interface HeardRow {
  readonly listener: string;
  readonly amountMicros: string;
  readonly key: string | null;
  readonly plays: string | null;
}

const of = ({ peerId, period, tariffVersion }: Pool): Prisma.Sql =>
  Prisma.sql`peer_id = ${peerId}::uuid AND period = ${period} AND tariff_version = ${tariffVersion}`;

/** What receivables are reckoned from, and where they are kept. */
@Injectable()
export class ReckoningRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async touch(subjects: readonly string[]): Promise<void> {
    await this.database.prisma.$executeRaw(Prisma.sql`
      UPDATE peer_usage SET stale = true WHERE subject = ANY(${[...subjects]}::text[]) AND NOT stale`);
  }

  /** Pools in which something is to be reckoned again. */
  async stale(): Promise<Pool[]> {
    return await this.database.prisma.$queryRaw<Pool[]>(Prisma.sql`
      SELECT DISTINCT peer_id AS "peerId", period, tariff_version AS "tariffVersion" FROM peer_usage WHERE stale LIMIT ${POOLS}`);
  }

  /** Pools that their peers closed and that are not reckoned by that yet. */
  async closed(): Promise<Pool[]> {
    return await this.database.prisma.$queryRaw<Pool[]>(Prisma.sql`
      SELECT f.peer_id AS "peerId", f.body ->> 'period' AS period, (f.body ->> 'tariff')::int AS "tariffVersion"
      FROM peer p JOIN peer_fact f ON f.peer_id = p.id AND f.kind = 'allocation'
      WHERE p.state <> 'REMOVED' AND NOT EXISTS (SELECT FROM peer_pool d WHERE d.peer_id = f.peer_id
        AND d.period = f.body ->> 'period' AND d.tariff_version = (f.body ->> 'tariff')::int)
      ORDER BY f.peer_id, f.key LIMIT ${POOLS}`);
  }

  /** A close is gone by once the log has exactly the plays that it shared out: some may be read later than the close. */
  async finish(pool: Pool): Promise<void> {
    await this.database.transaction(async (tx) => {
      const fresh = await tx.$executeRaw(Prisma.sql`
        INSERT INTO peer_pool (peer_id, period, tariff_version)
        SELECT f.peer_id, ${pool.period}, ${pool.tariffVersion} FROM peer_fact f
        WHERE f.peer_id = ${pool.peerId}::uuid AND f.kind = 'allocation' AND f.key = ${`${pool.period} ${pool.tariffVersion}`}
          AND (f.body ->> 'plays')::numeric = (SELECT coalesce(sum(plays), 0) FROM peer_cell WHERE ${of(pool)})
        ON CONFLICT DO NOTHING`);
      if (fresh === 1) await tx.$executeRaw(Prisma.sql`UPDATE peer_usage SET stale = true WHERE ${of(pool)}`);
    });
  }

  async terms({ peerId, period, tariffVersion, ...rest }: Pool): Promise<PoolTerms> {
    const pool = { ...rest, peerId, period, tariffVersion };
    const [row] = await this.database.prisma.$queryRaw<PoolTerms[]>(Prisma.sql`
      SELECT (SELECT body FROM peer_fact WHERE peer_id = ${peerId}::uuid AND kind = 'tariff' AND key = ${String(tariffVersion)}) AS tariff,
        (SELECT body FROM peer_fact WHERE peer_id = ${peerId}::uuid AND kind = 'allocation' AND key = ${`${period} ${tariffVersion}`}) AS allocation,
        (SELECT count(*) FROM peer_special_play WHERE ${of(pool)} AND listener IS NOT NULL AND NOT voided)
          >= (SELECT coalesce(sum(plays), 0) FROM peer_cell WHERE ${of(pool)})
          AND coalesce((SELECT sum((body ->> 'amountMicros')::numeric) FROM peer_fact WHERE peer_id = ${peerId}::uuid
            AND kind = 'listener-payment' AND code = ${`${period} ${tariffVersion}`}), 0)
          = (SELECT (body ->> 'poolMicros')::numeric FROM peer_fact WHERE peer_id = ${peerId}::uuid AND kind = 'allocation'
            AND key = ${`${period} ${tariffVersion}`}) IS TRUE AS named,
        EXISTS (SELECT FROM peer_pool WHERE ${of(pool)}) AS final`);
    if (row === undefined) throw new Error('a pool has terms, known or not');
    return row;
  }

  /** Usage of some cells that are stale, all of each, locked until they are reckoned. */
  async take(tx: Tx, pool: Pool, cells: number): Promise<UsageRow[]> {
    return await tx.$queryRaw<UsageRow[]>(Prisma.sql`
      SELECT u.recipe_hash AS recipe, u.territory, u.late, u.subject, u.side, u.plays::text FROM (
        SELECT DISTINCT recipe_hash, territory, late FROM peer_usage WHERE stale AND ${of(pool)}
        ORDER BY recipe_hash, territory, late LIMIT ${cells}) c
      JOIN peer_usage u ON u.peer_id = ${pool.peerId}::uuid AND u.period = ${pool.period} AND u.tariff_version = ${pool.tariffVersion}
        AND u.recipe_hash = c.recipe_hash AND u.territory = c.territory AND u.late = c.late
      ORDER BY 1, 2, 3, 4, 5 FOR UPDATE OF u`);
  }

  async recipes(tx: Tx, peerId: string, hashes: readonly string[]): Promise<UsedRecipe[]> {
    return await tx.$queryRaw<UsedRecipe[]>(Prisma.sql`
      SELECT r.hash, r.sources, o.remixer_party_id::text AS remixer,
        (SELECT f.body ->> 'policy' FROM peer_fact f WHERE f.peer_id = ${peerId}::uuid AND f.kind = 'publish' AND f.key = r.hash) AS policy
      FROM played_recipe r LEFT JOIN recipe o ON o.hash = r.hash WHERE r.hash = ANY(${[...hashes]}::text[])`);
  }

  /** Replaces what is kept of these cells. */
  async put(
    tx: Tx,
    pool: Pool,
    {
      cells,
      rows,
      currency,
      final,
    }: { cells: readonly UsageRow[]; rows: readonly ReceivableRow[]; currency: string; final: boolean },
  ): Promise<void> {
    const same = Prisma.sql`r.recipe_hash = c.recipe AND r.territory = c.territory AND r.late = c.late`;
    const given = Prisma.sql`jsonb_to_recordset(${JSON.stringify(cells)}::jsonb) AS c (recipe text, territory text, late text)`;
    await tx.$executeRaw(Prisma.sql`
      DELETE FROM receivable r USING (SELECT DISTINCT recipe, territory, late FROM ${given}) c WHERE ${of(pool)} AND ${same}`);
    await tx.$executeRaw(Prisma.sql`
      INSERT INTO receivable (peer_id, period, tariff_version, recipe_hash, territory, late, subject, side, party_id, isrc, currency,
        plays, share_ppm, amount_micros, final)
      SELECT ${pool.peerId}::uuid, ${pool.period}, ${pool.tariffVersion}, recipe, territory, late, subject, side, "partyId", isrc,
        ${currency}, plays, "sharePpm", "amountMicros", ${final}
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (recipe text, territory text, late text, subject text, side text,
        "partyId" uuid, isrc text, plays bigint, "sharePpm" int, "amountMicros" bigint)`);
    await tx.$executeRaw(Prisma.sql`
      UPDATE peer_usage r SET stale = false FROM (SELECT DISTINCT recipe, territory, late FROM ${given}) c WHERE ${of(pool)} AND ${same}`);
  }

  /** What each listener paid, with the cells of what that listener heard in their order; who heard nothing has none. */
  async *heard(client: BulkTx, { peerId, period, tariffVersion }: Pool): AsyncGenerator<HeardRow[]> {
    const [peer, name] = [client.escapeLiteral(peerId), client.escapeLiteral(period)];
    const code = client.escapeLiteral(`${period} ${tariffVersion}`);
    await client.query(`DECLARE heard NO SCROLL CURSOR FOR SELECT f.body ->> 'listener' AS listener, f.body ->> 'amountMicros' AS "amountMicros",
        h.key, h.plays
      FROM peer_fact f LEFT JOIN (
        SELECT s.listener, concat_ws(' ', s.recipe_hash, s.territory, s.late) AS key, s.recipe_hash, s.territory, s.late,
          (CASE WHEN p.body ->> 'policy' = 'REPORT_USAGE' THEN 0 ELSE count(*) END)::text AS plays
        FROM peer_special_play s LEFT JOIN peer_fact p ON p.peer_id = s.peer_id AND p.kind = 'publish' AND p.key = s.recipe_hash
        WHERE s.peer_id = ${peer}::uuid AND s.period = ${name} AND s.tariff_version = ${tariffVersion}
          AND s.listener IS NOT NULL AND NOT s.voided
        GROUP BY s.listener, s.recipe_hash, s.territory, s.late, p.body ->> 'policy') h ON h.listener = f.body ->> 'listener'
      WHERE f.peer_id = ${peer}::uuid AND f.kind = 'listener-payment' AND f.code = ${code}
      ORDER BY f.body ->> 'listener' COLLATE "C", h.recipe_hash COLLATE "C", h.territory COLLATE "C", h.late COLLATE "C"`);
    for (;;) {
      const { rows } = await client.query<HeardRow>(`FETCH ${PAGE} FROM heard`);
      if (rows.length === 0) break;
      yield rows;
    }
    await client.query('CLOSE heard');
  }

  /** The weights of all cells of a pool in the order in which a close shares it out, and the places of those that are asked for. */
  async *weights(
    client: BulkTx,
    { peerId, period, tariffVersion }: Pool,
  ): AsyncGenerator<{ key: string; weight: string }[]> {
    const [peer, name] = [client.escapeLiteral(peerId), client.escapeLiteral(period)];
    await client.query(`DECLARE weights NO SCROLL CURSOR FOR SELECT concat_ws(' ', c.recipe_hash, c.territory, c.late) AS key,
        (CASE WHEN f.body ->> 'policy' = 'REPORT_USAGE' THEN 0 ELSE greatest(c.plays, 0) END)::text AS weight
      FROM peer_cell c LEFT JOIN peer_fact f ON f.peer_id = c.peer_id AND f.kind = 'publish' AND f.key = c.recipe_hash
      WHERE c.peer_id = ${peer}::uuid AND c.period = ${name} AND c.tariff_version = ${tariffVersion}
      ORDER BY c.recipe_hash COLLATE "C", c.territory COLLATE "C", c.late COLLATE "C"`);
    for (;;) {
      const { rows } = await client.query<{ key: string; weight: string }>(`FETCH ${PAGE} FROM weights`);
      if (rows.length === 0) break;
      yield rows;
    }
    await client.query('CLOSE weights');
  }
}
