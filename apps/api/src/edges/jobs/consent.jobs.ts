import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { bulkStarted, GrantBulkService, GrantService, mandateDecided } from '../../modules/consent/index.ts';
import { RecipeStandingService } from '../../modules/recipes/index.ts';
import { Log } from '../../platform/logging/log.ts';
import { Subscriptions } from '../../platform/outbox/subscriptions.ts';
import { JobQueue, defineJob } from '../../platform/queue/job-queue.ts';
import { PeriodicJobs } from './periodic-jobs.ts';

const MINUTE_MS = 60_000;

export const settleGrants = defineJob('consent.settle-grants', z.object({}), { attempts: 1 });
export const forgetPreviews = defineJob('consent.forget-previews', z.object({}), { attempts: 1 });

/** What follows from grants and mandates beside the requests that change them. */
@Injectable()
export class ConsentJobs implements OnModuleInit {
  constructor(
    @Inject(Subscriptions) private readonly subscriptions: Subscriptions,
    @Inject(JobQueue) private readonly queue: JobQueue,
    @Inject(PeriodicJobs) private readonly periodic: PeriodicJobs,
    @Inject(GrantService) private readonly grants: GrantService,
    @Inject(GrantBulkService) private readonly bulks: GrantBulkService,
    @Inject(RecipeStandingService) private readonly standings: RecipeStandingService,
    @Inject(Log) private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.subscriptions.on(mandateDecided, {
      name: 'recipes.review-mandate',
      handle: ({ mandateId }) => this.standings.reviewMandate(mandateId),
    });
    this.subscriptions.on(bulkStarted, {
      name: 'consent.apply-bulk',
      handle: ({ bulkId }) => this.bulks.run(bulkId),
    });
    this.queue.process(settleGrants, () => this.grants.settleDue());
    this.periodic.add(settleGrants, {}, { everyMs: MINUTE_MS });
    this.queue.process(forgetPreviews, async () => {
      this.log.info({ previews: await this.bulks.forgetPreviews() }, 'forgot previews');
    });
    this.periodic.add(forgetPreviews, {}, { everyMs: 60 * MINUTE_MS });
  }
}
