import { Inject, Injectable } from '@nestjs/common';
import type { PartyRole } from '../../../platform/auth/principal.ts';
import { Database } from '../../../platform/database/database.ts';
import type { Reader, Tx } from '../../../platform/database/database.ts';
import { newId } from '../../../platform/ids/ids.ts';

/** Of one party; those that ran out count no more. */
export const MOST_PENDING = 100;

export type InvitationState = 'PENDING' | 'ACCEPTED' | 'DECLINED' | 'REVOKED';

export interface Invitation {
  readonly id: string;
  readonly party: { readonly id: string; readonly name: string };
  readonly role: PartyRole;
  readonly state: InvitationState;
  readonly userId: string | null;
  /** Handle of the user it is for; `null` for a link. */
  readonly handle: string | null;
  readonly tokenHash: string | null;
  readonly invitedBy: { readonly id: string; readonly displayName: string };
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

const FIELDS = {
  id: true,
  role: true,
  state: true,
  userId: true,
  tokenHash: true,
  createdAt: true,
  expiresAt: true,
  party: { select: { id: true, name: true } },
  user: { select: { handle: true } },
  from: { select: { id: true, displayName: true } },
} as const;

type Row = Omit<Invitation, 'handle' | 'invitedBy'> & {
  readonly user: { readonly handle: string } | null;
  readonly from: Invitation['invitedBy'];
};

const toInvitation = ({ user, from, ...row }: Row): Invitation => ({
  ...row,
  handle: user?.handle ?? null,
  invitedBy: from,
});

@Injectable()
export class InvitationRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async find(id: string, reader: Reader = this.database.prisma): Promise<Invitation | null> {
    const row = await reader.partyInvitation.findUnique({ where: { id }, select: FIELDS });
    return row === null ? null : toInvitation(row);
  }

  /** The newest first. */
  async list(partyId: string, before: string | null, limit: number): Promise<Invitation[]> {
    const rows = await this.database.prisma.partyInvitation.findMany({
      where: { partyId, ...(before === null ? {} : { id: { lt: before } }) },
      select: FIELDS,
      orderBy: { id: 'desc' },
      take: limit,
    });
    return rows.map(toInvitation);
  }

  /** What a user can still answer. */
  async pendingFor(userId: string, now: Date, limit: number): Promise<Invitation[]> {
    const rows = await this.database.prisma.partyInvitation.findMany({
      where: { userId, state: 'PENDING', expiresAt: { gt: now } },
      select: FIELDS,
      orderBy: { id: 'desc' },
      take: limit,
    });
    return rows.map(toInvitation);
  }

  async countPending(tx: Tx, partyId: string, now: Date): Promise<number> {
    return await tx.partyInvitation.count({ where: { partyId, state: 'PENDING', expiresAt: { gt: now } } });
  }

  async isInvited(tx: Tx, partyId: string, userId: string, now: Date): Promise<boolean> {
    const found = await tx.partyInvitation.findFirst({
      where: { partyId, userId, state: 'PENDING', expiresAt: { gt: now } },
      select: { id: true },
    });
    return found !== null;
  }

  async append(
    tx: Tx,
    invitation: {
      partyId: string;
      role: PartyRole;
      userId: string | null;
      tokenHash: string | null;
      createdBy: string;
      createdAt: Date;
      expiresAt: Date;
    },
  ): Promise<Invitation> {
    return toInvitation(
      await tx.partyInvitation.create({ data: { id: newId(), ...invitation }, select: FIELDS }),
    );
  }

  /** Takes back what somebody who may invite no more has offered. @returns the invitations as they were. */
  async revokeOf(
    tx: Tx,
    { partyId, createdBy }: { partyId: string; createdBy: string },
    decided: { decidedBy: string; decidedAt: Date },
  ): Promise<Invitation[]> {
    const where = { partyId, createdBy, state: 'PENDING' as const };
    const rows = await tx.partyInvitation.findMany({ where, select: FIELDS, take: MOST_PENDING });
    await tx.partyInvitation.updateMany({ where, data: { state: 'REVOKED', ...decided } });
    return rows.map(toInvitation);
  }

  /** @returns false when it was answered or revoked before: an invitation is used once. */
  async settle(
    tx: Tx,
    id: string,
    state: Exclude<InvitationState, 'PENDING'>,
    decided: { decidedBy: string; decidedAt: Date },
  ): Promise<boolean> {
    const { count } = await tx.partyInvitation.updateMany({
      where: { id, state: 'PENDING' },
      data: { state, ...decided },
    });
    return count === 1;
  }
}
