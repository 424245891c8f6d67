import { Inject, Injectable } from '@nestjs/common';
import type { Tariff } from '@flipside/royalty';
import { Database } from '../../platform/database/database.ts';
import type { SqlTx } from '../../platform/database/database.ts';
import type { Allocating, ClosingPeriod } from './period.types.ts';
import { BorrowedRights } from './borrowed-rights.ts';
import { shareOut } from './allocation-pools.ts';
import { TARIFF_FIELDS, tariffOf } from './usage.rows.ts';
import type { TariffRow } from './usage.rows.ts';

/**
 * The order in which `libs/royalty` sorts cells: by code unit, those without an origin first. A recipe has a number in that
 * order, of all tariffs, since hashes are long to compare.
 */
const CELL_ORDER = `r.place, c.territory COLLATE "C", coalesce(c.origin_period_id, '') COLLATE "C"`;

/** A flip that was published here is that of here, whoever else published it. */
const NOT_HERE = 'NOT EXISTS (SELECT FROM recipe own WHERE own.hash = e.hash)';

/**
 * What the views `counted_play` and `voided_play` have of a period, added up in one pass: all plays, which are added up
 * since they were counted, less the few that were taken back while it was open, less those of earlier periods that it
 * takes back. What a close of an earlier version booked is left out: it is done. A decision is large: whether it pays is
 * read once for a recipe and not for each of its cells. Cells of pools are priced later.
 */
const GATHER = (period: string): string => `CREATE TEMP TABLE gathered ON COMMIT DROP AS
  WITH cell AS MATERIALIZED (
    SELECT tariff_version, recipe_hash, territory, origin_period_id, sum(plays)::bigint AS plays FROM (
      SELECT tariff_version, recipe_hash, territory, nullif(origin_period_id, '') AS origin_period_id, plays, false AS earlier
      FROM play_usage WHERE period_id = ${period}
      UNION ALL SELECT tariff_version, recipe_hash, territory, nullif(origin_period_id, ''), plays, false
      FROM play_usage_pending WHERE period_id = ${period}
      UNION ALL SELECT p.tariff_version, p.recipe_hash, p.territory, p.origin_period_id, -count(*), false
      FROM play_void v JOIN play p ON p.grant_id = v.grant_id AND p.period_id = ${period}
      WHERE v.period_id = ${period} AND v.play_period_id = ${period} GROUP BY 1, 2, 3, 4
      UNION ALL SELECT tariff_version, recipe_hash, territory, origin_period_id, -count(*), true
      FROM voided_play WHERE period_id = ${period} GROUP BY 1, 2, 3, 4) counted
    GROUP BY 1, 2, 3, 4 HAVING sum(plays) FILTER (WHERE NOT earlier) > 0 OR bool_or(earlier)
  ), policy AS MATERIALIZED (
    SELECT recipe_hash, decision ->> 'policy' IS DISTINCT FROM 'REPORT_USAGE' AS pays FROM licence_snapshot
    WHERE recipe_hash IN (SELECT recipe_hash FROM cell)
    UNION ALL SELECT e.hash, e.policy <> 'REPORT_USAGE' FROM remote_recipe e
    WHERE e.hash IN (SELECT recipe_hash FROM cell) AND ${NOT_HERE}
  ), recipe AS MATERIALIZED (
    SELECT u.tariff_version, u.recipe_hash, u.cells, coalesce(s.pays, true) AS pays,
      CASE WHEN t.kind = 'PER_PLAY' AND coalesce(s.pays, true) THEN t.per_play_micros ELSE 0 END AS price,
      row_number() OVER (ORDER BY u.tariff_version, u.recipe_hash COLLATE "C") AS place
    FROM (SELECT tariff_version, recipe_hash, count(*) AS cells FROM cell GROUP BY 1, 2) u
      JOIN tariff t ON t.version = u.tariff_version LEFT JOIN policy s ON s.recipe_hash = u.recipe_hash
    WHERE u.tariff_version NOT IN (SELECT tariff_version FROM allocation_line_whole WHERE period_id = ${period})
  ), pool AS MATERIALIZED (
    SELECT tariff_version, sum(sum(cells)) OVER (ORDER BY tariff_version) - sum(cells) AS before FROM recipe GROUP BY 1)
  SELECT c.*, (row_number() OVER (ORDER BY ${CELL_ORDER}) - 1 - o.before)::int AS position, r.pays, c.plays * r.price AS amount_micros
  FROM cell c JOIN recipe r ON r.tariff_version = c.tariff_version AND r.recipe_hash = c.recipe_hash
    JOIN pool o ON o.tariff_version = c.tariff_version`;
/** Of this transaction: some megabytes, whatever is gathered, in which cells are sorted without a file. */
const WORK_MEM = `SET LOCAL work_mem = '32MB'`;
const CELLS = `INSERT INTO allocation_cell
  SELECT $1, tariff_version, position, recipe_hash, territory, origin_period_id, plays, amount_micros FROM gathered`;
/** Whoever changes a share or a hold is waited for, and waits: nothing of it changes between here and the leaf. */
const LOCK = `LOCK TABLE recording_work, share, dispute_hold IN SHARE MODE`;
const USED = `CREATE TEMP TABLE used ON COMMIT DROP AS SELECT tariff_version, recipe_hash FROM gathered GROUP BY 1, 2`;
/** Recordings of what was played, with their codes. */
const PLAYED = `CREATE TEMP TABLE played ON COMMIT DROP AS
  SELECT DISTINCT ON (tariff_version, recording_id) tariff_version, recording_id, isrc FROM (
    SELECT u.tariff_version, s.recording_id, r.isrc FROM used u JOIN recipe_source s ON s.recipe_hash = u.recipe_hash
      JOIN recording r ON r.id = s.recording_id
    UNION ALL SELECT u.tariff_version, s.recording_id, s.isrc FROM used u JOIN remote_recipe_source s ON s.recipe_hash = u.recipe_hash
      JOIN remote_recipe e ON e.hash = s.recipe_hash WHERE ${NOT_HERE}) all_of_them ORDER BY tariff_version, recording_id, isrc`;
/** In sets: asked for each recording, the same rows take three times as long. Many flips clear a recording by the same words. */
const GROUND = `WITH cleared AS MATERIALIZED (
    SELECT tariff_version, recording_id::uuid AS recording_id,
      jsonb_agg(DISTINCT (side ->> 'side') || ' ' || (side #>> '{subject,id}')) AS sides
    FROM (SELECT DISTINCT u.tariff_version, source ->> 'recordingId' AS recording_id, source -> 'sides' AS sides
      FROM used u JOIN (
          SELECT s.recipe_hash, s.decision FROM licence_snapshot s
          UNION ALL SELECT e.hash, e.decision FROM remote_recipe e WHERE ${NOT_HERE}) s ON s.recipe_hash = u.recipe_hash,
        jsonb_array_elements(s.decision -> 'sources') AS source) said, jsonb_array_elements(sides) AS side
    WHERE side ->> 'state' = 'CLEARED' AND side #>> '{subject,id}' IS NOT NULL GROUP BY 1, 2
  ), sounding AS MATERIALIZED (SELECT DISTINCT recording_id FROM played),
  linked AS MATERIALIZED (
    SELECT w.recording_id, w.work_id, w.ppm FROM sounding p JOIN recording_work w ON w.recording_id = p.recording_id
  ), works AS (
    SELECT recording_id, jsonb_agg(jsonb_build_object('workId', work_id, 'ppm', ppm) ORDER BY work_id) AS works
    FROM linked GROUP BY 1
  ), hold AS MATERIALIZED (
    SELECT h.share_id, jsonb_agg(jsonb_build_object('disputeId', h.dispute_id, 'include', h.territories,
        'exclude', h.exclude_territories, 'from', h.valid_from, 'to', h.valid_to) ORDER BY h.id) AS holds
    FROM dispute_hold h WHERE h.since <= $2 AND (h.until IS NULL OR h.until > $2) GROUP BY 1
  ), shares AS (
    SELECT s.played_id AS recording_id, jsonb_agg(jsonb_build_object('id', s.id, 'side', s.side, 'partyId', s.party_id, 'ppm', s.ppm,
        'recordingId', s.recording_id, 'workId', s.work_id, 'include', s.territories, 'exclude', s.exclude_territories,
        'from', s.valid_from, 'to', s.valid_to, 'status', s.status, 'holds', coalesce(h.holds, '[]')) ORDER BY s.id) AS shares
    FROM (SELECT p.recording_id AS played_id, m.* FROM sounding p JOIN share m ON m.recording_id = p.recording_id
      UNION ALL SELECT l.recording_id, m.* FROM linked l JOIN share m ON m.work_id = l.work_id) s
      LEFT JOIN hold h ON h.share_id = s.id GROUP BY 1)
  INSERT INTO allocation_ground (period_id, tariff_version, recording_id, ground)
  SELECT $1, p.tariff_version, p.recording_id, jsonb_build_object('cleared', coalesce(c.sides, '[]'),
    'works', coalesce(w.works, '[]') || coalesce(b.works, '[]'), 'shares', coalesce(b.shares, '[]') || coalesce(s.shares, '[]'))
  FROM played p LEFT JOIN cleared c ON c.tariff_version = p.tariff_version AND c.recording_id = p.recording_id
    LEFT JOIN works w ON w.recording_id = p.recording_id LEFT JOIN shares s ON s.recording_id = p.recording_id
    LEFT JOIN borrowed b ON b.recording_id = p.recording_id`;
const CURSORS = `INSERT INTO allocation_cursor SELECT $1, tariff_version, 0, 0 FROM period_allocation WHERE period_id = $1`;
const ALLOCATION = `INSERT INTO period_allocation
  (period_id, tariff_version, currency, pool_micros, unplayed_micros, plays, cells, at, created_at)
  SELECT $1, $2, $3, coalesce(sum(amount_micros), 0) + $4::bigint, $4::bigint, coalesce(sum(plays), 0), count(*), $5, $6
  FROM gathered WHERE tariff_version = $2`;
const ALLOCATING = `SELECT a.tariff_version AS version, a.cells, a.pool_micros::text AS "poolMicros",
    a.unplayed_micros::text AS "unplayedMicros", c.next_cell AS "nextCell", c.next_line AS "nextLine"
  FROM period_allocation a JOIN allocation_cursor c USING (period_id, tariff_version)
  WHERE a.period_id = $1 ORDER BY a.tariff_version`;
const TARIFF = `SELECT ${TARIFF_FIELDS} FROM tariff WHERE version = $1`;
const BEGUN = `SELECT EXISTS (SELECT FROM period_allocation WHERE period_id = $1) AS begun`;
const LOCK_CLOSE = `SELECT pg_advisory_xact_lock(hashtextextended('royalty.close ' || $1, 0))`;

type Raw<T> = { [Key in keyof T]: T[Key] extends bigint ? string : T[Key] };

/** What is to be shared out of a period, and by which rights: fixed once, in one transaction. */
@Injectable()
export class AllocationPlanRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(BorrowedRights) private readonly borrowed: BorrowedRights,
  ) {}

  /**
   * Adds up the plays, shares the pools out over them, and freezes the rights of what was played. The rows of
   * `period_allocation` write the leaves that say where in the log these rights stand. A period that was begun, or in
   * which nothing was played, is left as it is.
   */
  async begin({ id, closedAt }: ClosingPeriod, now: Date): Promise<void> {
    await this.database.bulk(async (client) => {
      await client.query(LOCK_CLOSE, [id]);
      const { rows } = await client.query<{ begun: boolean }>(BEGUN, [id]);
      if (rows[0]?.begun === true) return;
      await client.query(WORK_MEM);
      await client.query(GATHER(client.escapeLiteral(id)));
      const unplayed = await shareOut(client, id);
      await client.query(CELLS, [id]);
      await client.query(USED);
      await client.query('ANALYZE used');
      await client.query(PLAYED);
      await this.borrowed.load(client);
      await client.query(LOCK);
      await client.query(GROUND, [id, closedAt]);
      for (const [{ version, currency }, unplayedMicros] of unplayed)
        await client.query(ALLOCATION, [id, version, currency, String(unplayedMicros), closedAt, now]);
      await client.query(CURSORS, [id]);
    });
  }

  /** By tariff version. */
  async findAll(reader: SqlTx, periodId: string): Promise<Allocating[]> {
    const rows = await reader.$queryRawUnsafe<Raw<Allocating>[]>(ALLOCATING, periodId);
    return rows.map((row) => ({
      ...row,
      poolMicros: BigInt(row.poolMicros),
      unplayedMicros: BigInt(row.unplayedMicros),
    }));
  }

  async find(reader: SqlTx, periodId: string, version: number): Promise<Allocating> {
    const plan = (await this.findAll(reader, periodId)).find((one) => one.version === version);
    if (plan === undefined) throw new Error(`tariff ${version} of ${periodId} is not planned`);
    return plan;
  }

  async findTariff(reader: SqlTx, version: number): Promise<Tariff> {
    const [row] = await reader.$queryRawUnsafe<TariffRow[]>(TARIFF, version);
    if (row === undefined) throw new Error(`tariff ${version} is missing`);
    return tariffOf(row);
  }
}
