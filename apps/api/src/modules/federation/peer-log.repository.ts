import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Prisma } from '../../platform/database/generated/client.ts';
import { LOG_NAMES } from '../transparency/index.ts';
import type { LogName } from '../transparency/index.ts';

/** A log that is to be read. */
export interface DueLog {
  readonly peerId: string;
  readonly log: LogName;
}

export interface LogPlace {
  readonly cursor: number;
  readonly headSize: number;
  readonly checkpoint: Uint8Array | null;
  readonly heardAt: Date | null;
  readonly failures: number;
}

/** How far peers' logs were read. */
@Injectable()
export class PeerLogRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Begins both logs of a peer at their first leaf. */
  async begin(tx: Tx, peerId: string, at: Date): Promise<void> {
    await tx.peerLog.createMany({
      data: LOG_NAMES.map((log) => ({ peerId, log, cursor: 0n, headSize: 0n, nextAt: at, failures: 0 })),
    });
  }

  async find(peerId: string, log: LogName): Promise<LogPlace | null> {
    const row = await this.database.prisma.peerLog.findUnique({ where: { peerId_log: { peerId, log } } });
    if (row === null) return null;
    const { checkpoint, heardAt, failures } = row;
    return { cursor: Number(row.cursor), headSize: Number(row.headSize), checkpoint, heardAt, failures };
  }

  /**
   * Takes logs whose time has come, each for one process until `until`.
   */
  async claim(now: Date, until: Date, limit: number): Promise<DueLog[]> {
    return await this.database.prisma.$queryRaw<DueLog[]>(Prisma.sql`
      UPDATE peer_log l SET next_at = ${until} FROM (
        SELECT d.peer_id, d.log FROM peer_log d JOIN peer p ON p.id = d.peer_id AND p.state = 'ACTIVE'
        WHERE d.next_at <= ${now} ORDER BY d.next_at LIMIT ${limit} FOR UPDATE OF d SKIP LOCKED) due
      WHERE l.peer_id = due.peer_id AND l.log = due.log RETURNING l.peer_id AS "peerId", l.log`);
  }

  /** Makes a log due: there is news, or an operator wants to know now. */
  async hasten(peerId: string, log: LogName, at: Date): Promise<void> {
    await this.database.prisma.peerLog.updateMany({
      where: { peerId, log, nextAt: { gt: at } },
      data: { nextAt: at },
    });
  }

  /** Remembers a verified checkpoint. False when a later one was remembered meanwhile. */
  async remember(peerId: string, log: LogName, size: number, checkpoint: Uint8Array): Promise<boolean> {
    const { count } = await this.database.prisma.peerLog.updateMany({
      where: { peerId, log, headSize: { lte: BigInt(size) } },
      data: { headSize: BigInt(size), checkpoint: Uint8Array.from(checkpoint) },
    });
    return count === 1;
  }

  /** Moves the cursor from where it was believed to be. False when it was elsewhere. */
  async advance(tx: Tx, peerId: string, log: LogName, from: number, to: number): Promise<boolean> {
    const { count } = await tx.peerLog.updateMany({
      where: { peerId, log, cursor: BigInt(from) },
      data: { cursor: BigInt(to) },
    });
    return count === 1;
  }

  async heard(
    tx: Tx,
    peerId: string,
    log: LogName,
    reading: { askedAt: Date; at: Date; nextAt: Date },
  ): Promise<void> {
    const { askedAt, at, nextAt } = reading;
    await tx.peerLog.update({
      where: { peerId_log: { peerId, log } },
      data: { heardAt: askedAt, triedAt: at, nextAt, reads: { increment: 1 }, failures: 0, lastError: null },
    });
  }

  async failed(
    peerId: string,
    log: LogName,
    failure: { at: Date; nextAt: Date; error: string },
  ): Promise<void> {
    const { at, nextAt, error } = failure;
    await this.database.prisma.peerLog.update({
      where: { peerId_log: { peerId, log } },
      data: { triedAt: at, nextAt, failures: { increment: 1 }, lastError: error.slice(0, 500) },
    });
  }
}
