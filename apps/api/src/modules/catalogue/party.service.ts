import { Inject, Injectable } from '@nestjs/common';
import type { PartyRole, Principal } from '../../platform/auth/principal.ts';
import { Database } from '../../platform/database/database.ts';
import { AlreadyExistsError, ConflictError, NotFoundError } from '../../platform/problem/errors.ts';
import type { PartyRecord, PartyWithRole } from './catalogue.types.ts';
import { readParty } from './entry-draft.ts';
import type { PartyDraft } from './entry-draft.ts';
import { PartyRepository } from './party.repository.ts';

/** Who holds rights, and who acts for them. */
@Injectable()
export class PartyService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PartyRepository) private readonly parties: PartyRepository,
  ) {}

  /** Whoever makes a party owns it; an operator makes parties for others. */
  async create(principal: Principal, draft: PartyDraft): Promise<PartyWithRole> {
    principal.requireScope('catalogue:write');
    const party = readParty(draft);
    return await this.database.transaction(async (tx) => {
      await this.parties.lockIdentifiers(tx);
      const same = await this.parties.findByIdentifiers(tx, party);
      if (same !== null)
        throw new AlreadyExistsError(`"${same.name}" carries one of these identifiers.`, {
          data: { party: same.id },
        });
      const made = await this.parties.create(tx, party);
      if (principal.actsAsOperator) return { ...made, role: null };
      await this.parties.setMember(tx, made.id, principal.userId, 'OWNER');
      return { ...made, role: 'OWNER' as const };
    });
  }

  /** The user's own parties; all of them for an operator. */
  async list(principal: Principal): Promise<PartyWithRole[]> {
    principal.requireScope('catalogue:read');
    return await this.parties.list(principal.actsAsOperator ? null : principal.userId, principal.userId);
  }

  async get(principal: Principal, id: string): Promise<PartyWithRole> {
    principal.requireScope('catalogue:read');
    if (!principal.actsAsOperator) principal.requireParty(id, 'VIEWER');
    const party = await this.require(id);
    return { ...party, role: principal.memberships.get(id) ?? null };
  }

  /** An owner decides who acts for the party; an operator does so for a party that nobody owns yet. */
  async setMember(
    principal: Principal,
    id: string,
    member: { handle: string; role: PartyRole },
  ): Promise<void> {
    principal.requireScope('catalogue:write');
    if (!principal.actsAsOperator) principal.requireParty(id, 'OWNER');
    await this.require(id);
    await this.database.transaction(async (tx) => {
      await this.parties.lock(tx, id);
      const owners = await this.parties.owners(tx, id);
      if (owners.length > 0) principal.requireParty(id, 'OWNER');
      const userId = await this.parties.userIdByHandle(tx, member.handle);
      if (userId === null) throw new NotFoundError('User', member.handle);
      if (member.role !== 'OWNER' && owners.length === 1 && owners[0] === userId)
        throw new ConflictError('A party keeps at least one owner.');
      await this.parties.setMember(tx, id, userId, member.role);
    });
  }

  private async require(id: string): Promise<PartyRecord> {
    const party = await this.parties.find(id);
    if (party === null) throw new NotFoundError('Party', id);
    return party;
  }
}
