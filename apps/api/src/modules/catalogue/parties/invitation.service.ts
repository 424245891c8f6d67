import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { PartyRole, Principal } from '../../../platform/auth/principal.ts';
import { Clock } from '../../../platform/clock/clock.ts';
import { Database } from '../../../platform/database/database.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { Outbox } from '../../../platform/outbox/outbox.ts';
import {
  AlreadyExistsError,
  ConflictError,
  GoneError,
  NotFoundError,
  UnprocessableError,
} from '../../../platform/problem/errors.ts';
import { NotPossibleNowError } from '../errors.ts';
import { invitationAnswered, partyInvited } from '../events.ts';
import { toPage } from '../page.ts';
import type { Page, PageRequest } from '../page.ts';
import { PartyRepository } from '../party.repository.ts';
import { InvitationRepository, MOST_PENDING } from './invitation.repository.ts';
import type { Invitation } from './invitation.repository.ts';
import { PartyHistoryRepository } from './party-history.repository.ts';
import { PartyMemberRepository } from './party-member.repository.ts';
import { PartyMemberService } from './party-member.service.ts';
import { requireLive, requireSteward } from './stewardship.ts';

const DAY_MS = 86_400_000;
const RANK: Record<PartyRole, number> = { VIEWER: 0, MANAGER: 1, OWNER: 2 };
const USED = 'This invitation was answered or taken back before.';

export interface InvitationDraft {
  readonly role: PartyRole;
  /** `null` makes a link. */
  readonly handle: string | null;
  readonly expiresInDays: number;
}

/** What is kept of a link's token. It has 256 random bits, so a plain hash cannot be searched backwards. */
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Asks people to act for a party, by handle or by a link that works once. */
@Injectable()
export class InvitationService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PartyRepository) private readonly parties: PartyRepository,
    @Inject(PartyMemberRepository) private readonly members: PartyMemberRepository,
    @Inject(PartyMemberService) private readonly membership: PartyMemberService,
    @Inject(InvitationRepository) private readonly invitations: InvitationRepository,
    @Inject(PartyHistoryRepository) private readonly history: PartyHistoryRepository,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async list(principal: Principal, partyId: string, page: PageRequest): Promise<Page<Invitation>> {
    principal.requireScope('catalogue:read');
    if (!principal.actsAsOperator) principal.requireParty(partyId, 'OWNER');
    const rows = await this.invitations.list(partyId, page.after?.id ?? null, page.limit + 1);
    return toPage(rows, page.limit, ({ id }) => ({ key: 'id', id }));
  }

  /** What the user was asked and has not answered, the newest 100. */
  async mine(principal: Principal): Promise<readonly Invitation[]> {
    principal.requireScope('catalogue:read');
    return await this.invitations.pendingFor(principal.userId, this.clock.now(), MOST_PENDING);
  }

  /** The one time that a link's token is seen. */
  async create(
    principal: Principal,
    partyId: string,
    { role, handle, expiresInDays }: InvitationDraft,
  ): Promise<Invitation & { token: string | null }> {
    principal.requireScope('catalogue:write');
    if (!principal.actsAsOperator) principal.requireParty(partyId, 'OWNER');
    const createdAt = this.clock.now();
    return await this.database.transaction(async (tx) => {
      await this.parties.lock(tx, partyId);
      await requireLive(this.parties, partyId, tx);
      requireSteward(principal, partyId, await this.parties.owners(tx, partyId));
      if ((await this.invitations.countPending(tx, partyId, createdAt)) >= MOST_PENDING)
        throw new ConflictError(`There are ${MOST_PENDING} open invitations. Take one back first.`);
      const userId = handle === null ? null : await this.inviteeOf(tx, partyId, handle);
      const token = userId === null ? `join_${randomBytes(32).toString('base64url')}` : null;
      const made = await this.invitations.append(tx, {
        partyId,
        role,
        userId,
        tokenHash: token === null ? null : hashOf(token),
        createdBy: principal.userId,
        createdAt,
        expiresAt: new Date(createdAt.getTime() + expiresInDays * DAY_MS),
      });
      await this.note(tx, made, 'INVITED', principal.userId);
      if (userId !== null) {
        const payload = {
          invitationId: made.id,
          party: made.party,
          role,
          userId,
          invitedBy: principal.userId,
        };
        await this.outbox.append(tx, partyInvited, { key: partyId, payload });
      }
      return { ...made, token };
    });
  }

  async revoke(principal: Principal, partyId: string, id: string): Promise<void> {
    principal.requireScope('catalogue:write');
    if (!principal.actsAsOperator) principal.requireParty(partyId, 'OWNER');
    await this.database.transaction(async (tx) => {
      requireSteward(principal, partyId, await this.parties.owners(tx, partyId));
      const found = await this.invitations.find(id, tx);
      if (found?.party.id !== partyId) throw new NotFoundError('Invitation', id);
      await this.settle(tx, found, 'REVOKED', principal.userId);
    });
  }

  /** What an invitation offers, for whom it is for. */
  async look(principal: Principal, id: string, token: string | null): Promise<Invitation> {
    principal.requireScope('catalogue:read');
    return this.addressed(principal, await this.invitations.find(id), id, token);
  }

  /** Never makes less of somebody who is a member already. */
  async accept(principal: Principal, id: string, token: string | null): Promise<Invitation> {
    principal.requireScope('catalogue:write');
    return await this.answer(principal, id, token, async (tx, found) => {
      const { userId } = principal;
      const party = await requireLive(this.parties, found.party.id, tx);
      const held = await this.members.roleOf(tx, party.id, userId);
      const role = held !== null && RANK[held] > RANK[found.role] ? held : found.role;
      await this.membership.enter(tx, party, { userId, role, by: userId });
      return 'ACCEPTED';
    });
  }

  async decline(principal: Principal, id: string, token: string | null): Promise<Invitation> {
    principal.requireScope('catalogue:write');
    return await this.answer(principal, id, token, () => Promise.resolve('DECLINED'));
  }

  private async answer(
    principal: Principal,
    id: string,
    token: string | null,
    act: (tx: Tx, found: Invitation) => Promise<'ACCEPTED' | 'DECLINED'>,
  ): Promise<Invitation> {
    const { userId } = principal;
    return await this.database.transaction(async (tx) => {
      const found = this.addressed(principal, await this.invitations.find(id, tx), id, token);
      await this.parties.lock(tx, found.party.id);
      if (found.state !== 'PENDING') throw new NotPossibleNowError(USED);
      if (found.expiresAt <= this.clock.now()) throw new GoneError('This invitation has run out.');
      const state = await act(tx, found);
      await this.settle(tx, found, state, userId);
      const { party, role } = found;
      const payload = { invitationId: id, party, role, userId, invitedBy: found.invitedBy.id, answer: state };
      await this.outbox.append(tx, invitationAnswered, { key: party.id, payload });
      return { ...found, state };
    });
  }

  private async settle(
    tx: Tx,
    found: Invitation,
    state: 'ACCEPTED' | 'DECLINED' | 'REVOKED',
    by: string,
  ): Promise<void> {
    const decided = { decidedBy: by, decidedAt: this.clock.now() };
    if (!(await this.invitations.settle(tx, found.id, state, decided))) throw new NotPossibleNowError(USED);
    await this.note(tx, found, `INVITATION_${state}`, by);
  }

  /** Whoever an invitation is not for cannot tell it from one that never was. */
  private addressed(
    principal: Principal,
    found: Invitation | null,
    id: string,
    token: string | null,
  ): Invitation {
    if (found === null) throw new NotFoundError('Invitation', id);
    const isTheirs = found.userId !== null && found.userId === principal.userId;
    const hasLink =
      found.tokenHash !== null &&
      token !== null &&
      timingSafeEqual(Buffer.from(found.tokenHash, 'hex'), Buffer.from(hashOf(token), 'hex'));
    if (!isTheirs && !hasLink) throw new NotFoundError('Invitation', id);
    return found;
  }

  private async inviteeOf(tx: Tx, partyId: string, handle: string): Promise<string> {
    const userId = await this.parties.userIdByHandle(tx, handle);
    const at = (detail: string) => [{ pointer: '/handle', detail }];
    if (userId === null)
      throw new UnprocessableError('Nobody has this handle.', at(`there is no user ${handle}`));
    if ((await this.members.roleOf(tx, partyId, userId)) !== null)
      throw new AlreadyExistsError(`${handle} acts for this party already.`, { errors: at('is a member') });
    if (await this.invitations.isInvited(tx, partyId, userId, this.clock.now()))
      throw new AlreadyExistsError(`${handle} is invited already.`, { errors: at('has an open invitation') });
    return userId;
  }

  private async note(
    tx: Tx,
    { id, party, role, handle }: Invitation,
    kind: 'INVITED' | 'INVITATION_ACCEPTED' | 'INVITATION_DECLINED' | 'INVITATION_REVOKED',
    by: string,
  ): Promise<void> {
    const detail = { invitation: id, role, handle };
    await this.history.append(tx, party.id, kind, { by, at: this.clock.now(), detail });
  }
}
