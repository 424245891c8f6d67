import { Inject, Injectable } from '@nestjs/common';
import { CONTRIBUTOR_ROLES, ppm, settleShares, splitsAt } from '@flipside/royalty';
import type { SettledShare, Settlement, Share } from '@flipside/royalty';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { FieldError } from '../../platform/problem/domain-error.ts';
import {
  ConflictError,
  ForbiddenError,
  NotFoundError,
  UnprocessableError,
} from '../../platform/problem/errors.ts';
import { OwnCauseService, PartyRepository } from '../catalogue/index.ts';
import { DisputeCourse, ownCauseOf } from './dispute-course.ts';
import type { Step } from './dispute-course.ts';
import { DisputeDetectionService } from './dispute-detection.service.ts';
import { disputedParties, partsOf, sameParts } from './dispute-parts.ts';
import { DisputeRepository } from './dispute.repository.ts';
import type { DisputeRecord, SplitDraft, Statement } from './dispute.types.ts';
import { DisputedShareRepository } from './disputed-share.repository.ts';

export interface SplitProposal extends Statement {
  /** Of the dispute, as it was looked at. */
  readonly revision: number;
  readonly parts: SplitDraft;
}

interface Looked {
  readonly dispute: DisputeRecord;
  readonly shares: readonly Share[];
}

/** Corrects shares: as the parties agree, or as the operator decides. */
@Injectable()
export class DisputeSettlementService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(DisputeRepository) private readonly disputes: DisputeRepository,
    @Inject(DisputedShareRepository) private readonly shares: DisputedShareRepository,
    @Inject(DisputeDetectionService) private readonly detection: DisputeDetectionService,
    @Inject(PartyRepository) private readonly parties: PartyRepository,
    @Inject(OwnCauseService) private readonly ownCauses: OwnCauseService,
    @Inject(DisputeCourse) private readonly course: DisputeCourse,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** A party proposes a split, which is its consent to it as well. */
  async propose(principal: Principal, id: string, partyId: string, proposal: SplitProposal): Promise<void> {
    principal.requireScope('consent:write');
    principal.requireParty(partyId, 'MANAGER');
    const { revision, parts, text, evidence } = proposal;
    await this.within(id, async (tx, looked) => {
      requireNamed(looked.dispute, partyId);
      await this.settlement(tx, looked, revision, parts);
      const act = looked.dispute.openedByPartyId === partyId ? 'ADD' : 'ANSWER';
      const by = { userId: principal.userId, partyId };
      const details = { revision, parts };
      const step: Step = { ...by, act, kind: 'PROPOSED', text, evidence, details };
      const proposalId = await this.course.step(tx, looked.dispute, step);
      await this.agreeWhenAllDo(tx, looked, { ...by, proposalId, revision, parts, acceptedBy: [partyId] });
    });
  }

  /** With the last of the named parties the proposed shares are those that hold. */
  async accept(principal: Principal, id: string, proposalId: string, partyId: string): Promise<void> {
    principal.requireScope('consent:write');
    principal.requireParty(partyId, 'MANAGER');
    await this.within(id, async (tx, looked) => {
      requireNamed(looked.dispute, partyId);
      const found = await this.disputes.findProposal(tx, id, proposalId);
      if (found === null) throw new NotFoundError('Proposal', proposalId);
      const { revision, parts } = found.details as { revision: number; parts: SplitDraft };
      if (revision !== looked.dispute.revision)
        throw new ConflictError('The shares have changed since this was proposed. Propose a new split.');
      const acceptedBy = [...found.acceptedBy, ...(found.partyId === null ? [] : [found.partyId])];
      if (acceptedBy.includes(partyId)) throw new ConflictError('The party has accepted this already.');
      const act = looked.dispute.openedByPartyId === partyId ? 'ADD' : 'ANSWER';
      const by = { userId: principal.userId, partyId };
      const step: Step = { ...by, act, kind: 'ACCEPTED', text: '', evidence: [], details: { proposalId } };
      await this.course.step(tx, looked.dispute, step);
      const all = [...acceptedBy, partyId];
      await this.agreeWhenAllDo(tx, looked, { ...by, proposalId, revision, parts, acceptedBy: all });
    });
  }

  /** The operator settles the shares. */
  async settle(principal: Principal, id: string, decision: SplitProposal): Promise<void> {
    principal.requireOperator();
    const { revision, parts, text, evidence } = decision;
    await this.within(id, async (tx, looked) => {
      // Whoever is given a share gains by it, whether or not it was in the dispute before.
      const given = parts.flat().map(({ partyId }) => partyId);
      const partyIds = [...new Set([...(await this.disputes.parties(tx, id)), ...given])];
      const own = await this.ownCauses.judge(tx, principal, { decision: 'DISPUTE', ref: id, partyIds });
      const details = { revision, parts, ...ownCauseOf(own) };
      const by = { userId: principal.userId, partyId: null };
      await this.uphold(tx, looked, { ...by, act: 'UPHOLD', kind: 'UPHELD', text, evidence, details });
    });
  }

  private async agreeWhenAllDo(
    tx: Tx,
    { dispute, shares }: Looked,
    agreed: {
      readonly userId: string;
      readonly partyId: string;
      readonly proposalId: string;
      readonly revision: number;
      readonly parts: SplitDraft;
      readonly acceptedBy: readonly string[];
    },
  ): Promise<void> {
    const { userId, partyId, acceptedBy, ...details } = agreed;
    if (!namedParties(dispute).every((party) => acceptedBy.includes(party))) return;
    const text = 'Every party accepted the split.';
    const step: Step = { userId, partyId, act: 'UPHOLD', kind: 'AGREED', text, evidence: [], details };
    // The acceptance may have moved the dispute on.
    const now = (await this.disputes.find(dispute.id, tx)) ?? dispute;
    await this.uphold(tx, { dispute: now, shares }, step);
  }

  /** Old shares end, corrected ones begin, and the dispute is over: all of it or nothing. */
  private async uphold(tx: Tx, looked: Looked, step: Step): Promise<void> {
    const { dispute } = looked;
    const { revision, parts } = step.details as { revision: number; parts: SplitDraft };
    const settlement = await this.settlement(tx, looked, revision, parts);
    const at = this.clock.now();
    await this.shares.end(tx, settlement.ended, at);
    await this.shares.enter(tx, dispute.subject, settlement.entered);
    const after = await this.shares.find(tx, dispute.subject);
    const splits = [...settlement.splits, ...splitsAt(after, at)];
    await this.course.step(tx, dispute, { ...step, splits });
  }

  /** @throws {UnprocessableError} for a split that is not one, {ConflictError} when it is for other shares. */
  private async settlement(
    tx: Tx,
    { dispute, shares }: Looked,
    revision: number,
    draft: SplitDraft,
  ): Promise<Settlement> {
    const now = this.clock.now();
    if (
      revision !== dispute.revision ||
      !sameParts(this.detection.partsNow(dispute, shares), dispute.parts, now)
    )
      throw new ConflictError('The shares have changed meanwhile. Look at them again.');
    const settled = await this.readSplit(tx, draft);
    const answer = settleShares(shares, partsOf(dispute.parts), settled, now);
    if (answer.ok) return answer.value;
    throw new UnprocessableError(answer.message, [{ pointer: '/parts', detail: answer.message }]);
  }

  private async readSplit(tx: Tx, draft: SplitDraft): Promise<SettledShare[][]> {
    const lines = draft.flat();
    const missing = new Set(
      await this.parties.missing(
        lines.map(({ partyId }) => partyId),
        tx,
      ),
    );
    const errors: FieldError[] = [];
    const settled = draft.map((part, at) =>
      part.map((line, index): SettledShare => {
        const pointer = `/parts/${at}/${index}`;
        const role = CONTRIBUTOR_ROLES.find((known) => known === line.role);
        if (role === undefined)
          errors.push({
            pointer: `${pointer}/role`,
            detail: `must be one of ${CONTRIBUTOR_ROLES.join(', ')}`,
          });
        if (missing.has(line.partyId))
          errors.push({ pointer: `${pointer}/partyId`, detail: `there is no party ${line.partyId}` });
        if (part.findIndex((one) => one.partyId === line.partyId && one.role === line.role) !== index)
          errors.push({ pointer, detail: 'names a party twice in one role' });
        return { partyId: line.partyId, role: role ?? 'LABEL', ppm: ppm(line.ppm) };
      }),
    );
    if (errors.length > 0) throw new UnprocessableError('This is not a split.', errors);
    return settled;
  }

  private async within(id: string, work: (tx: Tx, looked: Looked) => Promise<void>): Promise<void> {
    const found = await this.disputes.find(id);
    if (found === null) throw new NotFoundError('Dispute', id);
    await this.database.transaction(async (tx) => {
      await this.disputes.lockSubject(tx, found.subject);
      const dispute = (await this.disputes.find(id, tx)) ?? found;
      await work(tx, { dispute, shares: await this.shares.find(tx, dispute.subject) });
    });
  }
}

/** Without whose consent nothing is agreed: whose share is in dispute, and who opened it. */
function namedParties({ parts, openedByPartyId }: DisputeRecord): string[] {
  const disputed = disputedParties(parts);
  return openedByPartyId === null ? disputed : [...new Set([...disputed, openedByPartyId])];
}

function requireNamed(dispute: DisputeRecord, partyId: string): void {
  if (!namedParties(dispute).includes(partyId))
    throw new ForbiddenError('No share of the party is in this dispute.');
}
