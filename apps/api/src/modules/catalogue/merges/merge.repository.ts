import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { newId } from '../../../platform/ids/ids.ts';
import { COUNTS, ITEM_PAGE, MOVES } from './merge.sql.ts';
import type { IdentifierMove, MergeCounts, MergeItem, MergeRecord } from './merge.types.ts';

const FIELDS = {
  id: true,
  by: true,
  reason: true,
  createdAt: true,
  from: { select: { id: true, name: true } },
  into: { select: { id: true, name: true } },
} as const;

export interface NewMerge {
  readonly fromId: string;
  readonly intoId: string;
  readonly by: string;
  readonly reason: string;
  readonly createdAt: Date;
}

@Injectable()
export class MergeRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async counts(partyId: string): Promise<MergeCounts> {
    const { rows } = await this.database.pool.query<MergeCounts>(COUNTS, [partyId]);
    const [counts] = rows;
    if (counts === undefined) throw new Error('a count has one row');
    return counts;
  }

  /** Both rows, in the order of their ids, so that two merges cannot wait for each other. */
  async lock(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.$queryRaw`SELECT id FROM party WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR UPDATE`;
  }

  async isRemixer(tx: Tx, ids: readonly string[]): Promise<boolean> {
    const count = await tx.party.count({ where: { id: { in: [...ids] }, remixerUserId: { not: null } } });
    return count > 0;
  }

  /** @returns the merge's id, when everything has moved. */
  async append(tx: Tx, merge: NewMerge, identifiers: readonly IdentifierMove[]): Promise<string> {
    const id = newId();
    const { fromId, intoId } = merge;
    await tx.partyMerge.create({ data: { id, ...merge }, select: { id: true } });
    let items = 0;
    for (const move of MOVES) items += await tx.$executeRawUnsafe(move, id, fromId, intoId, items);
    await tx.partyMergeItem.createMany({
      data: identifiers.map(({ name, value, moves }, index) => ({
        mergeId: id,
        position: items + index + 1,
        kind: 'IDENTIFIER',
        detail: { name, value, moves },
      })),
    });
    await this.moveIdentifiers(tx, merge, identifiers);
    // Whoever was merged into the one that goes belongs to the one that stays: the way is never longer than a step.
    await tx.party.updateMany({ where: { mergedIntoId: fromId }, data: { mergedIntoId: intoId } });
    await tx.party.update({ where: { id: fromId }, data: { mergedIntoId: intoId }, select: { id: true } });
    return id;
  }

  private async moveIdentifiers(
    tx: Tx,
    { fromId, intoId }: NewMerge,
    identifiers: readonly IdentifierMove[],
  ): Promise<void> {
    const moving = identifiers.filter(({ moves }) => moves);
    if (moving.length === 0) return;
    const none = Object.fromEntries(moving.map(({ name }) => [name, null]));
    await tx.party.update({ where: { id: fromId }, data: none, select: { id: true } });
    const all = Object.fromEntries(moving.map(({ name, value }) => [name, value]));
    await tx.party.update({ where: { id: intoId }, data: all, select: { id: true } });
  }

  /** Recordings and works of which a share or a role moved. */
  async subjects(tx: Tx, mergeId: string): Promise<{ recordingIds: string[]; workIds: string[] }> {
    const rows = await tx.$queryRaw<{ recording_id: string | null; work_id: string | null }[]>`
      SELECT DISTINCT recording_id, work_id FROM party_merge_item
      WHERE merge_id = ${mergeId}::uuid AND kind IN ('SHARE', 'CONTRIBUTOR')`;
    return {
      recordingIds: rows.flatMap(({ recording_id: id }) => (id === null ? [] : [id])),
      workIds: rows.flatMap(({ work_id: id }) => (id === null ? [] : [id])),
    };
  }

  /** Merges into and out of a party, the newest first; 100 at most. */
  async list(partyId: string): Promise<MergeRecord[]> {
    return await this.database.prisma.partyMerge.findMany({
      where: { OR: [{ fromId: partyId }, { intoId: partyId }] },
      select: FIELDS,
      orderBy: { id: 'desc' },
      take: 100,
    });
  }

  async find(id: string): Promise<MergeRecord | null> {
    return await this.database.prisma.partyMerge.findUnique({ where: { id }, select: FIELDS });
  }

  /** What one merge moved, in order. */
  async items(id: string, after: number, limit: number): Promise<MergeItem[]> {
    const { rows } = await this.database.pool.query<MergeItem>(ITEM_PAGE, [id, after, limit]);
    return rows;
  }
}
