import { Inject, Injectable } from '@nestjs/common';
import { splitsAt } from '@flipside/royalty';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import {
  ConflictError,
  ForbiddenError,
  NotFoundError,
  UnprocessableError,
} from '../../platform/problem/errors.ts';
import { OwnCauseService } from '../catalogue/index.ts';
import { DisputeCourse, ownCauseOf } from './dispute-course.ts';
import type { Step } from './dispute-course.ts';
import { DisputeDetectionService } from './dispute-detection.service.ts';
import { isOverclaimed } from './dispute-parts.ts';
import { DisputeRepository } from './dispute.repository.ts';
import type { DisputeRecord, Statement } from './dispute.types.ts';
import { DisputedShareRepository } from './disputed-share.repository.ts';

/** What parties and the operator put on record, short of other shares. */
@Injectable()
export class DisputeAnswerService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(DisputeRepository) private readonly disputes: DisputeRepository,
    @Inject(DisputedShareRepository) private readonly shares: DisputedShareRepository,
    @Inject(DisputeDetectionService) private readonly detection: DisputeDetectionService,
    @Inject(OwnCauseService) private readonly ownCauses: OwnCauseService,
    @Inject(DisputeCourse) private readonly course: DisputeCourse,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** A party says how it is. Whoever opened the dispute adds to it without answering it. */
  async respond(principal: Principal, id: string, partyId: string, statement: Statement): Promise<void> {
    principal.requireScope('consent:write');
    principal.requireParty(partyId, 'MANAGER');
    await this.within(id, partyId, async (tx, dispute) => {
      const act = dispute.openedByPartyId === partyId ? 'ADD' : 'ANSWER';
      await this.course.step(tx, dispute, {
        ...statement,
        ...{ act, kind: 'RESPONDED', userId: principal.userId, partyId },
      });
    });
  }

  /** More words or addresses of evidence, of a party or of an operator. */
  async add(principal: Principal, id: string, partyId: string | null, statement: Statement): Promise<void> {
    principal.requireScope('consent:write');
    if (partyId === null) principal.requireOperator();
    else principal.requireParty(partyId, 'MANAGER');
    await this.within(id, partyId, async (tx, dispute) => {
      const step: Step = { ...statement, act: 'ADD', kind: 'ADDED', userId: principal.userId, partyId };
      await this.course.step(tx, dispute, step);
    });
  }

  /** A party asks the operator to decide. */
  async escalate(principal: Principal, id: string, partyId: string, statement: Statement): Promise<void> {
    principal.requireScope('consent:write');
    principal.requireParty(partyId, 'MANAGER');
    await this.within(id, partyId, async (tx, dispute) => {
      if (statement.evidence.length === 0) await this.requireShown(tx, dispute, partyId);
      const step: Step = {
        ...statement,
        act: 'ESCALATE',
        kind: 'ESCALATED',
        userId: principal.userId,
        partyId,
      };
      await this.course.step(tx, dispute, step);
    });
  }

  /** Whoever opened the dispute takes it back. */
  async withdraw(principal: Principal, id: string, partyId: string, statement: Statement): Promise<void> {
    principal.requireScope('consent:write');
    principal.requireParty(partyId, 'MANAGER');
    await this.within(id, partyId, async (tx, dispute) => {
      if (dispute.openedByPartyId !== partyId)
        throw new ForbiddenError('Only the party that opened a dispute can take it back.');
      await this.dismiss(tx, dispute, {
        ...statement,
        ...{ act: 'RELEASE', kind: 'WITHDRAWN', userId: principal.userId, partyId },
      });
    });
  }

  /** The operator dismisses the dispute: the shares stand. */
  async release(principal: Principal, id: string, statement: Statement): Promise<void> {
    principal.requireOperator();
    await this.within(id, null, async (tx, dispute) => {
      const partyIds = await this.disputes.parties(tx, id);
      const own = await this.ownCauses.judge(tx, principal, { decision: 'DISPUTE', ref: id, partyIds });
      const step: Step = {
        ...statement,
        act: 'RELEASE',
        kind: 'RELEASED',
        userId: principal.userId,
        partyId: null,
        details: ownCauseOf(own),
      };
      await this.dismiss(tx, dispute, step);
    });
  }

  /** Whoever opened it asks an operator with something to look at: else its deadline ends it. */
  private async requireShown(tx: Tx, dispute: DisputeRecord, partyId: string): Promise<void> {
    if (dispute.openedByPartyId !== partyId || (await this.disputes.hasShown(tx, dispute.id, partyId)))
      return;
    const errors = [{ pointer: '/evidence', detail: 'is needed from whoever opened the dispute' }];
    throw new UnprocessableError('There is nothing yet that an operator could look at.', errors);
  }

  /** Shares that come to more than a whole cannot stand. */
  private async dismiss(tx: Tx, dispute: DisputeRecord, step: Step): Promise<void> {
    const shares = await this.shares.find(tx, dispute.subject);
    if (isOverclaimed(this.detection.partsNow(dispute, shares)))
      throw new ConflictError('The shares come to more than a whole. Settle them.');
    await this.course.step(tx, dispute, { ...step, splits: splitsAt(shares, this.clock.now()) });
  }

  private async within(
    id: string,
    partyId: string | null,
    work: (tx: Tx, dispute: DisputeRecord) => Promise<void>,
  ): Promise<void> {
    const found = await this.disputes.find(id);
    if (found === null) throw new NotFoundError('Dispute', id);
    await this.database.transaction(async (tx) => {
      await this.disputes.lockSubject(tx, found.subject);
      if (partyId !== null && !(await this.disputes.parties(tx, id)).includes(partyId))
        throw new ForbiddenError('The party is not part of this dispute.');
      await work(tx, (await this.disputes.find(id, tx)) ?? found);
    });
  }
}
