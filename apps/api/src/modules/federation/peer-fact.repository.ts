import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Prisma } from '../../platform/database/generated/client.ts';
import type { FactRow } from './peer-fact.ts';

const FIRST = '00000000-0000-0000-0000-000000000000';
/** Recordings of one party, release or work: more than any has. */
const MOST = 2_000_000;

/** Of a recording `f`: the peer has shares in it, or a work that is on it. Others only list it by name. */
const KEPT = Prisma.sql`EXISTS (SELECT FROM peer_fact k WHERE k.peer_id = f.peer_id AND k.kind IN ('share', 'recording-work')
  AND k.recording_id = f.recording_id)`;

/** Subjects, releases and parties of a peer that facts are about. */
export interface Touched {
  readonly recordingIds: readonly string[];
  readonly workIds: readonly string[];
  readonly releaseIds: readonly string[];
  /** Parties whose word for all of their music changed. */
  readonly partyIds: readonly string[];
}

/** What peers' consent logs say is so. */
@Injectable()
export class PeerFactRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** One statement for any number of facts; each kind and key once. */
  async keep(tx: Tx, peerId: string, rows: readonly FactRow[]): Promise<void> {
    const kept = rows.filter(({ removed }) => !removed);
    const gone = rows.filter(({ removed }) => removed);
    if (gone.length > 0)
      await tx.$executeRaw(Prisma.sql`
        DELETE FROM peer_fact f USING unnest(${gone.map(({ kind }) => kind)}::text[], ${gone.map(({ key }) => key)}::text[])
          AS g (kind, key) WHERE f.peer_id = ${peerId}::uuid AND f.kind = g.kind AND f.key = g.key`);
    if (kept.length === 0) return;
    await tx.$executeRaw(Prisma.sql`
      INSERT INTO peer_fact AS f (peer_id, kind, key, code, recording_id, work_id, release_id, party_id, version, body)
      SELECT ${peerId}::uuid, kind, key, code, recording_id, work_id, release_id, party_id, version, body
      FROM jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) AS row (kind text, key text, code text, recording_id uuid,
        work_id uuid, release_id uuid, party_id uuid, version int, body jsonb)
      ON CONFLICT (peer_id, kind, key) DO UPDATE SET code = excluded.code, recording_id = excluded.recording_id,
        work_id = excluded.work_id, release_id = excluded.release_id, party_id = excluded.party_id,
        version = excluded.version, body = excluded.body
      WHERE excluded.version >= f.version`);
  }

  /**
   * Flips of the peer that were played here before its log said whom the remixer's part is owed to: now it does. Once said,
   * it stays.
   */
  async nameRemixers(tx: Tx, peerId: string, recipes: readonly string[]): Promise<void> {
    await tx.$executeRaw(Prisma.sql`
      UPDATE remote_recipe r SET remixer_peer_id = p.id, remixer_party = f.body ->> 'remixer'
      FROM peer_fact f JOIN peer p ON p.id = f.peer_id
      WHERE f.peer_id = ${peerId}::uuid AND f.kind = 'publish' AND f.key = ANY(${[...recipes]}::text[])
        AND f.body ->> 'home' IS NULL AND f.body ->> 'remixer' IS NOT NULL
        AND r.hash = f.key AND r.home = p.url AND r.remixer_party IS NULL`);
  }

  /** Recordings of this catalogue that what changed is about, a page by id. */
  async touchedHere(
    tx: Tx,
    peerId: string,
    touched: Touched,
    after: string | null,
    limit: number,
  ): Promise<string[]> {
    // Each step looks its rows up one by one, which LIMIT within LATERAL keeps the planner to: a table that grows with
    // every batch is never scanned.
    const rows = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
      WITH parties AS (
        SELECT unnest(${touched.partyIds}::uuid[]) AS id
        UNION SELECT party_id FROM peer_fact
          WHERE peer_id = ${peerId}::uuid AND kind = 'mandate' AND code = ANY(${touched.partyIds}::text[])),
      subjects AS (
        SELECT f.recording_id, f.work_id FROM parties p CROSS JOIN LATERAL (
          SELECT recording_id, work_id FROM peer_fact
          WHERE peer_id = ${peerId}::uuid AND kind IN ('share', 'contributor') AND party_id = p.id LIMIT ${MOST}) f),
      works AS (
        SELECT unnest(${touched.workIds}::uuid[]) AS id
        UNION SELECT work_id FROM subjects WHERE work_id IS NOT NULL),
      recordings AS (
        SELECT unnest(${touched.recordingIds}::uuid[]) AS id
        UNION SELECT recording_id FROM subjects WHERE recording_id IS NOT NULL
        UNION SELECT f.recording_id FROM unnest(${touched.releaseIds}::uuid[]) AS g (id) CROSS JOIN LATERAL (
          SELECT recording_id FROM peer_fact
          WHERE peer_id = ${peerId}::uuid AND kind = 'release-recording' AND release_id = g.id LIMIT ${MOST}) f
        UNION SELECT f.recording_id FROM works w CROSS JOIN LATERAL (
          SELECT recording_id FROM peer_fact
          WHERE peer_id = ${peerId}::uuid AND kind = 'recording-work' AND work_id = w.id LIMIT ${MOST}) f)
      SELECT r.id FROM recordings t
      CROSS JOIN LATERAL (
        SELECT code FROM peer_fact
        WHERE peer_id = ${peerId}::uuid AND kind = 'recording' AND key = t.id::text LIMIT 1) f
      CROSS JOIN LATERAL (SELECT id FROM recording WHERE isrc = f.code LIMIT 1) r
      WHERE r.id > ${after ?? FIRST}::uuid GROUP BY r.id ORDER BY r.id LIMIT ${limit}`);
    return rows.map(({ id }) => id);
  }

  /** An active peer that keeps a recording with this code, the one that is listed longest. */
  async activeKeeper(isrc: string): Promise<string | null> {
    const rows = await this.database.prisma.$queryRaw<{ id: string }[]>(Prisma.sql`
      SELECT p.id FROM peer_fact f JOIN peer p ON p.id = f.peer_id AND p.state = 'ACTIVE'
      WHERE f.kind = 'recording' AND f.code = ${isrc} AND ${KEPT} ORDER BY p.id LIMIT 1`);
    return rows[0]?.id ?? null;
  }

  /** Which active peers say in their logs that they keep those recordings, by ISRC. */
  async keepers(isrcs: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    const rows = await this.database.prisma.$queryRaw<{ isrc: string; id: string }[]>(Prisma.sql`
      SELECT f.code AS isrc, p.id FROM peer_fact f JOIN peer p ON p.id = f.peer_id AND p.state = 'ACTIVE'
      WHERE f.kind = 'recording' AND f.code = ANY(${[...isrcs]}::text[]) AND ${KEPT}`);
    const found = new Map<string, Set<string>>();
    for (const { isrc, id } of rows) found.set(isrc, (found.get(isrc) ?? new Set()).add(id));
    return found;
  }

  /** All recordings of this catalogue that the peer knows too, a page by id. */
  async knownHere(tx: Tx, peerId: string, after: string | null, limit: number): Promise<string[]> {
    const rows = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
      SELECT r.id FROM recording r
      WHERE r.id > ${after ?? FIRST}::uuid AND EXISTS (
        SELECT 1 FROM peer_fact f WHERE f.kind = 'recording' AND f.code = r.isrc AND f.peer_id = ${peerId}::uuid)
      ORDER BY r.id LIMIT ${limit}`);
    return rows.map(({ id }) => id);
  }

  /** Forgets some of what was said by peers that are none any more. @returns how many rows went. */
  async forgetRemoved(limit: number): Promise<number> {
    return await this.database.prisma.$executeRaw(Prisma.sql`
      DELETE FROM peer_fact f USING (
        SELECT d.peer_id, d.kind, d.key FROM peer p JOIN peer_fact d ON d.peer_id = p.id
        WHERE p.state = 'REMOVED' LIMIT ${limit}) gone
      WHERE f.peer_id = gone.peer_id AND f.kind = gone.kind AND f.key = gone.key`);
  }

  async forgetNamesOfRemoved(limit: number): Promise<number> {
    return await this.database.prisma.$executeRaw(Prisma.sql`
      DELETE FROM peer_name n USING (
        SELECT d.peer_id, d.id FROM peer p JOIN peer_name d ON d.peer_id = p.id
        WHERE p.state = 'REMOVED' LIMIT ${limit}) gone
      WHERE n.peer_id = gone.peer_id AND n.id = gone.id`);
  }
}
