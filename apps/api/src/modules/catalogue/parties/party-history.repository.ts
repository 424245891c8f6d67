import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { Prisma } from '../../../platform/database/generated/client.ts';
import { newId } from '../../../platform/ids/ids.ts';

export type PartyEventKind =
  | 'MADE'
  | 'EDITED'
  | 'MEMBER_SET'
  | 'MEMBER_REMOVED'
  | 'INVITED'
  | 'INVITATION_ACCEPTED'
  | 'INVITATION_DECLINED'
  | 'INVITATION_REVOKED'
  | 'DOMAIN_ADDED'
  | 'DOMAIN_CHECKED'
  | 'DOMAIN_CONFIRMED'
  | 'DOMAIN_REMOVED'
  | 'VERIFIED'
  | 'VERIFICATION_ENDED'
  | 'MERGED'
  | 'PAYEE_ACCOUNT_ENTERED'
  | 'PAYEE_ACCOUNT_CHANGED'
  | 'PAYEE_ACCOUNT_REMOVED'
  | 'PAYEE_THRESHOLD_SET'
  | 'PAYOUTS_STOPPED'
  | 'PAYOUTS_RESUMED'
  | 'OWN_CAUSE';

export interface PartyEvent {
  readonly id: string;
  readonly kind: PartyEventKind;
  /** Handle of who did it; `null` for the instance itself. */
  readonly by: string | null;
  readonly detail: Record<string, unknown>;
  readonly createdAt: Date;
}

/** What happened to a party. Rows are appended and never change. */
@Injectable()
export class PartyHistoryRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async append(
    tx: Tx,
    partyId: string,
    kind: PartyEventKind,
    { by, at, detail }: { by: string | null; at: Date; detail: Record<string, unknown> },
  ): Promise<void> {
    const data = { id: newId(), partyId, kind, by, createdAt: at, detail: detail as Prisma.InputJsonObject };
    await tx.partyEvent.create({ data, select: { id: true } });
  }

  /** The newest first. A party that took the place of others has their history too. */
  async list(partyId: string, before: string | null, limit: number): Promise<PartyEvent[]> {
    return await this.database.prisma.$queryRaw<PartyEvent[]>`
      SELECT e.id, e.kind, u.handle AS by, e.detail, e.created_at AS "createdAt"
      FROM party_event e LEFT JOIN app_user u ON u.id = e.by
      WHERE e.party_id IN (SELECT ${partyId}::uuid UNION SELECT id FROM party WHERE merged_into_id = ${partyId}::uuid)
        AND (${before}::uuid IS NULL OR e.id < ${before}::uuid)
      ORDER BY e.id DESC LIMIT ${limit}`;
  }
}
