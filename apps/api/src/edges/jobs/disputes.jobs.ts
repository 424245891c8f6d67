import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { sharesChanged } from '../../modules/catalogue/index.ts';
import {
  DisputeDeadlineService,
  DisputeDetectionService,
  disputeChanged,
} from '../../modules/disputes/index.ts';
import { HeldService } from '../../modules/royalty/index.ts';
import { Log } from '../../platform/logging/log.ts';
import { Subscriptions } from '../../platform/outbox/subscriptions.ts';
import { JobQueue, defineJob } from '../../platform/queue/job-queue.ts';
import { PeriodicJobs } from './periodic-jobs.ts';

const TEN_MINUTES_MS = 600_000;

export const disputeDeadlines = defineJob('disputes.deadlines', z.object({}), { attempts: 1 });

/** Finds overclaims, keeps deadlines, and releases what a dispute held when it is over. */
@Injectable()
export class DisputesJobs implements OnModuleInit {
  constructor(
    @Inject(Subscriptions) private readonly subscriptions: Subscriptions,
    @Inject(JobQueue) private readonly queue: JobQueue,
    @Inject(PeriodicJobs) private readonly periodic: PeriodicJobs,
    @Inject(DisputeDetectionService) private readonly detection: DisputeDetectionService,
    @Inject(DisputeDeadlineService) private readonly deadlines: DisputeDeadlineService,
    @Inject(HeldService) private readonly held: HeldService,
    @Inject(Log) private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.subscriptions.on(sharesChanged, {
      name: 'disputes.review',
      handle: (subjects) => this.detection.review(subjects),
    });
    // It does nothing while the dispute is open, and books once when it is over.
    this.subscriptions.on(disputeChanged, {
      name: 'royalty.release-held',
      handle: ({ disputeId }) => this.held.release(disputeId),
    });
    this.queue.process(disputeDeadlines, () => this.keepDeadlines());
    this.periodic.add(disputeDeadlines, {}, { everyMs: TEN_MINUTES_MS });
  }

  private async keepDeadlines(): Promise<void> {
    const escalated = await this.deadlines.escalateOverdue();
    if (escalated > 0) this.log.info({ escalated }, 'disputes escalated');
  }
}
