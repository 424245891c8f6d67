import { parseIsrc, parseTerritorySet } from '@flipside/royalty';
import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import type { FieldError } from '../../platform/problem/domain-error.ts';
import {
  AlreadyExistsError,
  ForbiddenError,
  NotFoundError,
  UnprocessableError,
} from '../../platform/problem/errors.ts';
import {
  OwnCauseService,
  PartyRepository,
  RecordingRepository,
  requireLive,
  toPage,
} from '../catalogue/index.ts';
import type { Page, PageRequest } from '../catalogue/index.ts';
import { InvalidTransitionError } from './errors.ts';
import { mandateDecided, mandateProposed } from './events.ts';
import { MandateRepository } from './mandate.repository.ts';
import type { MandateDecision, MandateDraft, MandateRecord, Revocation } from './mandate.types.ts';
import { RecordingClearanceService } from './recording-clearance.service.ts';

type Actor = 'GRANTOR' | 'HOLDER' | 'OPERATOR';

const MOST_NAMES = 20;

/** How a party lets another grant in its name, and ends it. */
@Injectable()
export class MandateService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MandateRepository) private readonly mandates: MandateRepository,
    @Inject(PartyRepository) private readonly parties: PartyRepository,
    @Inject(OwnCauseService) private readonly ownCauses: OwnCauseService,
    @Inject(RecordingRepository) private readonly recordings: RecordingRepository,
    @Inject(RecordingClearanceService) private readonly clearances: RecordingClearanceService,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async list(principal: Principal, partyId: string, page: PageRequest): Promise<Page<MandateRecord>> {
    principal.requireScope('consent:read');
    if (!principal.actsAsOperator) principal.requireParty(partyId, 'VIEWER');
    const rows = await this.mandates.list(partyId, { ...page, limit: page.limit + 1 });
    return toPage(rows, page.limit, ({ id }) => ({ key: 'mandate', id }));
  }

  /** Proposals of all parties, for an operator to decide where a grantor cannot be reached. */
  async proposed(principal: Principal, page: PageRequest): Promise<Page<MandateRecord>> {
    principal.requireOperator();
    const rows = await this.mandates.proposed(page.after?.id ?? null, page.limit + 1);
    return toPage(rows, page.limit, ({ id }) => ({ key: 'mandate', id }));
  }

  async versions(principal: Principal, id: string, page: PageRequest): Promise<Page<MandateRecord>> {
    principal.requireScope('consent:read');
    const mandate = await this.require(id);
    if (!principal.actsAsOperator) this.requireEither(principal, mandate, 'VIEWER');
    const before = page.after === null ? null : Number(page.after.key);
    const rows = await this.mandates.versions(id, before, page.limit + 1);
    return toPage(rows, page.limit, ({ version }) => ({ key: String(version), id }));
  }

  async partiesNamed(principal: Principal, start: string): Promise<{ id: string; name: string }[]> {
    principal.requireScope('catalogue:read');
    return await this.mandates.partiesNamed(start, MOST_NAMES);
  }

  /** Given by the grantor it holds at once. Named by the holder, it waits for the grantor or an operator. */
  async create(principal: Principal, partyId: string, draft: MandateDraft): Promise<MandateRecord> {
    principal.requireScope('consent:write');
    principal.requireParty(partyId, 'MANAGER');
    const now = this.clock.now();
    checkDraft(partyId, draft, now);
    return await this.database.transaction(async (tx) => {
      const [self, other] = [await this.party(tx, partyId), await this.party(tx, draft.counterparty)];
      const given = draft.as === 'GRANTOR';
      const [grantor, holder] = given ? [self, other] : [other, self];
      await this.mandates.lockGrantor(tx, grantor.id);
      const { side, territories, excludeTerritories, evidence } = draft;
      const about = { grantor, holder, side, subject: await this.subjectOf(tx, draft) };
      const open = await this.mandates.findOpen(tx, about, now);
      if (open !== null)
        throw new AlreadyExistsError('There is such a mandate, or a proposal of one.', {
          data: { mandate: open },
        });
      const dates = { validFrom: toInstant(draft.from), validTo: toInstant(draft.to), createdAt: now };
      const mandate: MandateRecord = {
        ...{ id: newId(), version: 1, ...about, territories, excludeTerritories, evidence, ...dates },
        ...{ state: given ? 'ACTIVE' : 'PROPOSED', proposedBy: draft.as, reason: null },
      };
      return await this.append(tx, principal, mandate, draft.as);
    });
  }

  /** The grantor's word, or an operator's who has seen the evidence. */
  async decide(principal: Principal, id: string, decision: MandateDecision): Promise<MandateRecord> {
    principal.requireScope('consent:write');
    const found = await this.require(id);
    const by = this.deciderOf(principal, found);
    if (by === 'OPERATOR' && decision.reason === null)
      throw new UnprocessableError('An operator says what the decision rests on.', [
        { pointer: '/reason', detail: 'is needed from an operator' },
      ]);
    return await this.next(principal, found, by, ({ state }) => {
      if (state !== 'PROPOSED')
        throw new InvalidTransitionError(
          `The mandate is ${state.toLowerCase()}; only a proposal is decided.`,
        );
      const next = decision.decision === 'CONFIRM' ? 'ACTIVE' : 'DECLINED';
      return { state: next, reason: decision.reason };
    });
  }

  /** Either side ends it, at once or on a day; a proposal is taken back by whoever made it. */
  async revoke(principal: Principal, id: string, { at, reason }: Revocation): Promise<MandateRecord> {
    principal.requireScope('consent:write');
    const found = await this.require(id);
    const by = this.requireEither(principal, found, 'MANAGER');
    const now = this.clock.now();
    const day = toInstant(at);
    if (day !== null && day <= now)
      throw new UnprocessableError('A mandate ends at once, or on a day to come.', [
        { pointer: '/at', detail: 'must be in the future; leave it out to end at once' },
      ]);
    return await this.next(principal, found, by, ({ state, proposedBy, validTo }) => {
      if (state === 'PROPOSED' && by !== proposedBy)
        throw new InvalidTransitionError('A proposal of the other side is confirmed or declined.');
      if (state !== 'PROPOSED' && state !== 'ACTIVE')
        throw new InvalidTransitionError(`The mandate is ${state.toLowerCase()} already.`);
      if (validTo !== null && validTo <= now)
        throw new InvalidTransitionError('The mandate has ended already.');
      if (day === null || state === 'PROPOSED') return { state: 'REVOKED', reason };
      return { validTo: validTo !== null && validTo < day ? validTo : day, reason };
    });
  }

  private async next(
    principal: Principal,
    found: MandateRecord,
    by: Actor,
    change: (current: MandateRecord) => Partial<MandateRecord>,
  ): Promise<MandateRecord> {
    return await this.database.transaction(async (tx) => {
      await this.mandates.lockGrantor(tx, found.grantor.id);
      const current = (await this.mandates.find(found.id, tx)) ?? found;
      if (by === 'OPERATOR') {
        const partyIds = [current.grantor.id, current.holder.id];
        await this.ownCauses.judge(tx, principal, { decision: 'MANDATE', ref: current.id, partyIds });
      }
      const createdAt = this.clock.now();
      const version = { ...current, ...change(current), version: current.version + 1, createdAt };
      return await this.append(tx, principal, version, by);
    });
  }

  private async append(
    tx: Tx,
    principal: Principal,
    mandate: MandateRecord,
    by: Actor,
  ): Promise<MandateRecord> {
    await this.mandates.append(tx, mandate, principal.userId);
    const { id, version, grantor, holder, side, subject, state, evidence, reason, validTo } = mandate;
    const ids = { mandateId: id, version, grantorId: grantor.id, holderId: holder.id };
    const about = { ...ids, side, title: subject.title };
    if (state === 'PROPOSED')
      await this.outbox.append(tx, mandateProposed, { key: id, payload: { ...about, evidence } });
    else {
      await this.clearances.refreshFirstOfMandate(tx, id);
      const ends = validTo?.toISOString() ?? null;
      const payload = { ...about, state, by, reason, validTo: ends };
      await this.outbox.append(tx, mandateDecided, { key: id, payload });
    }
    return mandate;
  }

  private deciderOf(principal: Principal, { grantor }: MandateRecord): Actor {
    if (principal.actsAsOperator && !principal.memberships.has(grantor.id)) return 'OPERATOR';
    principal.requireParty(grantor.id, 'MANAGER');
    return 'GRANTOR';
  }

  /** @returns for which of the two the principal acts; for both, as the grantor. */
  private requireEither(
    principal: Principal,
    { grantor, holder }: MandateRecord,
    least: 'VIEWER' | 'MANAGER',
  ): 'GRANTOR' | 'HOLDER' {
    if (principal.memberships.has(grantor.id)) {
      principal.requireParty(grantor.id, least);
      return 'GRANTOR';
    }
    if (!principal.memberships.has(holder.id)) throw new ForbiddenError('You act for neither side of it.');
    principal.requireParty(holder.id, least);
    return 'HOLDER';
  }

  private async require(id: string): Promise<MandateRecord> {
    const found = await this.mandates.find(id);
    if (found === null) throw new NotFoundError('Mandate', id);
    return found;
  }

  private async party(tx: Tx, id: string): Promise<{ id: string; name: string }> {
    const party = await requireLive(this.parties, id, tx);
    return { id: party.id, name: party.name };
  }

  private async subjectOf(tx: Tx, { side, subject }: MandateDraft): Promise<MandateRecord['subject']> {
    if (subject.kind === 'CATALOGUE') return { kind: 'CATALOGUE', id: null, title: null };
    const expected = side === 'MASTER' ? 'RECORDING' : 'WORK';
    if (subject.kind !== expected)
      throw new UnprocessableError('Master rights are in recordings, composition rights in works.', [
        { pointer: '/subject/kind', detail: `must be ${expected} or CATALOGUE on this side` },
      ]);
    if (subject.kind === 'WORK') {
      const work = await this.recordings.findWork(subject.id, tx);
      if (work === null) throw new NotFoundError('Work', subject.id);
      return { kind: 'WORK', id: work.id, title: work.title };
    }
    const isrc = parseIsrc(subject.isrc);
    const recording = isrc.ok ? await this.recordings.findByIsrc(isrc.value, tx) : null;
    if (recording === null) throw new NotFoundError('Recording', subject.isrc);
    return { kind: 'RECORDING', id: recording.id, title: recording.title };
  }
}

const toInstant = (text: string | null): Date | null => (text === null ? null : new Date(text));

/** Checks what a schema cannot. */
function checkDraft(partyId: string, draft: MandateDraft, now: Date): void {
  const { territories: include, excludeTerritories: exclude, from, to } = draft;
  const faults: FieldError[] = [];
  if (draft.counterparty === partyId)
    faults.push({ pointer: '/counterparty', detail: 'must be another party' });
  const set = parseTerritorySet({ include, exclude });
  if (!set.ok) faults.push({ pointer: '/territories', detail: set.message });
  if (from !== null && to !== null && Date.parse(to) <= Date.parse(from))
    faults.push({ pointer: '/to', detail: 'must be later than its beginning' });
  else if (to !== null && Date.parse(to) <= now.getTime())
    faults.push({ pointer: '/to', detail: 'must be in the future' });
  if (faults.length > 0) throw new UnprocessableError('Such a mandate cannot be given.', faults);
}
