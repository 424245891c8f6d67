import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import {
  BodyErasureService,
  PlayPartitionService,
  PlayUsageService,
  QuarantineService,
} from '../../modules/plays/index.ts';
import { Log } from '../../platform/logging/log.ts';
import { JobQueue, defineJob } from '../../platform/queue/job-queue.ts';
import { PeriodicJobs } from './periodic-jobs.ts';

const DAY_MS = 86_400_000;
const QUARTER_MS = 900_000;
const USAGE_MS = 10_000;

const partitions = defineJob('plays.partitions', z.object({}), { attempts: 3 });
const folds = defineJob('plays.usage', z.object({}), { attempts: 1 });
const expired = defineJob('plays.expired-bodies', z.object({}), { attempts: 1 });
const releases = defineJob('plays.releases', z.object({}), { attempts: 1 });

/**
 * Keeps the tables of plays ready for the months to come and their sums up with them, counts what has waited long enough, and
 * erases receipts whose time is over.
 */
@Injectable()
export class PlaysJobs implements OnModuleInit {
  constructor(
    @Inject(JobQueue) private readonly queue: JobQueue,
    @Inject(PeriodicJobs) private readonly periodic: PeriodicJobs,
    @Inject(PlayPartitionService) private readonly plays: PlayPartitionService,
    @Inject(PlayUsageService) private readonly usage: PlayUsageService,
    @Inject(QuarantineService) private readonly quarantine: QuarantineService,
    @Inject(BodyErasureService) private readonly bodies: BodyErasureService,
    @Inject(Log) private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.queue.process(partitions, () => this.plays.prepareAhead());
    this.periodic.add(partitions, {}, { everyMs: DAY_MS });
    this.queue.process(folds, () => this.usage.fold());
    this.periodic.add(folds, {}, { everyMs: USAGE_MS });
    this.queue.process(releases, () => this.release());
    this.periodic.add(releases, {}, { everyMs: QUARTER_MS });
    this.queue.process(expired, () => this.erase());
    this.periodic.add(expired, {}, { everyMs: DAY_MS });
  }

  private async erase(): Promise<void> {
    const bodies = await this.bodies.eraseExpired();
    if (bodies > 0) this.log.info({ bodies }, 'receipts whose time was over were erased');
  }

  private async release(): Promise<void> {
    const plays = await this.quarantine.releaseDue();
    if (plays > 0) this.log.info({ plays }, 'plays that were kept aside were looked at again');
  }
}
