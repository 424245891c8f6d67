import { Module } from '@nestjs/common';
import { ClearanceJobs } from './clearance.jobs.ts';
import { HousekeepingJobs } from './housekeeping.jobs.ts';
import { ImportsJobs } from './imports.jobs.ts';
import { RoyaltyModule } from '../../modules/royalty/index.ts';
import { PeriodicJobs } from './periodic-jobs.ts';
import { RoyaltyJobs } from './royalty.jobs.ts';

/** Every `*.jobs.ts`: queue processors and outbox subscriptions. */
@Module({
  imports: [RoyaltyModule],
  providers: [PeriodicJobs, ClearanceJobs, HousekeepingJobs, ImportsJobs, RoyaltyJobs],
  exports: [PeriodicJobs],
})
export class JobsModule {}
