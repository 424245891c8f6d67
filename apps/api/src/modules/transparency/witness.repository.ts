import { Injectable } from '@nestjs/common';
import type { RecordedHead } from '@flipside/transparency';
import type { Tx } from '../../platform/database/database.ts';

const LOCK = `SELECT pg_advisory_xact_lock(hashtextextended('witness ' || $1, 0))::text AS locked`;
const FIND = `SELECT size::text, root FROM witnessed_head WHERE origin = $1`;
const SAVE = `INSERT INTO witnessed_head (origin, size, root, checkpoint, updated_at) VALUES ($1, $2::bigint, $3, $4, $5)
  ON CONFLICT (origin) DO UPDATE SET size = excluded.size, root = excluded.root, checkpoint = excluded.checkpoint,
    updated_at = excluded.updated_at`;

/** The last checkpoint cosigned for each log that this instance follows. */
@Injectable()
export class WitnessRepository {
  /** Requests about one log wait for each other, so that each is judged by what the one before left. */
  async lock(tx: Tx, origin: string): Promise<RecordedHead | null> {
    await tx.$queryRawUnsafe(LOCK, origin);
    const [row] = await tx.$queryRawUnsafe<{ size: string; root: Uint8Array }[]>(FIND, origin);
    return row === undefined ? null : { size: Number(row.size), root: row.root };
  }

  async save(tx: Tx, origin: string, head: RecordedHead, checkpoint: Uint8Array, at: Date): Promise<void> {
    await tx.$executeRawUnsafe(SAVE, origin, String(head.size), head.root, checkpoint, at);
  }
}
