import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { sharesChanged } from '../../modules/catalogue/index.ts';
import { PeriodCloseService, SuspenseService, closeRequested } from '../../modules/royalty/index.ts';
import { ReckoningService } from '../../modules/tally/index.ts';
import { Subscriptions } from '../../platform/outbox/subscriptions.ts';
import { JobQueue, defineJob } from '../../platform/queue/job-queue.ts';
import { PeriodicJobs } from './periodic-jobs.ts';

const EVERY_MS = 3_600_000;

const elsewhere = defineJob('royalty.release-elsewhere', z.object({}), { attempts: 1 });

/**
 * Works out closes, and gives out of suspense what somebody turns out to own. The job's id is that of the event;
 * running it twice is harmless.
 */
@Injectable()
export class RoyaltyJobs implements OnModuleInit {
  constructor(
    @Inject(Subscriptions) private readonly subscriptions: Subscriptions,
    @Inject(JobQueue) private readonly queue: JobQueue,
    @Inject(PeriodicJobs) private readonly periodic: PeriodicJobs,
    @Inject(PeriodCloseService) private readonly closes: PeriodCloseService,
    @Inject(SuspenseService) private readonly suspense: SuspenseService,
    @Inject(ReckoningService) private readonly reckonings: ReckoningService,
  ) {}

  onModuleInit(): void {
    this.queue.process(elsewhere, () => this.suspense.releaseElsewhere());
    this.periodic.add(elsewhere, {}, { everyMs: EVERY_MS });
    this.subscriptions.on(closeRequested, {
      name: 'royalty.close',
      handle: ({ period }) => this.closes.run(period),
    });
    this.subscriptions.on(sharesChanged, {
      name: 'royalty.release-suspense',
      handle: (subjects) => this.suspense.release(subjects),
    });
    this.subscriptions.on(sharesChanged, {
      name: 'tally.reckon-again',
      handle: (subjects) => this.reckonings.sharesChanged(subjects),
    });
  }
}
