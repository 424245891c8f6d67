import { Inject, Injectable } from '@nestjs/common';
import { disputedParts } from '@flipside/royalty';
import type { Share } from '@flipside/royalty';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import {
  AlreadyExistsError,
  ForbiddenError,
  NotFoundError,
  UnprocessableError,
} from '../../platform/problem/errors.ts';
import { OwnCauseService, toPage } from '../catalogue/index.ts';
import type { Page, PageRequest } from '../catalogue/index.ts';
import { DisputeCourse } from './dispute-course.ts';
import { partDocuments } from './dispute-parts.ts';
import { DisputeRepository } from './dispute.repository.ts';
import type {
  DisputableSubject,
  DisputeDetail,
  DisputeState,
  DisputeSubject,
  DisputeSummary,
  Statement,
} from './dispute.types.ts';
import { DisputeView } from './dispute.view.ts';
import { DisputedShareRepository } from './disputed-share.repository.ts';

export interface DisputeSearch {
  readonly party?: string | undefined;
  readonly states: readonly DisputeState[] | null;
  /** Only those in which a deadline has passed. */
  readonly overdue: boolean;
}

export interface DisputeDraft extends Statement {
  readonly subject: DisputeSubject;
  /** In whose name; `null` for an operator. */
  readonly partyId: string | null;
  readonly shareIds: readonly string[];
}

/** Questions about who owns what. Parties of a dispute read it, operators read all of them. */
@Injectable()
export class DisputeService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(DisputeRepository) private readonly disputes: DisputeRepository,
    @Inject(DisputedShareRepository) private readonly shares: DisputedShareRepository,
    @Inject(DisputeView) private readonly view: DisputeView,
    @Inject(OwnCauseService) private readonly ownCauses: OwnCauseService,
    @Inject(DisputeCourse) private readonly course: DisputeCourse,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async list(
    principal: Principal,
    { party, states, overdue }: DisputeSearch,
    page: PageRequest,
  ): Promise<Page<DisputeSummary>> {
    principal.requireScope('consent:read');
    if (party !== undefined && !principal.actsAsOperator) principal.requireParty(party, 'VIEWER');
    const everybody = principal.actsAsOperator ? null : principal.partyIds;
    const rows = await this.view.list(
      {
        partyIds: party === undefined ? everybody : [party],
        states,
        overdueAt: overdue ? this.clock.now() : null,
      },
      { ...page, limit: page.limit + 1 },
    );
    return toPage(rows, page.limit, ({ id }) => ({ key: 'dispute', id }));
  }

  async get(principal: Principal, id: string): Promise<DisputeDetail> {
    principal.requireScope('consent:read');
    await this.requireReader(principal, id);
    const detail = await this.view.detail(id);
    if (detail === null) throw new NotFoundError('Dispute', id);
    return detail;
  }

  /** The shares of a recording or work, for whoever may dispute them. */
  async subject(
    principal: Principal,
    subject: DisputeSubject,
    partyId: string | null,
  ): Promise<DisputableSubject> {
    principal.requireScope('consent:read');
    await this.requireConcerned(principal, subject, partyId, 'VIEWER');
    const found = await this.view.subject(subject, this.clock.now());
    if (found === null) throw new NotFoundError(nameOf(subject), subject.id);
    return found;
  }

  /** A party with a share or a role in the subject, or an operator, says that shares are wrong. */
  async open(principal: Principal, draft: DisputeDraft): Promise<DisputeDetail> {
    principal.requireScope('consent:write');
    const { subject, partyId, shareIds, text, evidence } = draft;
    await this.requireConcerned(principal, subject, partyId, 'MANAGER');
    const made = await this.database.transaction(async (tx) => {
      await this.disputes.lockSubject(tx, subject);
      if ((await this.shares.titleOf(tx, subject)) === null)
        throw new NotFoundError(nameOf(subject), subject.id);
      const [open] = await this.disputes.findOpen(tx, [subject]);
      if (open !== undefined)
        throw new AlreadyExistsError('A dispute about these shares is open. Add to that one.', {
          data: { dispute: open.id },
        });
      const shares = await this.shares.find(tx, subject);
      if (partyId === null) await this.judge(tx, principal, subject, shares);
      else if (evidence.length === 0) await this.requireFirst(tx, subject, partyId);
      const parts = disputedParts(shares, new Set(shareIds), this.clock.now());
      requireDisputable(
        shareIds,
        parts.flatMap(({ disputed }) => disputed),
        shares,
      );
      return await this.course.open(tx, {
        subject,
        origin: partyId === null ? 'OPERATOR' : 'PARTY',
        contested: [...new Set(shareIds)],
        parts: partDocuments(parts, shares),
        openedByPartyId: partyId,
        ...{ text, evidence, partyId, userId: principal.userId },
      });
    });
    const detail = await this.view.detail(made.id);
    if (detail === null) throw new Error(`dispute ${made.id} was opened and is not there`);
    return detail;
  }

  /** What is contested has its money held: an operator with a share in it contests as the party that it acts for. */
  private async judge(
    tx: Tx,
    principal: Principal,
    { id: ref }: DisputeSubject,
    shares: readonly Share[],
  ): Promise<void> {
    const partyIds = [...new Set(shares.map(({ partyId }) => partyId))];
    await this.ownCauses.judge(tx, principal, { decision: 'DISPUTE', ref, partyIds });
  }

  /** Over and over again without showing anything would hold the money for good. */
  private async requireFirst(tx: Tx, subject: DisputeSubject, partyId: string): Promise<void> {
    if (!(await this.disputes.wasDismissed(tx, subject, partyId))) return;
    const errors = [{ pointer: '/evidence', detail: 'is needed, since one was dismissed before' }];
    throw new UnprocessableError(
      'A dispute of yours about this was over with the shares as they are.',
      errors,
    );
  }

  private async requireReader(principal: Principal, id: string): Promise<void> {
    if (principal.actsAsOperator) return;
    const { prisma } = this.database;
    if ((await this.disputes.find(id)) === null) throw new NotFoundError('Dispute', id);
    const parties = await this.disputes.parties(prisma, id);
    if (!parties.some((party) => principal.memberships.has(party)))
      throw new ForbiddenError('You do not act for a party of this dispute.');
  }

  private async requireConcerned(
    principal: Principal,
    subject: DisputeSubject,
    partyId: string | null,
    least: 'VIEWER' | 'MANAGER',
  ): Promise<void> {
    if (partyId === null) {
      principal.requireOperator();
      return;
    }
    principal.requireParty(partyId, least);
    if (!(await this.shares.concerns(this.database.prisma, partyId, subject)))
      throw new ForbiddenError('The party has neither a share nor a role in this.');
  }
}

const nameOf = ({ kind }: DisputeSubject): string => (kind === 'RECORDING' ? 'Recording' : 'Work');

/** @throws {UnprocessableError} naming each share that is not the subject's, or has ended. */
function requireDisputable(
  asked: readonly string[],
  disputed: readonly string[],
  shares: readonly Share[],
): void {
  const known = new Set(shares.map(({ id }) => id));
  const errors = asked.flatMap((id, index) => {
    if (disputed.includes(id)) return [];
    const detail = known.has(id) ? 'has ended' : 'is not a share of this recording or work';
    return [{ pointer: `/shareIds/${index}`, detail }];
  });
  if (errors.length > 0) throw new UnprocessableError('Some shares cannot be disputed.', errors);
}
