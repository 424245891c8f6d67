import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { AnsweringService, StatingService } from '../../modules/settlements/index.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { JobQueue, defineJob } from '../../platform/queue/job-queue.ts';
import { PeriodicJobs } from './periodic-jobs.ts';

/** Each so many looks into the logs of peers. */
const LOOKS = 6;

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
    @Inject(CONFIG) private readonly config: Pick<Config, 'federation'>,
  ) {}

  onModuleInit(): void {
    const everyMs = LOOKS * this.config.federation.pollMs;
    this.queue.process(statings, () => this.stating.run());
    this.periodic.add(statings, {}, { everyMs });
    this.queue.process(answers, () => this.answering.run());
    this.periodic.add(answers, {}, { everyMs });
  }
}
