import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { AnsweringService, StatingService } from '../../modules/settlements/index.ts';
import { JobQueue, defineJob } from '../../platform/queue/job-queue.ts';
import { PeriodicJobs } from './periodic-jobs.ts';

const EVERY_MS = 60_000;

const statings = defineJob('settlements.state', z.object({}), { attempts: 1 });
const answers = defineJob('settlements.answer', z.object({}), { attempts: 1 });

/** States what is owed through peers when a period is stated, and answers what peers state. */
@Injectable()
export class SettlementJobs implements OnModuleInit {
  constructor(
    @Inject(JobQueue) private readonly queue: JobQueue,
    @Inject(PeriodicJobs) private readonly periodic: PeriodicJobs,
    @Inject(StatingService) private readonly stating: StatingService,
    @Inject(AnsweringService) private readonly answering: AnsweringService,
  ) {}

  onModuleInit(): void {
    this.queue.process(statings, () => this.stating.run());
    this.periodic.add(statings, {}, { everyMs: EVERY_MS });
    this.queue.process(answers, () => this.answering.run());
    this.periodic.add(answers, {}, { everyMs: EVERY_MS });
  }
}
