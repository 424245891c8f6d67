import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { AlreadyExistsError, NotFoundError } from '../../platform/problem/errors.ts';
import type { PartyRecord, PartyWithRole } from './catalogue.types.ts';
import { readParty, readPartyChange } from './entry-draft.ts';
import type { PartyChange, PartyDraft } from './entry-draft.ts';
import { OwnCauseService } from './own-cause/own-cause.service.ts';
import { toPage } from './page.ts';
import type { Page, PageRequest } from './page.ts';
import { PartyHistoryRepository } from './parties/party-history.repository.ts';
import type { PartyEvent } from './parties/party-history.repository.ts';
import { requireLive, requireSteward } from './parties/stewardship.ts';
import { PartyRepository } from './party.repository.ts';
import { compactIdentifier, partyWords } from './party-words.ts';

const IDENTIFIERS = ['ipiNameNumber', 'isni', 'dpid'] as const;
/** What an operator looked at when it verified the party. */
const VERIFIED_FIELDS = ['name', 'kind', ...IDENTIFIERS] as const;

/** Who holds rights. */
@Injectable()
export class PartyService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PartyRepository) private readonly parties: PartyRepository,
    @Inject(OwnCauseService) private readonly ownCauses: OwnCauseService,
    @Inject(PartyHistoryRepository) private readonly history: PartyHistoryRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Whoever makes a party owns it; an operator makes parties for others. */
  async create(principal: Principal, draft: PartyDraft): Promise<PartyWithRole> {
    principal.requireScope('catalogue:write');
    const party = readParty(draft);
    return await this.database.transaction(async (tx) => {
      await this.requireFree(tx, party, null);
      const made = await this.parties.create(tx, party);
      await this.note(tx, made.id, 'MADE', principal, { ...party });
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

  /** Any signed-in user may look a party up: shares are handed to it, and claims are made against it. */
  async search(principal: Principal, text: string, page: PageRequest): Promise<Page<PartyRecord>> {
    principal.requireScope('catalogue:read');
    const identifier = compactIdentifier(text);
    const rows = await this.parties.search(partyWords(text), identifier, { ...page, limit: page.limit + 1 });
    return toPage(rows, page.limit, ({ id }) => ({ key: 'id', id }));
  }

  async get(principal: Principal, id: string): Promise<PartyWithRole> {
    principal.requireScope('catalogue:read');
    if (!principal.actsAsOperator) principal.requireParty(id, 'VIEWER');
    const party = await this.parties.find(id);
    if (party === null) throw new NotFoundError('Party', id);
    return { ...party, role: principal.memberships.get(id) ?? null };
  }

  /** Another name or identifier is another claim to be somebody: it ends what an operator verified. */
  async edit(principal: Principal, id: string, draft: PartyChange): Promise<PartyWithRole> {
    principal.requireScope('catalogue:write');
    if (!principal.actsAsOperator) principal.requireParty(id, 'OWNER');
    const change = readPartyChange(draft);
    const role = principal.memberships.get(id) ?? null;
    return await this.database.transaction(async (tx) => {
      const party = await this.lock(tx, id);
      requireSteward(principal, id, await this.parties.owners(tx, id));
      const changed = differences(party, change);
      if (Object.keys(changed).length === 0) return { ...party, role };
      await this.requireFree(tx, { ...party, ...changed }, id);
      const made = await this.parties.update(tx, id, changed);
      const before = Object.fromEntries(Object.keys(changed).map((key) => [key, party[key as 'name']]));
      await this.note(tx, id, 'EDITED', principal, { before, after: changed });
      const isOther = VERIFIED_FIELDS.some((field) => field in changed);
      if (party.verifiedAt === null || !isOther) return { ...made, role };
      await this.note(tx, id, 'VERIFICATION_ENDED', principal, { reason: 'name or identifiers changed' });
      return { ...(await this.parties.update(tx, id, { verifiedAt: null })), role };
    });
  }

  /** An operator has made sure who the party is, or takes that back. */
  async verify(
    principal: Principal,
    id: string,
    { verified, reason }: { verified: boolean; reason: string },
  ): Promise<PartyWithRole> {
    principal.requireOperator();
    return await this.database.transaction(async (tx) => {
      const party = await this.lock(tx, id);
      const role = principal.memberships.get(id) ?? null;
      if ((party.verifiedAt !== null) === verified) return { ...party, role };
      await this.ownCauses.judge(tx, principal, { decision: 'VERIFICATION', ref: id, partyIds: [id] });
      await this.note(tx, id, verified ? 'VERIFIED' : 'VERIFICATION_ENDED', principal, { reason });
      const verifiedAt = verified ? this.clock.now() : null;
      return { ...(await this.parties.update(tx, id, { verifiedAt })), role };
    });
  }

  async events(principal: Principal, id: string, page: PageRequest): Promise<Page<PartyEvent>> {
    principal.requireScope('catalogue:read');
    if (!principal.actsAsOperator) principal.requireParty(id, 'VIEWER');
    const rows = await this.history.list(id, page.after?.id ?? null, page.limit + 1);
    return toPage(rows, page.limit, (event) => ({ key: 'id', id: event.id }));
  }

  private async lock(tx: Tx, id: string): Promise<PartyRecord> {
    await this.parties.lock(tx, id);
    return await requireLive(this.parties, id, tx);
  }

  private async requireFree(
    tx: Tx,
    party: Parameters<PartyRepository['findByIdentifiers']>[1],
    except: string | null,
  ): Promise<void> {
    await this.parties.lockIdentifiers(tx);
    const same = await this.parties.findByIdentifiers(tx, party, except);
    if (same === null) return;
    const errors = IDENTIFIERS.filter((field) => party[field] !== null && same[field] === party[field]);
    throw new AlreadyExistsError(`"${same.name}" carries one of these identifiers.`, {
      data: { party: same.id },
      errors: errors.map((field) => ({ pointer: `/${field}`, detail: `belongs to "${same.name}"` })),
    });
  }

  private async note(
    tx: Tx,
    partyId: string,
    kind: 'MADE' | 'EDITED' | 'VERIFIED' | 'VERIFICATION_ENDED',
    principal: Principal,
    detail: Record<string, unknown>,
  ): Promise<void> {
    await this.history.append(tx, partyId, kind, { by: principal.userId, at: this.clock.now(), detail });
  }
}

function differences(party: PartyRecord, change: PartyChange): Partial<Omit<PartyRecord, 'id'>> {
  const fields = Object.entries(change).filter(
    ([key, value]) => value !== undefined && value !== party[key as keyof PartyChange],
  );
  return Object.fromEntries(fields);
}
