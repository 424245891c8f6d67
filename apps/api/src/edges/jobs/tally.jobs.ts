import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { RecipeFetchService, ReckoningService } from '../../modules/tally/index.ts';
import { JobQueue, defineJob } from '../../platform/queue/job-queue.ts';
import { PeriodicJobs } from './periodic-jobs.ts';

const EVERY_MS = 10_000;

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
  ) {}

  onModuleInit(): void {
    this.queue.process(reads, () => this.recipes.run());
    this.periodic.add(reads, {}, { everyMs: EVERY_MS });
    this.queue.process(reckonings, () => this.reckoning.run());
    this.periodic.add(reckonings, {}, { everyMs: EVERY_MS });
  }
}
