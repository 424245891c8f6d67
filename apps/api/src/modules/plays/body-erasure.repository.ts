import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';
import type { BodyCount, ErasureBatch, ErasureRow } from './body-erasure.types.ts';

/** Bodies of one batch: a transaction of a second at most. */
const BATCH = 5_000;
const MOST_COUNTED = 1_000_000;

const DEVICE_COUNT = `SELECT
    (SELECT count(*)::int FROM (SELECT FROM play WHERE device = $1 AND receipt IS NOT NULL LIMIT ${MOST_COUNTED}) AS p) AS plays,
    (SELECT count(*)::int FROM (SELECT FROM play_rejection WHERE device = $1 AND receipt IS NOT NULL LIMIT ${MOST_COUNTED}) AS r)
      + (SELECT count(*)::int FROM (SELECT FROM play_quarantine WHERE device = $1 AND receipt IS NOT NULL LIMIT ${MOST_COUNTED}) AS q)
      AS others`;
const ERASE = 'SET salt = NULL, receipt = NULL';
const DEVICE_PLAYS = `UPDATE play p ${ERASE} FROM (
    SELECT grant_id, period_id FROM play WHERE device = $1 AND receipt IS NOT NULL ORDER BY started_at LIMIT ${BATCH} FOR UPDATE
  ) AS due WHERE p.grant_id = due.grant_id AND p.period_id = due.period_id`;
/** What waits is decided first: without a body it can never count. */
const REFUSE_HELD = `UPDATE play_quarantine SET state = 'REFUSED', decided_at = $2, decided_by = $3::uuid, note = $4
  WHERE id IN (SELECT id FROM play_quarantine WHERE device = $1 AND state = 'HELD' ORDER BY received_at LIMIT ${BATCH} FOR UPDATE)`;
const DEVICE_ASIDE = `UPDATE play_quarantine ${ERASE} WHERE id IN (
    SELECT id FROM play_quarantine WHERE device = $1 AND state <> 'HELD' AND receipt IS NOT NULL ORDER BY received_at LIMIT ${BATCH} FOR UPDATE)`;
const DEVICE_REJECTIONS = `UPDATE play_rejection SET receipt = NULL WHERE id IN (
    SELECT id FROM play_rejection WHERE device = $1 AND receipt IS NOT NULL ORDER BY id LIMIT ${BATCH} FOR UPDATE)`;
/** Closed long enough ago, and not erased to the end. There is one period a month. */
const DUE_PERIODS = `SELECT p.id FROM period p WHERE p.closed_at < $1 AND NOT EXISTS (
    SELECT FROM play_erasure e WHERE e.period_id = p.id AND e.is_last) ORDER BY p.id LIMIT 1200`;
const PERIOD_PLAYS = `WITH due AS (
    SELECT grant_id FROM play WHERE period_id = $1 AND grant_id > $2::uuid AND receipt IS NOT NULL ORDER BY grant_id LIMIT ${BATCH}
  ), gone AS (
    UPDATE play p ${ERASE} FROM due WHERE p.period_id = $1 AND p.grant_id = due.grant_id RETURNING 1
  )
  SELECT (SELECT count(*)::int FROM gone) AS erased, (SELECT grant_id::text FROM due ORDER BY grant_id DESC LIMIT 1) AS last`;
const OLD_ASIDE = `UPDATE play_quarantine ${ERASE} WHERE id IN (
    SELECT id FROM play_quarantine WHERE receipt IS NOT NULL AND state <> 'HELD' AND received_at < $1 ORDER BY received_at, id
    LIMIT ${BATCH} FOR UPDATE)`;
const OLD_REJECTIONS = `UPDATE play_rejection SET receipt = NULL WHERE id IN (
    SELECT id FROM play_rejection WHERE receipt IS NOT NULL AND received_at < $1 ORDER BY received_at, id LIMIT ${BATCH} FOR UPDATE)`;
const LIST = `SELECT e.id::text, e.cause::text, e.device, e.period_id AS period, e.plays, e.rejections AS others, e.reason, u.handle,
    u.display_name AS "displayName", e.erased_at AS at
  FROM play_erasure e LEFT JOIN app_user u ON u.id = e.user_id
  WHERE ($1::uuid IS NULL OR e.id < $1) ORDER BY e.id DESC LIMIT $2`;

/** Receipts and salts that go; the rows that say what was counted stay. */
@Injectable()
export class BodyErasureRepository {
  async countOf(reader: Reader, device: string): Promise<BodyCount> {
    const [row] = await reader.$queryRawUnsafe<BodyCount[]>(DEVICE_COUNT, device);
    return row ?? { plays: 0, others: 0 };
  }

  /** One batch of a device's bodies. */
  async eraseDevice(
    tx: Tx,
    device: string,
    refusal: { readonly at: Date; readonly userId: string | null; readonly note: string },
  ): Promise<BodyCount> {
    const plays = await tx.$executeRawUnsafe(DEVICE_PLAYS, device);
    await tx.$executeRawUnsafe(REFUSE_HELD, device, refusal.at, refusal.userId, refusal.note);
    const aside = await tx.$executeRawUnsafe(DEVICE_ASIDE, device);
    const rejected = await tx.$executeRawUnsafe(DEVICE_REJECTIONS, device);
    return { plays, others: aside + rejected };
  }

  async duePeriods(reader: Reader, closedBefore: Date): Promise<string[]> {
    const rows = await reader.$queryRawUnsafe<{ id: string }[]>(DUE_PERIODS, closedBefore);
    return rows.map(({ id }) => id);
  }

  /** One batch of a period's bodies. @returns how many went, and where the next batch begins; `null` at the end. */
  async erasePeriod(tx: Tx, period: string, after: string): Promise<{ erased: number; next: string | null }> {
    const [row] = await tx.$queryRawUnsafe<{ erased: number; last: string | null }[]>(
      PERIOD_PLAYS,
      period,
      after,
    );
    if (row === undefined) return { erased: 0, next: null };
    return { erased: row.erased, next: row.erased < BATCH ? null : row.last };
  }

  /** Bodies of what never counted. @returns how many went. */
  async eraseUncounted(tx: Tx, receivedBefore: Date): Promise<number> {
    const aside = await tx.$executeRawUnsafe(OLD_ASIDE, receivedBefore);
    return aside + (await tx.$executeRawUnsafe(OLD_REJECTIONS, receivedBefore));
  }

  async append(tx: Tx, { scope, at, ...batch }: ErasureBatch): Promise<void> {
    const { device, period: periodId } = scope;
    await tx.playErasure.create({ data: { id: newId(), device, periodId, erasedAt: at, ...batch } });
  }

  /** The newest first. */
  async list(reader: Reader, after: string | null, limit: number): Promise<ErasureRow[]> {
    type Row = Omit<ErasureRow, 'user'> & { handle: string | null; displayName: string | null };
    const rows = await reader.$queryRawUnsafe<Row[]>(LIST, after, limit);
    return rows.map(({ handle, displayName, ...row }) => ({
      ...row,
      user: handle === null || displayName === null ? null : { handle, displayName },
    }));
  }
}
