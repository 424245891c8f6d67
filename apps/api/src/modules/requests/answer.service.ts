import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { NotFoundError, UnprocessableError } from '../../platform/problem/errors.ts';
import { RecipeGrantService, checkTerms } from '../consent/index.ts';
import type { AskedConsent, GrantTermsDraft } from '../consent/index.ts';
import { answeringParty, requireNext, requireOpen } from './access.ts';
import { lineKey } from './asked-lines.ts';
import { TermsNotMetError } from './errors.ts';
import { requestAnswered } from './events.ts';
import type { LineAction } from './line-transitions.ts';
import { RequestAssessor } from './request-assessor.service.ts';
import { RequestRepository } from './request.repository.ts';
import type { LineRow, LineState, Offer, RequestRow } from './request.types.ts';
import { SettleService } from './settle.service.ts';

export interface Approval {
  /** This very draft, or any flip within the terms. */
  readonly as: 'THIS_FLIP' | 'OPT_IN';
  readonly terms: GrantTermsDraft;
}

type Answered = 'GRANTED' | 'DECLINED' | 'COUNTERED' | 'ACCEPTED';

interface Answering {
  readonly tx: Tx;
  readonly request: RequestRow;
  readonly line: LineRow;
  readonly next: LineState;
}

/** What those who are asked say, one line at a time; and the producer's yes to an offer. */
@Injectable()
export class AnswerService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(RequestRepository) private readonly requests: RequestRepository,
    @Inject(RequestAssessor) private readonly assessor: RequestAssessor,
    @Inject(SettleService) private readonly settling: SettleService,
    @Inject(RecipeGrantService) private readonly grants: RecipeGrantService,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Makes the grant. Terms that the draft goes beyond are no approval: they are an offer. */
  async approve(principal: Principal, requestId: string, lineId: string, approval: Approval): Promise<void> {
    principal.requireScope('consent:write');
    requireYes(approval.terms, this.clock.now());
    await this.answer(requestId, lineId, 'approve', async (answering) => {
      const { tx, request, line, next } = answering;
      const partyId = await this.sayOf(principal, answering);
      const consent = consentOf(line, { partyId, terms: approval.terms, by: principal.userId });
      const grantId =
        approval.as === 'OPT_IN'
          ? await this.grants.optIn(tx, consent)
          : await this.grants.approve(tx, consent, request.recipeHash);
      const change = { state: next, grantId, offer: null, decidedAt: this.clock.now() };
      await this.requests.changeLine(tx, lineId, change);
      const payload = { as: approval.as, grantId, terms: approval.terms };
      const event = {
        kind: 'APPROVED',
        lineId,
        partyId: line.partyId,
        actorId: principal.userId,
        payload,
      } as const;
      await this.requests.append(tx, request, event, this.clock.now());
      await this.agree(answering, 'GRANTED');
    });
  }

  /** One no is enough: the draft cannot be cleared, so nobody else is kept waiting. */
  async decline(principal: Principal, requestId: string, lineId: string, reason: string): Promise<void> {
    principal.requireScope('consent:write');
    await this.answer(requestId, lineId, 'decline', async (answering) => {
      const { tx, request, line, next } = answering;
      await this.sayOf(principal, answering);
      await this.requests.changeLine(tx, lineId, { state: next, decidedAt: this.clock.now() });
      const about = { lineId, partyId: line.partyId, actorId: principal.userId };
      await this.requests.append(
        tx,
        request,
        { kind: 'DECLINED', ...about, payload: { reason } },
        this.clock.now(),
      );
      await this.tell(answering, 'DECLINED');
      await this.settling.decide(tx, request, 'DECLINED', principal.userId);
    });
  }

  /** Terms that the party would agree to; the latest offer holds. */
  async counter(
    principal: Principal,
    requestId: string,
    lineId: string,
    { terms, note }: Pick<Offer, 'terms' | 'note'>,
  ): Promise<void> {
    principal.requireScope('consent:write');
    requireYes(terms, this.clock.now());
    await this.answer(requestId, lineId, 'counter', async (answering) => {
      const { tx, request, line, next } = answering;
      const partyId = await this.sayOf(principal, answering);
      const offer = { terms, note, partyId, by: principal.userId };
      await this.requests.changeLine(tx, lineId, { state: next, offer });
      const about = { lineId, partyId: line.partyId, actorId: principal.userId };
      const event = { kind: 'COUNTERED', ...about, payload: { terms, note } } as const;
      await this.requests.append(tx, request, event, this.clock.now());
      await this.tell(answering, 'COUNTERED');
    });
  }

  /** The producer takes an offer: the party's grant on its terms, for this draft. */
  async accept(principal: Principal, requestId: string, lineId: string): Promise<void> {
    principal.requireScope('consent:write');
    const found = await this.requests.find(requestId);
    if (found === null) throw new NotFoundError('Clearance request', requestId);
    principal.requireUser(found.producerId);
    await this.answer(requestId, lineId, 'accept', async (answering) => {
      const { tx, request, line, next } = answering;
      if (line.offer === null) throw new Error(`line ${lineId} is countered without an offer`);
      const grantId = await this.grants.approve(tx, consentOf(line, line.offer), request.recipeHash);
      await this.requests.changeLine(tx, lineId, { state: next, grantId, decidedAt: this.clock.now() });
      const about = { lineId, partyId: line.partyId, actorId: principal.userId };
      const event = { kind: 'ACCEPTED', ...about, payload: { grantId } } as const;
      await this.requests.append(tx, request, event, this.clock.now());
      await this.agree(answering, 'ACCEPTED');
    });
  }

  private async answer(
    requestId: string,
    lineId: string,
    action: LineAction,
    work: (answering: Answering) => Promise<void>,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const request = requireOpen(await this.requests.lock(tx, requestId));
      const lines = await this.requests.lines(requestId, tx);
      const line = lines.find(({ id, version }) => id === lineId && version === request.version);
      if (line === undefined) throw new NotFoundError('Line of this clearance request', lineId);
      await work({ tx, request, line, next: requireNext(request, line, action) });
    });
  }

  /** Through which party the principal answers. Who may was noted when it was asked: a mandate may have ended since. */
  private async sayOf(principal: Principal, { tx, line }: Answering): Promise<string> {
    const partyId = answeringParty(principal, line);
    const { side, recordingId, workId } = line;
    await this.grants.requireSay(tx, { partyId, side, recordingId, workId });
    return partyId;
  }

  /** @throws {TermsNotMetError} when the party, with all it says elsewhere too, still stands in the way. */
  private async agree(answering: Answering, answer: Answered): Promise<void> {
    const { tx, request, line } = answering;
    const subject = this.assessor.read(await this.requests.document(request, tx));
    const assessed = await this.assessor.assess(tx, subject, request.producerId, request.territory);
    const blocking = assessed.lines.find((one) => lineKey(one) === lineKey(line));
    if (blocking !== undefined)
      throw new TermsNotMetError('The draft goes beyond these terms: it', blocking.reasons);
    await this.tell(answering, answer);
    await this.settling.settle(tx, request, assessed);
  }

  private async tell({ tx, request, line }: Answering, answer: Answered): Promise<void> {
    const { id, version } = request;
    const payload = { requestId: id, version, lineId: line.id, answer };
    await this.outbox.append(tx, requestAnswered, { key: id, payload });
  }
}

const consentOf = (
  { side, recordingId, workId }: LineRow,
  { partyId, terms, by }: Pick<Offer, 'partyId' | 'terms' | 'by'>,
): AskedConsent => ({ partyId, side, recordingId, workId, terms, createdBy: by });

/** An answer that says yes may neither block nor ask to hear the flip again. */
function requireYes(terms: GrantTermsDraft, now: Date): void {
  checkTerms(terms, now);
  const faults = [
    ...(terms.policy === 'BLOCK' ? [{ pointer: '/terms/policy', detail: 'blocks every flip' }] : []),
    ...(terms.scope.preApproved
      ? []
      : [{ pointer: '/terms/scope/preApproved', detail: 'asks to hear it again' }]),
  ];
  if (faults.length > 0) throw new UnprocessableError('These terms do not say yes to this flip.', faults);
}
