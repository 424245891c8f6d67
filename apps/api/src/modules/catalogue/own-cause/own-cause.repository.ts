import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.ts';
import type { Reader, Tx } from '../../../platform/database/database.ts';
import { newId } from '../../../platform/ids/ids.ts';
import type { Cause, OwnParty } from './own-cause.types.ts';

/** A party that was merged counts as the one that took its place: members moved there. */
const CONCERNED = `SELECT unnest($2::uuid[]) AS id
  UNION SELECT merged_into_id FROM party WHERE id = ANY($2::uuid[]) AND merged_into_id IS NOT NULL`;
const OWN = `SELECT p.id, p.name FROM (${CONCERNED}) c
  JOIN party_member m ON m.user_id = $1::uuid AND m.party_id = c.id JOIN party p ON p.id = c.id ORDER BY p.id`;
const ANOTHER = `SELECT EXISTS (
    SELECT FROM app_user u WHERE u.operator AND u.deleted_at IS NULL AND u.id <> $1::uuid
      AND NOT EXISTS (SELECT FROM (${CONCERNED}) c JOIN party_member m ON m.user_id = u.id AND m.party_id = c.id)
  ) AS another`;

/** Who acts for whom, and what was decided all the same. Rows are appended and never change. */
@Injectable()
export class OwnCauseRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async own(
    userId: string,
    partyIds: readonly string[],
    reader: Reader = this.database.prisma,
  ): Promise<OwnParty[]> {
    return await reader.$queryRawUnsafe<OwnParty[]>(OWN, userId, [...partyIds]);
  }

  /** Whether another operator acts for none of the parties. */
  async another(
    userId: string,
    partyIds: readonly string[],
    reader: Reader = this.database.prisma,
  ): Promise<boolean> {
    const [row] = await reader.$queryRawUnsafe<{ another: boolean }[]>(ANOTHER, userId, [...partyIds]);
    return row?.another ?? false;
  }

  async append(tx: Tx, cause: Cause, by: string, at: Date): Promise<void> {
    const { decision, ref, partyIds } = cause;
    const data = { id: newId(), decision, ref, partyIds: [...partyIds], by, decidedAt: at };
    await tx.ownCause.create({ data, select: { id: true } });
  }
}
