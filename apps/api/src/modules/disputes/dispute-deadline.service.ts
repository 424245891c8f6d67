import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import { DisputeCourse } from './dispute-course.ts';
import { nextState } from './dispute-states.ts';
import { DisputeRepository } from './dispute.repository.ts';
import { INSTANCE } from './dispute.types.ts';
import type { DisputeRecord } from './dispute.types.ts';

const BATCH = 100;
const TEXT = {
  OPEN: 'Nobody answered in time. The operator decides.',
  RESPONDED: 'The parties did not agree in time. The operator decides.',
} as const;

/** Hands disputes to the operator when a deadline has passed. */
@Injectable()
export class DisputeDeadlineService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(DisputeRepository) private readonly disputes: DisputeRepository,
    @Inject(DisputeCourse) private readonly course: DisputeCourse,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** For a job, which acts for nobody. @returns how many were escalated. */
  async escalateOverdue(): Promise<number> {
    let escalated = 0;
    for (;;) {
      const overdue = await this.disputes.overdue(this.clock.now(), BATCH);
      for (const dispute of overdue) await this.escalate(dispute);
      escalated += overdue.length;
      if (overdue.length < BATCH) return escalated;
    }
  }

  private async escalate(found: DisputeRecord): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.disputes.lockSubject(tx, found.subject);
      const dispute = (await this.disputes.find(found.id, tx)) ?? found;
      // Somebody was quicker: it was answered or decided in between.
      if (dispute.state !== found.state || nextState(dispute.state, 'LAPSE') === null) return;
      const text = TEXT[dispute.state === 'OPEN' ? 'OPEN' : 'RESPONDED'];
      await this.course.step(tx, dispute, { ...INSTANCE, act: 'LAPSE', kind: 'LAPSED', text, evidence: [] });
    });
  }
}
