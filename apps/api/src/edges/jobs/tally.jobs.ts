import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { RecipeFetchService, ReckoningService } from '../../modules/tally/index.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { JobQueue, defineJob } from '../../platform/queue/job-queue.ts';
import { PeriodicJobs } from './periodic-jobs.ts';

const reads = defineJob('tally.recipes', z.object({}), { attempts: 1 });
const reckonings = defineJob('tally.reckonings', z.object({}), { attempts: 1 });

/** Reads the recipes that were played at peers, and reckons what the plays come to for the parties of here. */
@Injectable()
export class TallyJobs implements OnModuleInit {
  constructor(
    @Inject(JobQueue) private readonly queue: JobQueue,
    @Inject(PeriodicJobs) private readonly periodic: PeriodicJobs,
    @Inject(RecipeFetchService) private readonly recipes: RecipeFetchService,
    @Inject(ReckoningService) private readonly reckoning: ReckoningService,
    @Inject(CONFIG) private readonly config: Pick<Config, 'federation'>,
  ) {}

  onModuleInit(): void {
    const everyMs = this.config.federation.pollMs;
    this.queue.process(reads, () => this.recipes.run());
    this.periodic.add(reads, {}, { everyMs });
    this.queue.process(reckonings, () => this.reckoning.run());
    this.periodic.add(reckonings, {}, { everyMs });
  }
}
