import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { sharesChanged } from '../../modules/catalogue/index.ts';
import {
  grantChanged,
  RecordingClearanceService,
  recordingChanged,
  tariffChanged,
} from '../../modules/consent/index.ts';
import { userDeleted } from '../../modules/identity/index.ts';
import { ForgetService, RecipeStandingService } from '../../modules/recipes/index.ts';
import { Subscriptions } from '../../platform/outbox/subscriptions.ts';
import { JobQueue, defineJob } from '../../platform/queue/job-queue.ts';
import { PeriodicJobs } from './periodic-jobs.ts';

const MINUTE_MS = 60_000;

export const refreshStale = defineJob('consent.refresh-stale', z.object({}), { attempts: 1 });

/** Keeps listings and recipes in step with what parties consent to. */
@Injectable()
export class ClearanceJobs implements OnModuleInit {
  constructor(
    @Inject(Subscriptions) private readonly subscriptions: Subscriptions,
    @Inject(JobQueue) private readonly queue: JobQueue,
    @Inject(PeriodicJobs) private readonly periodic: PeriodicJobs,
    @Inject(RecordingClearanceService) private readonly clearances: RecordingClearanceService,
    @Inject(RecipeStandingService) private readonly standings: RecipeStandingService,
    @Inject(ForgetService) private readonly recipes: ForgetService,
  ) {}

  onModuleInit(): void {
    this.subscriptions.on(grantChanged, {
      name: 'recipes.review-grant',
      handle: ({ grantId }) => this.standings.reviewGrant(grantId),
    });
    this.subscriptions.on(sharesChanged, {
      name: 'consent.refresh-subjects',
      handle: (subjects) => this.clearances.refreshSubjects(subjects),
    });
    this.subscriptions.on(recordingChanged, {
      name: 'recipes.review-recordings',
      handle: ({ recordingIds }) => this.standings.reviewRecordings(recordingIds),
    });
    this.subscriptions.on(tariffChanged, {
      name: 'recipes.review-all',
      handle: () => this.standings.reviewAll(),
    });
    this.subscriptions.on(userDeleted, {
      name: 'recipes.forget-user',
      handle: ({ userId }) => this.recipes.forget(userId),
    });
    this.queue.process(refreshStale, () => this.clearances.refreshStale());
    this.periodic.add(refreshStale, {}, { everyMs: MINUTE_MS });
  }
}
