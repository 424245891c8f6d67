import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Reader, Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';
import type { LogName } from '../transparency/index.ts';
import type { AlarmKind, PeerRecord, PeerState } from './peer.types.ts';

/** Peers are few: an operator lists each by hand. */
export const MOST_PEERS = 500;

export interface NewAlarm {
  readonly log: LogName;
  readonly kind: AlarmKind;
  readonly message: string;
  readonly remembered: Uint8Array;
  readonly served: Uint8Array;
}

/** Peers, what was done about them, and what their logs did. */
@Injectable()
export class PeerRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async find(id: string): Promise<PeerRecord | null> {
    return await this.database.prisma.peer.findUnique({ where: { id } });
  }

  async lock(tx: Tx, id: string): Promise<PeerRecord | null> {
    await tx.$queryRaw`SELECT id FROM peer WHERE id = ${id}::uuid FOR UPDATE`;
    return await tx.peer.findUnique({ where: { id } });
  }

  /** Adding a peer waits for whoever adds one at the same moment, so that an address is there once. */
  async lockAll(tx: Tx): Promise<void> {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('federation.peers', 0))::text AS locked`;
  }

  async live(reader: Reader = this.database.prisma): Promise<PeerRecord[]> {
    return await reader.peer.findMany({
      where: { state: { not: 'REMOVED' } },
      orderBy: { id: 'asc' },
      take: MOST_PEERS,
    });
  }

  /** Those whose checkpoints are cosigned, and who are asked to cosign. */
  async active(): Promise<PeerRecord[]> {
    return await this.database.prisma.peer.findMany({
      where: { state: 'ACTIVE' },
      orderBy: { id: 'asc' },
      take: MOST_PEERS,
    });
  }

  async add(tx: Tx, peer: PeerRecord): Promise<void> {
    await tx.peer.create({ data: peer });
  }

  async change(tx: Tx, id: string, state: PeerState, confirmedAt: Date | null): Promise<void> {
    await tx.peer.update({ where: { id }, data: { state, ...(confirmedAt !== null && { confirmedAt }) } });
  }

  async record(
    tx: Tx,
    peerId: string,
    event: { kind: string; by: string | null; reason: string | null; at: Date },
  ): Promise<void> {
    const { kind, by, reason, at } = event;
    await tx.peerEvent.create({ data: { id: newId(), peerId, kind, by, reason, createdAt: at } });
  }

  async alarm(tx: Tx, peerId: string, alarm: NewAlarm, at: Date): Promise<void> {
    const { remembered, served, ...facts } = alarm;
    await tx.peerAlarm.create({
      data: {
        ...{ id: newId(), peerId, ...facts, createdAt: at },
        ...{ remembered: Uint8Array.from(remembered), served: Uint8Array.from(served) },
      },
    });
  }
}
