import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Prisma } from '../../platform/database/generated/client.ts';
import { LOG_NAMES } from '../transparency/index.ts';
import type { LogName } from '../transparency/index.ts';
import type { DueLog } from './peer-log.repository.ts';

/** Our own head, as it is told to peers. */
export interface OwnHead {
  readonly size: number;
  readonly checkpoint: Uint8Array;
}

/** What each peer knows of our logs. */
@Injectable()
export class PeerDeliveryRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async begin(tx: Tx, peerId: string, at: Date): Promise<void> {
    await tx.peerDelivery.createMany({
      data: LOG_NAMES.map((log) => ({ peerId, log, acknowledged: 0n, nextAt: at, failures: 0 })),
    });
  }

  /** Takes deliveries for which there is news and whose time has come, each for one process until `until`. */
  async claim(now: Date, until: Date, limit: number): Promise<DueLog[]> {
    return await this.database.prisma.$queryRaw<DueLog[]>(Prisma.sql`
      UPDATE peer_delivery l SET next_at = ${until} FROM (
        SELECT d.peer_id, d.log FROM peer_delivery d
        JOIN peer p ON p.id = d.peer_id AND p.state IN ('ACTIVE', 'PAUSED')
        JOIN log_head h ON h.log = d.log AND h.size > d.acknowledged
        WHERE d.next_at <= ${now} ORDER BY d.next_at LIMIT ${limit} FOR UPDATE OF d SKIP LOCKED) due
      WHERE l.peer_id = due.peer_id AND l.log = due.log RETURNING l.peer_id AS "peerId", l.log`);
  }

  async head(log: LogName): Promise<OwnHead | null> {
    const row = await this.database.prisma.logHead.findUnique({
      where: { log },
      select: { size: true, checkpoint: true },
    });
    return row === null ? null : { size: Number(row.size), checkpoint: row.checkpoint };
  }

  async failuresOf(peerId: string, log: LogName): Promise<number> {
    const row = await this.database.prisma.peerDelivery.findUnique({
      where: { peerId_log: { peerId, log } },
      select: { failures: true },
    });
    return row?.failures ?? 0;
  }

  async delivered(peerId: string, log: LogName, size: number, at: Date): Promise<void> {
    await this.database.prisma.peerDelivery.updateMany({
      where: { peerId, log, acknowledged: { lte: BigInt(size) } },
      data: { acknowledged: BigInt(size), triedAt: at, nextAt: at, failures: 0, lastError: null },
    });
  }

  async failed(
    peerId: string,
    log: LogName,
    failure: { at: Date; nextAt: Date; error: string },
  ): Promise<void> {
    const { at, nextAt, error } = failure;
    await this.database.prisma.peerDelivery.update({
      where: { peerId_log: { peerId, log } },
      data: { triedAt: at, nextAt, failures: { increment: 1 }, lastError: error.slice(0, 500) },
    });
  }
}
