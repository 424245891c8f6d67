import { requiresConsent } from '@flipside/royalty';
import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { ForbiddenError, NotFoundError, UnprocessableError } from '../../platform/problem/errors.ts';
import { OwnCauseService, PartyRepository, requireLive, toPage } from '../catalogue/index.ts';
import type { Page, PageRequest } from '../catalogue/index.ts';
import { CatalogueCorrection } from './catalogue-correction.ts';
import { checkDraft } from './correction-draft.ts';
import { CorrectionSubjectRepository } from './correction-subject.repository.ts';
import { CorrectionRepository } from './correction.repository.ts';
import type { KeptCorrection, Reading } from './correction.repository.ts';
import type {
  CorrectionDraft,
  CorrectionRecord,
  CorrectionState,
  CorrectionSubject,
} from './correction.types.ts';
import { CorrectionStateError } from './errors.ts';
import { correctionDecided, correctionRequested } from './events.ts';

export interface CorrectionSearch extends PageRequest {
  readonly box: 'asked' | 'to-decide';
  readonly party?: string | undefined;
  readonly state?: CorrectionState | undefined;
}

type Decision = { readonly state: 'ACCEPTED' | 'DECLINED'; readonly reason: string | null };

/** How a wrong credit is put right without touching what was frozen. */
@Injectable()
export class CorrectionService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CorrectionRepository) private readonly corrections: CorrectionRepository,
    @Inject(CorrectionSubjectRepository) private readonly subjects: CorrectionSubjectRepository,
    @Inject(CatalogueCorrection) private readonly catalogue: CatalogueCorrection,
    @Inject(OwnCauseService) private readonly ownCauses: OwnCauseService,
    @Inject(PartyRepository) private readonly parties: PartyRepository,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Anybody may ask in the name of a party: whoever is missing from the credits stands nowhere in them yet. */
  async request(
    principal: Principal,
    about: CorrectionSubject,
    draft: CorrectionDraft,
  ): Promise<CorrectionRecord> {
    principal.requireScope('catalogue:write');
    principal.requireParty(draft.partyId, 'MANAGER');
    await requireLive(this.parties, draft.partyId);
    const subject = await this.subjects.find(about);
    if (subject === null) throw subjectNotFound(about);
    const named = await this.withPartyName(draft);
    checkDraft(named, subject);
    const id = newId();
    return await this.database.transaction(async (tx) => {
      const requestedBy = principal.userId;
      await this.corrections.append(tx, { ...named, id, requestedBy, createdAt: this.clock.now() }, subject);
      const deciders = await this.corrections.deciders(tx, id);
      await this.outbox.append(tx, correctionRequested, {
        key: id,
        payload: { correctionId: id, title: subject.title, requestedBy, partyId: draft.partyId, deciders },
      });
      return await this.require(id, principal, tx);
    });
  }

  /** For whoever asked, whoever decides, and operators. */
  async get(principal: Principal, id: string): Promise<CorrectionRecord> {
    principal.requireScope('catalogue:read');
    const found = await this.require(id, principal);
    if (!found.mayDecide && !principal.memberships.has(found.party.id))
      throw new ForbiddenError('This correction is between others.');
    return found;
  }

  async list(principal: Principal, search: CorrectionSearch): Promise<Page<CorrectionRecord>> {
    principal.requireScope('catalogue:read');
    if (search.party !== undefined && !principal.actsAsOperator)
      principal.requireParty(search.party, 'VIEWER');
    const { box, party, state, after, limit } = search;
    const parties = party === undefined ? principal.partyIds : [party];
    const filter = { askedBy: box === 'asked' ? parties : null, state: state ?? null };
    // An operator who names a party looks at what that party is to decide.
    const reading: Reading =
      box === 'to-decide' && party !== undefined
        ? { managed: [party], operator: false }
        : readingOf(principal);
    const rows = await this.corrections.list(filter, reading, after?.id ?? null, limit + 1);
    return toPage(rows, limit, ({ id }) => ({ key: 'correction', id }));
  }

  async accept(principal: Principal, id: string, reason: string | null): Promise<CorrectionRecord> {
    return await this.decide(principal, id, { state: 'ACCEPTED', reason });
  }

  async decline(principal: Principal, id: string, reason: string): Promise<CorrectionRecord> {
    return await this.decide(principal, id, { state: 'DECLINED', reason });
  }

  /** Whoever asked takes the question back. */
  async withdraw(principal: Principal, id: string, reason: string | null): Promise<CorrectionRecord> {
    principal.requireScope('catalogue:write');
    return await this.settle(principal, id, async (tx, found) => {
      principal.requireParty(found.party.id, 'MANAGER');
      await this.end(tx, principal, id, { state: 'WITHDRAWN', reason });
    });
  }

  private async decide(principal: Principal, id: string, decision: Decision): Promise<CorrectionRecord> {
    principal.requireScope('catalogue:write');
    return await this.settle(principal, id, async (tx, found) => {
      if (!found.mayDecide)
        throw new ForbiddenError('Whoever holds what it is about decides, or an operator.');
      const at = this.clock.now();
      const asOperator = await this.decidesAsOperator(tx, principal, found, decision);
      if (asOperator) await this.judge(tx, principal, found);
      if (decision.state === 'ACCEPTED') {
        await this.catalogue.apply(tx, found);
        const { side, about, subject, credited, proposed } = found;
        const { isrc, iswc } = subject;
        const shown = {
          id,
          correctedAt: at.toISOString(),
          side,
          subject: about,
          isrc,
          iswc,
          credited,
          proposed,
        };
        await this.corrections.appendAmendment(tx, found, shown);
      }
      await this.end(tx, principal, id, decision);
      const { requestedBy, party } = found;
      await this.outbox.append(tx, correctionDecided, {
        key: id,
        payload: {
          correctionId: id,
          title: found.subject.title,
          requestedBy,
          partyId: party.id,
          ...decision,
        },
      });
    });
  }

  /**
   * Whoever has to opt in is not taken out of the credits by somebody else: that would be a way round their consent.
   *
   * @returns whether it takes an operator: who holds nothing of it decides, or does so for somebody who has to opt in.
   */
  private async decidesAsOperator(
    tx: Tx,
    principal: Principal,
    found: KeptCorrection,
    { state }: Decision,
  ): Promise<boolean> {
    const { managed } = readingOf(principal);
    const holder = await this.corrections.find(found.id, { managed, operator: false }, tx);
    if (holder?.mayDecide !== true) return true;
    if (state !== 'ACCEPTED') return false;
    const losing = await this.catalogue.losing(tx, found);
    const mute = losing.find(({ partyId, role }) => requiresConsent(role) && !managed.includes(partyId));
    if (mute === undefined) return false;
    const { name } = mute;
    if (principal.actsAsOperator) return true;
    throw new ForbiddenError(`Only ${name} or an operator can take ${name} out of these credits.`);
  }

  /** An operator who acts for whoever asked, holds it, or is credited, leaves it to another. */
  private async judge(tx: Tx, principal: Principal, found: KeptCorrection): Promise<void> {
    const losing = (await this.catalogue.losing(tx, found)).map(({ partyId }) => partyId);
    const deciders = await this.corrections.deciders(tx, found.id);
    const partyIds = [...new Set([found.party.id, ...deciders, ...losing])];
    await this.ownCauses.judge(tx, principal, { decision: 'CREDITS', ref: found.id, partyIds });
  }

  private async settle(
    principal: Principal,
    id: string,
    work: (tx: Tx, found: KeptCorrection) => Promise<void>,
  ): Promise<CorrectionRecord> {
    return await this.database.transaction(async (tx) => {
      await this.corrections.lock(tx, id);
      const found = await this.require(id, principal, tx);
      if (!found.mayDecide && !principal.memberships.has(found.party.id))
        throw new ForbiddenError('This correction is between others.');
      if (found.state !== 'REQUESTED')
        throw new CorrectionStateError(`The correction was ${found.state.toLowerCase()} already.`);
      await work(tx, found);
      return await this.require(id, principal, tx);
    });
  }

  private async end(
    tx: Tx,
    principal: Principal,
    id: string,
    { state, reason }: { state: CorrectionState; reason: string | null },
  ): Promise<void> {
    const at = this.clock.now();
    await this.corrections.appendEvent(tx, id, { version: 2, state, reason, actorId: principal.userId, at });
  }

  private async require(id: string, principal: Principal, tx?: Tx): Promise<KeptCorrection> {
    const found = await this.corrections.find(id, readingOf(principal), tx);
    if (found === null) throw new NotFoundError('Correction', id);
    return found;
  }

  /** A party that is named carries its own name into the credits. */
  private async withPartyName(draft: CorrectionDraft): Promise<CorrectionDraft> {
    const { proposed } = draft;
    if (proposed === null || proposed.partyId === null) return draft;
    const party = await this.parties.find(proposed.partyId);
    if (party !== null) return { ...draft, proposed: { ...proposed, name: party.name } };
    const detail = `there is no party ${proposed.partyId}`;
    throw new UnprocessableError('The party is not known here.', [{ pointer: '/proposed/partyId', detail }]);
  }
}

function readingOf(principal: Principal): Reading {
  const managed = [...principal.memberships].flatMap(([id, role]) => (role === 'VIEWER' ? [] : [id]));
  return { managed, operator: principal.actsAsOperator };
}

function subjectNotFound(about: CorrectionSubject): Error {
  if (about.kind === 'RECORDING') return new NotFoundError('Recording', about.isrc);
  if (about.kind === 'WORK') return new NotFoundError('Work', about.id);
  if (about.sourceId === null) return new NotFoundError('Recipe', about.hash);
  return new NotFoundError(`Source ${about.sourceId} of recipe`, about.hash);
}
