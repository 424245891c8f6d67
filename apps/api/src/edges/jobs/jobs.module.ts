import { Module } from '@nestjs/common';
import { ClearanceJobs } from './clearance.jobs.ts';
import { ConsentJobs } from './consent.jobs.ts';
import { DisputesJobs } from './disputes.jobs.ts';
import { FederationJobs } from './federation.jobs.ts';
import { HousekeepingJobs } from './housekeeping.jobs.ts';
import { ImportsJobs } from './imports.jobs.ts';
import { FederationModule } from '../../modules/federation/index.ts';
import { PlaysModule } from '../../modules/plays/index.ts';
import { RoyaltyModule } from '../../modules/royalty/index.ts';
import { NotificationJobs } from './notification.jobs.ts';
import { PayoutsJobs } from './payouts.jobs.ts';
import { PayoutsModule } from '../../modules/payouts/index.ts';
import { PeriodicJobs } from './periodic-jobs.ts';
import { PlaysJobs } from './plays.jobs.ts';
import { RequestJobs } from './request.jobs.ts';
import { RoyaltyJobs } from './royalty.jobs.ts';
import { SettlementJobs } from './settlement.jobs.ts';
import { SettlementsModule } from '../../modules/settlements/index.ts';
import { TallyJobs } from './tally.jobs.ts';
import { TallyModule } from '../../modules/tally/index.ts';

/** Every `*.jobs.ts`: queue processors and outbox subscriptions. */
@Module({
  imports: [FederationModule, PayoutsModule, PlaysModule, RoyaltyModule, SettlementsModule, TallyModule],
  providers: [
    PeriodicJobs,
    ClearanceJobs,
    ConsentJobs,
    DisputesJobs,
    FederationJobs,
    HousekeepingJobs,
    ImportsJobs,
    NotificationJobs,
    PayoutsJobs,
    PlaysJobs,
    RequestJobs,
    RoyaltyJobs,
    SettlementJobs,
    TallyJobs,
  ],
  exports: [PeriodicJobs],
})
export class JobsModule {}
