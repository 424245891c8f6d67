import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { PlayPartitionService } from '../../modules/plays/index.ts';
import { JobQueue, defineJob } from '../../platform/queue/job-queue.ts';
import { PeriodicJobs } from './periodic-jobs.ts';

const DAY_MS = 86_400_000;

const partitions = defineJob('plays.partitions', z.object({}), { attempts: 3 });

/** Keeps the tables of plays ready for the months to come. */
@Injectable()
export class PlaysJobs implements OnModuleInit {
  constructor(
    @Inject(JobQueue) private readonly queue: JobQueue,
    @Inject(PeriodicJobs) private readonly periodic: PeriodicJobs,
    @Inject(PlayPartitionService) private readonly plays: PlayPartitionService,
  ) {}

  onModuleInit(): void {
    this.queue.process(partitions, () => this.plays.prepareAhead());
    this.periodic.add(partitions, {}, { everyMs: DAY_MS });
  }
}
