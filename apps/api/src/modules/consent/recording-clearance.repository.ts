import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Reader, Tx } from '../../platform/database/database.ts';
import { Prisma } from '../../platform/database/generated/client.ts';
import type { RecordingStandings } from './standings.ts';

/** Keeps what listings say about recordings. */
@Injectable()
export class RecordingClearanceRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** One statement for any number of recordings; rows that say the same as before are left alone. */
  async replace(tx: Tx, recordings: readonly RecordingStandings[]): Promise<void> {
    const ids = recordings.map(({ recordingId }) => recordingId);
    const rows = recordings.flatMap(({ recordingId, standings, staleAt }) =>
      standings.map((standing) => ({ recordingId, ...standing, staleAt })),
    );
    await tx.$executeRaw(Prisma.sql`
      WITH decided AS MATERIALIZED (
        SELECT "recordingId" AS recording_id, territory, state, NULLIF(terms, 'null') AS terms, "closesAt" AS closes_at,
          "staleAt" AS stale_at
        FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          AS row("recordingId" uuid, territory text, state text, terms jsonb, "closesAt" timestamptz, "staleAt" timestamptz)),
      gone AS (
        DELETE FROM recording_clearance c WHERE c.recording_id = ANY(${ids}::uuid[])
          AND NOT EXISTS (SELECT 1 FROM decided d WHERE d.recording_id = c.recording_id AND d.territory = c.territory))
      INSERT INTO recording_clearance AS c (recording_id, territory, state, terms, closes_at, stale_at)
      SELECT * FROM decided
      ON CONFLICT (recording_id, territory)
        DO UPDATE SET state = EXCLUDED.state, terms = EXCLUDED.terms, closes_at = EXCLUDED.closes_at, stale_at = EXCLUDED.stale_at
        WHERE (c.state, c.terms, c.closes_at, c.stale_at)
          IS DISTINCT FROM (EXCLUDED.state, EXCLUDED.terms, EXCLUDED.closes_at, EXCLUDED.stale_at)`);
  }

  /** What these recordings can be found by: after their standings, names, parties or releases changed. */
  async list(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.$executeRaw`SELECT refresh_recording_listing(${[...ids]}::uuid[])`;
  }

  /** Refreshing one recording twice at once would collide: the second waits. Ids are locked in their order. */
  async lock(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.$queryRaw`SELECT id FROM recording WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR UPDATE`;
  }

  /**
   * Recordings that a grant is about, a page by id. A grant of a party speaks also for parties that mandated it, so
   * their recordings are meant too.
   */
  async affectedByGrant(reader: Reader, grantId: string, after: string, limit: number): Promise<string[]> {
    const rows = await reader.$queryRaw<{ id: string }[]>(Prisma.sql`
      WITH g AS (
        SELECT party_id, side, recording_id, work_id, release_id FROM grant_version WHERE id = ${grantId}::uuid LIMIT 1),
      parties AS (
        SELECT party_id AS id FROM g
        UNION SELECT m.grantor_id FROM mandate m JOIN g ON m.holder_id = g.party_id AND m.side = g.side),
      subjects AS (
        SELECT recording_id, work_id FROM g WHERE recording_id IS NOT NULL OR work_id IS NOT NULL
        UNION
        SELECT i.recording_id, NULL FROM g JOIN release_recording i ON i.release_id = g.release_id WHERE g.side = 'MASTER'
        UNION
        SELECT NULL, l.work_id FROM g JOIN release_recording i ON i.release_id = g.release_id
        JOIN recording_work l ON l.recording_id = i.recording_id WHERE g.side = 'COMPOSITION'
        UNION
        SELECT s.recording_id, s.work_id FROM share s JOIN g ON s.side = g.side
        WHERE s.party_id IN (SELECT id FROM parties) AND num_nonnulls(g.recording_id, g.work_id, g.release_id) = 0
        UNION
        SELECT c.recording_id, c.work_id FROM contributor c, g
        WHERE c.party_id IN (SELECT id FROM parties) AND num_nonnulls(g.recording_id, g.work_id, g.release_id) = 0
        UNION
        SELECT i.recording_id, i.work_id FROM party_merge m JOIN party_merge_item i ON i.merge_id = m.id, g
        WHERE m.from_id IN (SELECT id FROM parties) AND i.kind IN ('SHARE', 'CONTRIBUTOR')
          AND num_nonnulls(g.recording_id, g.work_id, g.release_id) = 0)
      SELECT id FROM (
        SELECT recording_id AS id FROM subjects WHERE recording_id IS NOT NULL
        UNION SELECT rw.recording_id FROM subjects s JOIN recording_work rw ON rw.work_id = s.work_id) r
      WHERE id > ${after}::uuid ORDER BY id LIMIT ${limit}`);
    return rows.map(({ id }) => id);
  }

  /** Recordings that any version of a mandate lets its holder speak for, a page by id. */
  async affectedByMandate(
    reader: Reader,
    mandateId: string,
    after: string,
    limit: number,
  ): Promise<string[]> {
    const rows = await reader.$queryRaw<{ id: string }[]>(Prisma.sql`
      WITH m AS (
        SELECT grantor_id, side, recording_id, work_id FROM mandate WHERE id = ${mandateId}::uuid
        ORDER BY version LIMIT 1),
      subjects AS (
        SELECT recording_id, work_id FROM m WHERE num_nonnulls(recording_id, work_id) = 1
        UNION
        SELECT s.recording_id, s.work_id FROM share s JOIN m ON s.side = m.side AND s.party_id = m.grantor_id
        WHERE num_nonnulls(m.recording_id, m.work_id) = 0
        UNION
        SELECT c.recording_id, c.work_id FROM contributor c JOIN m ON c.party_id = m.grantor_id
        WHERE num_nonnulls(m.recording_id, m.work_id) = 0
        UNION
        SELECT i.recording_id, i.work_id FROM party_merge p JOIN party_merge_item i ON i.merge_id = p.id
        JOIN m ON p.from_id = m.grantor_id
        WHERE i.kind IN ('SHARE', 'CONTRIBUTOR') AND num_nonnulls(m.recording_id, m.work_id) = 0)
      SELECT id FROM (
        SELECT recording_id AS id FROM subjects WHERE recording_id IS NOT NULL
        UNION SELECT rw.recording_id FROM subjects s JOIN recording_work rw ON rw.work_id = s.work_id) r
      WHERE id > ${after}::uuid ORDER BY id LIMIT ${limit}`);
    return rows.map(({ id }) => id);
  }

  /** Recordings named, and those in which a named work is performed, a page by id. */
  async affectedBySubjects(
    reader: Reader,
    {
      recordingIds,
      workIds,
    }: { readonly recordingIds: readonly string[]; readonly workIds: readonly string[] },
    after: string,
    limit: number,
  ): Promise<string[]> {
    const rows = await reader.$queryRaw<{ id: string }[]>(Prisma.sql`
      SELECT id FROM (
        SELECT id FROM recording WHERE id = ANY(${recordingIds}::uuid[])
        UNION SELECT recording_id FROM recording_work WHERE work_id = ANY(${workIds}::uuid[])) r
      WHERE id > ${after}::uuid ORDER BY id LIMIT ${limit}`);
    return rows.map(({ id }) => id);
  }

  /** All recordings, a page by id. */
  async page(after: string, limit: number): Promise<string[]> {
    const rows = await this.database.prisma.recording.findMany({
      where: { id: { gt: after } },
      select: { id: true },
      orderBy: { id: 'asc' },
      take: limit,
    });
    return rows.map(({ id }) => id);
  }

  /** Recordings for which a share, grant or mandate has begun or ended since they were decided. */
  async stale(at: Date, limit: number): Promise<string[]> {
    const rows = await this.database.prisma.recordingClearance.findMany({
      where: { staleAt: { lte: at } },
      select: { recordingId: true },
      distinct: ['recordingId'],
      take: limit,
    });
    return rows.map(({ recordingId }) => recordingId);
  }
}
