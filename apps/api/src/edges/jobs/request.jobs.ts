import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { sharesChanged } from '../../modules/catalogue/index.ts';
import { grantChanged, recordingChanged } from '../../modules/consent/index.ts';
import { userDeleted } from '../../modules/identity/index.ts';
import { RequestUpkeepService } from '../../modules/requests/index.ts';
import { Subscriptions } from '../../platform/outbox/subscriptions.ts';
import { JobQueue, defineJob } from '../../platform/queue/job-queue.ts';
import { PeriodicJobs } from './periodic-jobs.ts';

const TEN_MINUTES_MS = 600_000;

export const expireRequests = defineJob('requests.expire', z.object({}), { attempts: 1 });

/** Keeps clearance requests in step with grants, and ends those that nobody answered. */
@Injectable()
export class RequestJobs implements OnModuleInit {
  constructor(
    @Inject(Subscriptions) private readonly subscriptions: Subscriptions,
    @Inject(JobQueue) private readonly queue: JobQueue,
    @Inject(PeriodicJobs) private readonly periodic: PeriodicJobs,
    @Inject(RequestUpkeepService) private readonly upkeep: RequestUpkeepService,
  ) {}

  onModuleInit(): void {
    this.subscriptions.on(grantChanged, {
      name: 'requests.review-grant',
      handle: ({ grantId }) => this.upkeep.reviewGrant(grantId),
    });
    this.subscriptions.on(sharesChanged, {
      name: 'requests.review-shares',
      handle: (subjects) => this.upkeep.reviewSubjects(subjects),
    });
    this.subscriptions.on(recordingChanged, {
      name: 'requests.review-recordings',
      handle: ({ recordingIds }) => this.upkeep.reviewSubjects({ recordingIds, workIds: [] }),
    });
    this.subscriptions.on(userDeleted, {
      name: 'requests.forget-user',
      handle: ({ userId }) => this.upkeep.forget(userId),
    });
    this.queue.process(expireRequests, async () => void (await this.upkeep.expireDue()));
    this.periodic.add(expireRequests, {}, { everyMs: TEN_MINUTES_MS });
  }
}
