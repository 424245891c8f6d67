import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import { Prisma } from '../../platform/database/generated/client.ts';
import type { LogName } from '../transparency/index.ts';
import type { AlarmKind, PeerAlarm, PeerEvent, PeerLogRecord } from './peer.types.ts';

interface LogRow extends Omit<
  PeerLogRecord,
  'cursor' | 'headSize' | 'reads' | 'cosignedSize' | 'cosignedByPeer' | 'untold'
> {
  readonly peerId: string;
  readonly cursor: string;
  readonly headSize: string;
  readonly reads: string;
  readonly cosignedSize: string | null;
  readonly cosignedByPeer: string | null;
  readonly untold: string;
}

const MOST_SHOWN = 50;
const orNull = (text: string | null): number | null => (text === null ? null : Number(text));
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

/** Peers as operators see them. */
@Injectable()
export class PeerView {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** How the reading of each peer's logs goes, and who cosigned what. */
  async logs(peerIds: readonly string[]): Promise<ReadonlyMap<string, PeerLogRecord[]>> {
    const rows = await this.database.prisma.$queryRaw<LogRow[]>(Prisma.sql`
      SELECT l.peer_id AS "peerId", l.log, l.cursor::text, l.head_size::text AS "headSize", l.reads::text, l.heard_at AS "heardAt",
        l.tried_at AS "triedAt", l.next_at AS "nextAt", l.failures, l.last_error AS "lastError",
        (SELECT w.size::text FROM witnessed_head w
          WHERE w.origin = split_part(CASE l.log WHEN 'consent' THEN p.consent_key ELSE p.plays_key END, '+', 1)) AS "cosignedSize",
        (SELECT max(c.size)::text FROM log_cosignature c
          WHERE c.log = l.log AND c.witness = split_part(p.witness_key, '+', 1)) AS "cosignedByPeer",
        greatest(0, coalesce(h.size, 0) - coalesce(d.acknowledged, 0))::text AS untold, d.last_error AS "deliveryError"
      FROM peer_log l JOIN peer p ON p.id = l.peer_id
      LEFT JOIN peer_delivery d ON d.peer_id = l.peer_id AND d.log = l.log LEFT JOIN log_head h ON h.log = l.log
      WHERE l.peer_id = ANY(${[...peerIds]}::uuid[]) ORDER BY l.peer_id, l.log`);
    const found = new Map<string, PeerLogRecord[]>();
    for (const { peerId, cursor, headSize, reads, cosignedSize, cosignedByPeer, untold, ...row } of rows) {
      const sizes = {
        reads: Number(reads),
        cosignedSize: orNull(cosignedSize),
        cosignedByPeer: orNull(cosignedByPeer),
        untold: Number(untold),
      };
      const record = { ...row, cursor: Number(cursor), headSize: Number(headSize), ...sizes };
      found.set(peerId, [...(found.get(peerId) ?? []), record]);
    }
    return found;
  }

  /** The newest first. */
  async events(peerId: string): Promise<PeerEvent[]> {
    return await this.database.prisma.$queryRaw<PeerEvent[]>(Prisma.sql`
      SELECT e.id, e.kind, e.reason, u.display_name AS by, e.created_at AS at
      FROM peer_event e LEFT JOIN app_user u ON u.id = e.by
      WHERE e.peer_id = ${peerId}::uuid ORDER BY e.id DESC LIMIT ${MOST_SHOWN}`);
  }

  /** The newest first, with both checkpoints as they were served. */
  async alarms(peerId: string): Promise<PeerAlarm[]> {
    const rows = await this.database.prisma.peerAlarm.findMany({
      where: { peerId },
      orderBy: { id: 'desc' },
      take: MOST_SHOWN,
    });
    return rows.map(({ id, log, kind, message, remembered, served, createdAt }) => ({
      ...{ id, log: log as LogName, kind: kind as AlarmKind, message, at: createdAt },
      ...{ remembered: textOf(remembered), served: textOf(served) },
    }));
  }
}
