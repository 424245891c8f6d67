import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Prisma } from '../../platform/database/generated/client.ts';
import type { RemoteName } from './instance-client.ts';

/** Names of what peers keep. */
@Injectable()
export class PeerNameRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** ISRCs of recordings that are known here, or that flips from elsewhere are made from, and in which a party of the peer has no name yet. */
  async missing(peerId: string, after: string, limit: number): Promise<string[]> {
    const rows = await this.database.prisma.$queryRaw<{ code: string }[]>(Prisma.sql`
      SELECT f.code FROM peer_fact f
      WHERE f.kind = 'recording' AND f.peer_id = ${peerId}::uuid AND f.code > ${after}
        AND (EXISTS (SELECT FROM recording r WHERE r.isrc = f.code) OR EXISTS (SELECT FROM heard_of_recording h WHERE h.isrc = f.code))
        AND EXISTS (
        SELECT 1 FROM peer_fact c
        WHERE c.peer_id = f.peer_id AND c.kind IN ('share', 'contributor')
          AND (c.recording_id = f.recording_id OR c.work_id IN (
            SELECT l.work_id FROM peer_fact l
            WHERE l.peer_id = f.peer_id AND l.kind = 'recording-work' AND l.recording_id = f.recording_id))
          AND NOT EXISTS (SELECT 1 FROM peer_name n WHERE n.peer_id = c.peer_id AND n.id = c.party_id))
      ORDER BY f.code LIMIT ${limit}`);
    return rows.map(({ code }) => code);
  }

  async keep(tx: Tx, peerId: string, names: readonly RemoteName[], at: Date): Promise<void> {
    if (names.length === 0) return;
    await tx.$executeRaw(Prisma.sql`
      INSERT INTO peer_name AS n (peer_id, id, name, fetched_at)
      SELECT ${peerId}::uuid, id, name, ${at}
      FROM unnest(${names.map(({ id }) => id)}::uuid[], ${names.map(({ name }) => name)}::text[]) AS t (id, name)
      ON CONFLICT (peer_id, id) DO UPDATE SET name = excluded.name, fetched_at = excluded.fetched_at`);
  }
}
