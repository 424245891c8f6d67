import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { sharesChanged } from '../../modules/catalogue/index.ts';
import { PeriodCloseService, SuspenseService, closeRequested } from '../../modules/royalty/index.ts';
import { ReckoningService } from '../../modules/tally/index.ts';
import { Subscriptions } from '../../platform/outbox/subscriptions.ts';

/**
 * Works out closes, and gives out of suspense what somebody turns out to own. The job's id is that of the event;
 * running it twice is harmless.
 */
@Injectable()
export class RoyaltyJobs implements OnModuleInit {
  constructor(
    @Inject(Subscriptions) private readonly subscriptions: Subscriptions,
    @Inject(PeriodCloseService) private readonly closes: PeriodCloseService,
    @Inject(SuspenseService) private readonly suspense: SuspenseService,
    @Inject(ReckoningService) private readonly reckonings: ReckoningService,
  ) {}

  onModuleInit(): void {
    this.subscriptions.on(closeRequested, {
      name: 'royalty.close',
      handle: ({ period }) => this.closes.run(period),
    });
    this.subscriptions.on(sharesChanged, {
      name: 'royalty.release-suspense',
      handle: (subjects) => this.suspense.release(subjects),
    });
    this.subscriptions.on(sharesChanged, {
      name: 'tally.reckon-again',
      handle: (subjects) => this.reckonings.sharesChanged(subjects),
    });
  }
}
