import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Reader, Tx } from '../../platform/database/database.ts';
import { Prisma } from '../../platform/database/generated/client.ts';
import { BULK_OUTCOMES } from './bulk-change.types.ts';
import type { BulkChange, BulkItem, BulkOutcome, BulkRecord } from './bulk-change.types.ts';

type Kept = Omit<BulkRecord, 'totals' | 'applied'>;

interface ItemRow {
  position: number;
  side: BulkItem['side'];
  recordingId: string | null;
  workId: string | null;
  title: string;
  grantId: string | null;
  version: number | null;
  outcome: string;
  note: string | null;
  applied: boolean;
}

const toItem = ({ recordingId, workId, outcome, ...item }: ItemRow): BulkItem => ({
  ...item,
  outcome: outcome as BulkOutcome,
  kind: recordingId === null ? 'WORK' : 'RECORDING',
  id: recordingId ?? workId ?? '',
});

/** Items whose grant is not any more as the preview saw it: revised since, or made since. */
const OUTDATED = (bulkId: string, partyId: string): Prisma.Sql => Prisma.sql`
  SELECT i.position FROM grant_bulk_item i
  WHERE i.bulk_id = ${bulkId}::uuid AND i.outcome IN ('NEW', 'REVISED') AND NOT i.applied AND EXISTS (
    SELECT 1 FROM grant_version v WHERE v.party_id = ${partyId}::uuid AND v.side = i.side AND v.recipe_hash IS NULL
      AND (v.recording_id = i.recording_id OR v.work_id = i.work_id)
      AND (i.grant_id IS NULL OR v.id <> i.grant_id OR v.version > i.version))`;

@Injectable()
export class GrantBulkRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async append(tx: Tx, bulk: Kept, createdBy: string, items: readonly BulkItem[]): Promise<void> {
    const { flips, change, ...columns } = bulk;
    await tx.grantBulk.create({
      data: {
        ...columns,
        createdBy,
        change: change as unknown as Prisma.InputJsonObject,
        flipsStopping: flips.stopping,
        flipsStarting: flips.starting,
        flipsBounded: flips.bounded,
      },
      select: { id: true },
    });
    // One statement for all of them: there may be thousands.
    const rows = items.map(({ kind, id, ...item }) => ({
      ...item,
      recordingId: kind === 'RECORDING' ? id : null,
      workId: kind === 'WORK' ? id : null,
    }));
    await tx.$executeRaw(Prisma.sql`
      INSERT INTO grant_bulk_item (bulk_id, position, side, recording_id, work_id, title, grant_id, version, outcome, note, applied)
      SELECT ${bulk.id}::uuid, i.position, i.side::"Side", i."recordingId", i."workId", i.title, i."grantId", i.version,
        i.outcome, i.note, i.applied
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS i(position int, side text, "recordingId" uuid,
        "workId" uuid, title text, "grantId" uuid, version int, outcome text, note text, applied boolean)`);
  }

  async find(id: string, reader: Reader = this.database.prisma): Promise<BulkRecord | null> {
    const row = await reader.grantBulk.findUnique({ where: { id } });
    if (row === null) return null;
    const groups = await reader.grantBulkItem.groupBy({
      by: ['outcome', 'applied'],
      where: { bulkId: id },
      _count: { _all: true },
    });
    const count = (isMeant: (group: (typeof groups)[number]) => boolean) =>
      groups.filter(isMeant).reduce((sum, { _count: { _all: all } }) => sum + all, 0);
    const { partyId, state, token, createdAt, finishedAt } = row;
    return {
      ...{ id, partyId, state, token, createdAt, finishedAt },
      change: row.change as unknown as BulkChange,
      flips: { stopping: row.flipsStopping, starting: row.flipsStarting, bounded: row.flipsBounded },
      totals: Object.fromEntries(
        BULK_OUTCOMES.map((outcome) => [outcome, count((group) => group.outcome === outcome)]),
      ) as BulkRecord['totals'],
      applied: count(({ applied }) => applied),
    };
  }

  async startedBy(tx: Tx, id: string): Promise<string> {
    const row = await tx.grantBulk.findUniqueOrThrow({ where: { id }, select: { createdBy: true } });
    return row.createdBy;
  }

  async items(
    id: string,
    { outcome, after, limit }: { outcome: BulkOutcome | null; after: number; limit: number },
  ): Promise<BulkItem[]> {
    const rows = await this.database.prisma.grantBulkItem.findMany({
      where: { bulkId: id, position: { gt: after }, ...(outcome === null ? {} : { outcome }) },
      orderBy: { position: 'asc' },
      take: limit,
    });
    return rows.map(({ bulkId: _bulkId, ...row }) => toItem(row));
  }

  /** What is still to be done, in the order of the preview. */
  async pending(tx: Tx, id: string, limit: number): Promise<BulkItem[]> {
    const rows = await tx.grantBulkItem.findMany({
      where: { bulkId: id, applied: false, outcome: { in: ['NEW', 'REVISED'] } },
      orderBy: { position: 'asc' },
      take: limit,
    });
    return rows.map(({ bulkId: _bulkId, ...row }) => toItem(row));
  }

  async outdated(tx: Tx, { id, partyId }: Pick<BulkRecord, 'id' | 'partyId'>): Promise<number> {
    const [row] = await tx.$queryRaw<{ count: number }[]>(
      Prisma.sql`SELECT count(*)::int AS count FROM (${OUTDATED(id, partyId)}) o`,
    );
    return row?.count ?? 0;
  }

  async setState(tx: Tx, id: string, state: BulkRecord['state'], finishedAt: Date | null): Promise<void> {
    await tx.grantBulk.update({ where: { id }, data: { state, finishedAt }, select: { id: true } });
  }

  async markApplied(tx: Tx, bulkId: string, positions: readonly number[]): Promise<void> {
    await tx.grantBulkItem.updateMany({
      where: { bulkId, position: { in: [...positions] } },
      data: { applied: true },
    });
  }

  /** What could not be applied after all, each with its reason. */
  async refuse(
    tx: Tx,
    bulkId: string,
    refused: readonly { position: number; note: string }[],
  ): Promise<void> {
    for (const { position, note } of refused)
      await tx.grantBulkItem.update({
        where: { bulkId_position: { bulkId, position } },
        data: { outcome: 'REFUSED', note },
        select: { position: true },
      });
  }

  /** Previews that nobody applied are no history. */
  async forgetPreviews(before: Date): Promise<number> {
    const { count } = await this.database.prisma.grantBulk.deleteMany({
      where: { state: 'PREVIEWED', createdAt: { lt: before } },
    });
    return count;
  }
}
