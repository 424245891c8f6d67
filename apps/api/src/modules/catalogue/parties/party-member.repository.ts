import { Inject, Injectable } from '@nestjs/common';
import type { PartyRole } from '../../../platform/auth/principal.ts';
import { Database } from '../../../platform/database/database.ts';
import type { Tx } from '../../../platform/database/database.ts';

const MOST_MEMBERS = 500;

export interface PartyMember {
  readonly handle: string;
  readonly displayName: string;
  readonly role: PartyRole;
  readonly since: Date;
}

/** Who acts for a party. */
@Injectable()
export class PartyMemberRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Owners first, then by how long they are there; 500 at most, and no more can join. */
  async list(partyId: string): Promise<PartyMember[]> {
    const rows = await this.database.prisma.partyMember.findMany({
      where: { partyId },
      select: { role: true, createdAt: true, user: { select: { handle: true, displayName: true } } },
      orderBy: [{ role: 'asc' }, { createdAt: 'asc' }],
      take: MOST_MEMBERS,
    });
    return rows.map(({ role, createdAt, user }) => ({ ...user, role, since: createdAt }));
  }

  async isFull(tx: Tx, partyId: string): Promise<boolean> {
    return (await tx.partyMember.count({ where: { partyId } })) >= MOST_MEMBERS;
  }

  async roleOf(tx: Tx, partyId: string, userId: string): Promise<PartyRole | null> {
    const row = await tx.partyMember.findUnique({
      where: { partyId_userId: { partyId, userId } },
      select: { role: true },
    });
    return row?.role ?? null;
  }

  async remove(tx: Tx, partyId: string, userId: string): Promise<void> {
    await tx.partyMember.delete({ where: { partyId_userId: { partyId, userId } } });
  }
}
