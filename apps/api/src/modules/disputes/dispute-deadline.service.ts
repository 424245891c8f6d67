import { Inject, Injectable } from '@nestjs/common';
import { splitsAt } from '@flipside/royalty';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { DisputeCourse } from './dispute-course.ts';
import { DisputeDetectionService } from './dispute-detection.service.ts';
import { isOverclaimed } from './dispute-parts.ts';
import { nextState } from './dispute-states.ts';
import { DisputeRepository } from './dispute.repository.ts';
import { INSTANCE } from './dispute.types.ts';
import type { DisputeRecord } from './dispute.types.ts';
import { DisputedShareRepository } from './disputed-share.repository.ts';

const BATCH = 100;
const TEXT = {
  OPEN: 'Nobody answered in time. The operator decides.',
  RESPONDED: 'The parties did not agree in time. The operator decides.',
} as const;
const UNSHOWN = 'Whoever opened it has shown nothing for it in time. The shares stand.';

/**
 * Hands disputes to the operator when a deadline has passed. One that a party opened without showing anything for it is
 * over then: a word alone does not keep the money of others (ADR 23).
 */
@Injectable()
export class DisputeDeadlineService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(DisputeRepository) private readonly disputes: DisputeRepository,
    @Inject(DisputedShareRepository) private readonly shares: DisputedShareRepository,
    @Inject(DisputeDetectionService) private readonly detection: DisputeDetectionService,
    @Inject(DisputeCourse) private readonly course: DisputeCourse,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** For a job, which acts for nobody. @returns how many were escalated, or over. */
  async escalateOverdue(): Promise<number> {
    let escalated = 0;
    for (;;) {
      const overdue = await this.disputes.overdue(this.clock.now(), BATCH);
      for (const dispute of overdue) await this.lapse(dispute);
      escalated += overdue.length;
      if (overdue.length < BATCH) return escalated;
    }
  }

  private async lapse(found: DisputeRecord): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.disputes.lockSubject(tx, found.subject);
      const dispute = (await this.disputes.find(found.id, tx)) ?? found;
      // Somebody was quicker: it was answered or decided in between.
      if (dispute.state !== found.state || nextState(dispute.state, 'LAPSE') === null) return;
      if (await this.dismiss(tx, dispute)) return;
      const text = TEXT[dispute.state === 'OPEN' ? 'OPEN' : 'RESPONDED'];
      await this.course.step(tx, dispute, { ...INSTANCE, act: 'LAPSE', kind: 'LAPSED', text, evidence: [] });
    });
  }
  /** @returns whether it was one that rests on nothing. Shares that come to more than a whole cannot stand. */
  private async dismiss(tx: Tx, dispute: DisputeRecord): Promise<boolean> {
    const { openedByPartyId: opener } = dispute;
    if (opener === null || (await this.disputes.hasShown(tx, dispute.id, opener))) return false;
    const shares = await this.shares.find(tx, dispute.subject);
    if (isOverclaimed(this.detection.partsNow(dispute, shares))) return false;
    const splits = splitsAt(shares, this.clock.now());
    const said = { ...INSTANCE, text: UNSHOWN, evidence: [], splits };
    await this.course.step(tx, dispute, { ...said, act: 'RELEASE', kind: 'RELEASED' });
    return true;
  }
}
