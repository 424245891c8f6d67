import { Inject, Injectable } from '@nestjs/common';
import type { PartyRole, Principal } from '../../../platform/auth/principal.ts';
import { Clock } from '../../../platform/clock/clock.ts';
import { Database } from '../../../platform/database/database.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { Outbox } from '../../../platform/outbox/outbox.ts';
import { ConflictError, NotFoundError } from '../../../platform/problem/errors.ts';
import type { PartyRecord } from '../catalogue.types.ts';
import { memberChanged } from '../events.ts';
import { PartyRepository } from '../party.repository.ts';
import { InvitationRepository } from './invitation.repository.ts';
import { PartyHistoryRepository } from './party-history.repository.ts';
import { PartyMemberRepository } from './party-member.repository.ts';
import type { PartyMember } from './party-member.repository.ts';
import { requireLive, requireOwnerLeft, requireSteward } from './stewardship.ts';

/** Who acts for a party, and as what. Every change waits for the party's lock, so that an owner is always left. */
@Injectable()
export class PartyMemberService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PartyRepository) private readonly parties: PartyRepository,
    @Inject(PartyMemberRepository) private readonly members: PartyMemberRepository,
    @Inject(InvitationRepository) private readonly invitations: InvitationRepository,
    @Inject(PartyHistoryRepository) private readonly history: PartyHistoryRepository,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async list(principal: Principal, partyId: string): Promise<readonly PartyMember[]> {
    principal.requireScope('catalogue:read');
    if (!principal.actsAsOperator) principal.requireParty(partyId, 'VIEWER');
    return await this.members.list(partyId);
  }

  /** An owner decides who acts for the party; an operator does so for a party that nobody owns yet. */
  async set(
    principal: Principal,
    partyId: string,
    member: { handle: string; role: PartyRole },
  ): Promise<void> {
    principal.requireScope('catalogue:write');
    if (!principal.actsAsOperator) principal.requireParty(partyId, 'OWNER');
    await this.database.transaction(async (tx) => {
      const party = await this.lock(tx, partyId);
      const owners = await this.parties.owners(tx, partyId);
      requireSteward(principal, partyId, owners);
      const userId = await this.parties.userIdByHandle(tx, member.handle);
      if (userId === null) throw new NotFoundError('User', member.handle);
      if (member.role !== 'OWNER') requireOwnerLeft(owners, userId);
      await this.enter(tx, party, { userId, role: member.role, by: principal.userId });
    });
  }

  /** An owner removes anybody, and everybody may leave; the last owner stays. */
  async remove(principal: Principal, partyId: string, handle: string): Promise<void> {
    principal.requireScope('catalogue:write');
    if (!principal.actsAsOperator) principal.requireParty(partyId, 'VIEWER');
    await this.database.transaction(async (tx) => {
      const party = await this.lock(tx, partyId);
      const owners = await this.parties.owners(tx, partyId);
      const userId = await this.parties.userIdByHandle(tx, handle);
      if (userId !== principal.userId) requireSteward(principal, partyId, owners);
      const role = userId === null ? null : await this.members.roleOf(tx, partyId, userId);
      if (userId === null || role === null) throw new NotFoundError('Member', handle);
      requireOwnerLeft(owners, userId);
      await this.members.remove(tx, partyId, userId);
      const by = principal.userId;
      const detail = { user: userId, role };
      await this.history.append(tx, partyId, 'MEMBER_REMOVED', { by, at: this.clock.now(), detail });
      await this.revokeOf(tx, partyId, userId, by);
      await this.tell(tx, party, { userId, role: null, by });
    });
  }

  /** Within the caller's transaction, which holds the party's lock and has asked for access. */
  async enter(
    tx: Tx,
    party: PartyRecord,
    { userId, role, by }: { userId: string; role: PartyRole; by: string },
  ): Promise<void> {
    const before = await this.members.roleOf(tx, party.id, userId);
    if (before === role) return;
    if (before === null && (await this.members.isFull(tx, party.id)))
      throw new ConflictError('This party has as many members as one can have. Remove somebody first.');
    await this.parties.setMember(tx, party.id, userId, role);
    const detail = { user: userId, role, before };
    await this.history.append(tx, party.id, 'MEMBER_SET', { by, at: this.clock.now(), detail });
    if (before === 'OWNER' && role !== 'OWNER') await this.revokeOf(tx, party.id, userId, by);
    await this.tell(tx, party, { userId, role, by });
  }

  /** Who is no owner any more has no way back by an invitation that only an owner could make. */
  private async revokeOf(tx: Tx, partyId: string, createdBy: string, by: string): Promise<void> {
    const at = this.clock.now();
    const decided = { decidedBy: by, decidedAt: at };
    for (const { id, role, handle } of await this.invitations.revokeOf(tx, { partyId, createdBy }, decided))
      await this.history.append(tx, partyId, 'INVITATION_REVOKED', {
        ...{ by, at, detail: { invitation: id, role, handle } },
      });
  }

  private async lock(tx: Tx, partyId: string): Promise<PartyRecord> {
    await this.parties.lock(tx, partyId);
    return await requireLive(this.parties, partyId, tx);
  }

  private async tell(
    tx: Tx,
    { id, name }: PartyRecord,
    change: { userId: string; role: PartyRole | null; by: string },
  ): Promise<void> {
    const payload = { party: { id, name }, ...change };
    await this.outbox.append(tx, memberChanged, { key: id, payload });
  }
}
