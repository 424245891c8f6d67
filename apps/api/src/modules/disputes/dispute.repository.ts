import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Reader, Tx } from '../../platform/database/database.ts';
import { Prisma } from '../../platform/database/generated/client.ts';
import { newId } from '../../platform/ids/ids.ts';
import { ShareRepository } from '../catalogue/index.ts';
import type { SplitDocument } from './dispute-parts.ts';
import { isResolved } from './dispute-states.ts';
import type {
  Actor,
  DisputeRecord,
  DisputeState,
  DisputeSubject,
  EventKind,
  PartDocument,
  Statement,
} from './dispute.types.ts';

const SELECT = {
  id: true,
  side: true,
  recordingId: true,
  workId: true,
  origin: true,
  state: true,
  contested: true,
  parts: true,
  revision: true,
  openedByPartyId: true,
  openedAt: true,
  respondBy: true,
  decideBy: true,
  resolvedAt: true,
  recording: { select: { title: true } },
  work: { select: { title: true } },
} as const;

type Row = Prisma.DisputeGetPayload<{ select: typeof SELECT }>;

export const columnsOf = ({ kind, id }: DisputeSubject) =>
  kind === 'RECORDING' ? { recordingId: id, workId: null } : { recordingId: null, workId: id };

export function subjectOf(row: { recordingId: string | null; workId: string | null }): DisputeSubject {
  if (row.recordingId !== null) return { kind: 'RECORDING', id: row.recordingId };
  if (row.workId !== null) return { kind: 'WORK', id: row.workId };
  throw new TypeError('a dispute is about a recording or a work');
}

function recordOf({ recording, work, recordingId, workId, parts, ...row }: Row): DisputeRecord {
  return {
    ...row,
    subject: subjectOf({ recordingId, workId }),
    title: recording?.title ?? work?.title ?? '',
    parts: parts as unknown as PartDocument[],
  };
}

export interface NewDispute {
  readonly subject: DisputeSubject;
  readonly origin: DisputeRecord['origin'];
  readonly contested: readonly string[];
  readonly parts: readonly PartDocument[];
  readonly openedByPartyId: string | null;
  readonly openedAt: Date;
  readonly respondBy: Date;
}

export interface NewEvent extends Statement, Actor {
  readonly kind: EventKind;
  readonly state: DisputeState;
  readonly details?: object;
  readonly at: Date;
}

/** Disputes and what happened in them. */
@Injectable()
export class DisputeRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ShareRepository) private readonly shares: ShareRepository,
  ) {}

  async find(id: string, reader: Reader = this.database.prisma): Promise<DisputeRecord | null> {
    const row = await reader.dispute.findUnique({ where: { id }, select: SELECT });
    return row === null ? null : recordOf(row);
  }

  /** The open disputes of some subjects. */
  async findOpen(reader: Reader, subjects: readonly DisputeSubject[]): Promise<DisputeRecord[]> {
    const ids = (kind: DisputeSubject['kind']) =>
      subjects.filter((subject) => subject.kind === kind).map(({ id }) => id);
    const rows = await reader.dispute.findMany({
      where: {
        resolvedAt: null,
        OR: [{ recordingId: { in: ids('RECORDING') } }, { workId: { in: ids('WORK') } }],
      },
      select: SELECT,
    });
    return rows.map(recordOf);
  }

  /**
   * One change of a subject's disputes at a time, and none of its shares beside it: a share that changes hands while it
   * comes into dispute would escape the hold. The locks end with the transaction.
   */
  async lockSubject(tx: Tx, subject: DisputeSubject): Promise<void> {
    const { kind, id } = subject;
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`dispute ${kind} ${id}`}, 0))`;
    await this.shares.lockSubject(tx, columnsOf(subject));
  }

  /** Whether a party, or the one that took its place, has named anything that proves what it says. */
  async hasShown(tx: Tx, id: string, partyId: string): Promise<boolean> {
    const [row] = await tx.$queryRaw<{ shown: boolean }[]>`
      SELECT EXISTS (SELECT FROM dispute_event WHERE dispute_id = ${id}::uuid AND cardinality(evidence) > 0
        AND party_id IN (SELECT ${partyId}::uuid UNION SELECT merged_into_id FROM party WHERE id = ${partyId}::uuid)) AS shown`;
    return row?.shown ?? false;
  }

  /** Whether a dispute about it that the party opened was over with the shares as they were. */
  async wasDismissed(tx: Tx, subject: DisputeSubject, partyId: string): Promise<boolean> {
    const where = { ...columnsOf(subject), openedByPartyId: partyId, state: 'RELEASED' as const };
    return (await tx.dispute.findFirst({ where, select: { id: true } })) !== null;
  }

  /** Disputes in which a deadline has passed, the oldest first. */
  async overdue(at: Date, limit: number): Promise<DisputeRecord[]> {
    const rows = await this.database.prisma.dispute.findMany({
      where: {
        OR: [
          { state: 'OPEN', respondBy: { lte: at } },
          { state: 'RESPONDED', decideBy: { lte: at } },
        ],
      },
      orderBy: { id: 'asc' },
      take: limit,
      select: SELECT,
    });
    return rows.map(recordOf);
  }

  async create(tx: Tx, dispute: NewDispute): Promise<DisputeRecord> {
    const { subject, parts, contested, ...columns } = dispute;
    const row = await tx.dispute.create({
      data: {
        id: newId(),
        side: subject.kind === 'RECORDING' ? 'MASTER' : 'COMPOSITION',
        state: 'OPEN',
        contested: [...contested],
        parts: parts as unknown as Prisma.InputJsonArray,
        ...columnsOf(subject),
        ...columns,
      },
      select: SELECT,
    });
    return recordOf(row);
  }

  async setParts(tx: Tx, id: string, parts: readonly PartDocument[]): Promise<void> {
    await tx.dispute.update({
      where: { id },
      data: { parts: parts as unknown as Prisma.InputJsonArray, revision: { increment: 1 } },
      select: { id: true },
    });
  }

  async setState(
    tx: Tx,
    id: string,
    state: DisputeState,
    change: { decideBy: Date | null; at: Date; outcome: readonly SplitDocument[] | null },
  ): Promise<void> {
    const { decideBy, at, outcome } = change;
    const over = isResolved(state)
      ? { resolvedAt: at, outcome: (outcome ?? []) as unknown as Prisma.InputJsonArray }
      : {};
    await tx.dispute.update({ where: { id }, data: { state, decideBy, ...over }, select: { id: true } });
  }

  /** Parties stay once they were part of it: they may read how it ended. */
  async addParties(tx: Tx, disputeId: string, partyIds: readonly string[]): Promise<void> {
    await tx.disputeParty.createMany({
      data: partyIds.map((partyId) => ({ disputeId, partyId })),
      skipDuplicates: true,
    });
  }

  async parties(reader: Reader, disputeId: string): Promise<string[]> {
    const rows = await reader.disputeParty.findMany({
      where: { disputeId },
      select: { partyId: true },
      orderBy: { partyId: 'asc' },
    });
    return rows.map(({ partyId }) => partyId);
  }

  async setResponded(tx: Tx, disputeId: string, partyId: string, at: Date): Promise<void> {
    await tx.disputeParty.updateMany({
      where: { disputeId, partyId, respondedAt: null },
      data: { respondedAt: at },
    });
  }

  async append(tx: Tx, disputeId: string, { evidence, details, ...event }: NewEvent): Promise<string> {
    const id = newId();
    await tx.disputeEvent.create({
      data: {
        id,
        disputeId,
        ...event,
        evidence: [...evidence],
        details: details === undefined ? Prisma.DbNull : (details as Prisma.InputJsonObject),
      },
      select: { id: true },
    });
    return id;
  }

  async countEvents(reader: Reader, disputeId: string): Promise<number> {
    return await reader.disputeEvent.count({ where: { disputeId } });
  }

  /** A split that a party proposed, with the parties that accepted it. */
  async findProposal(
    reader: Reader,
    disputeId: string,
    id: string,
  ): Promise<{ partyId: string | null; details: unknown; acceptedBy: string[] } | null> {
    const found = await reader.disputeEvent.findFirst({
      where: { id, disputeId, kind: 'PROPOSED' },
      select: { partyId: true, details: true },
    });
    if (found === null) return null;
    const accepted = await reader.disputeEvent.findMany({
      where: { disputeId, kind: 'ACCEPTED', details: { path: ['proposalId'], equals: id } },
      select: { partyId: true },
    });
    return { ...found, acceptedBy: accepted.flatMap(({ partyId }) => (partyId === null ? [] : [partyId])) };
  }

  /** What was decided about a dispute that is over. */
  async findOutcome(
    reader: Reader,
    id: string,
  ): Promise<{ subject: DisputeSubject; side: DisputeRecord['side']; outcome: SplitDocument[] } | null> {
    const row = await reader.dispute.findUnique({
      where: { id, resolvedAt: { not: null } },
      select: { recordingId: true, workId: true, side: true, outcome: true },
    });
    if (row === null) return null;
    return { subject: subjectOf(row), side: row.side, outcome: row.outcome as unknown as SplitDocument[] };
  }
}
