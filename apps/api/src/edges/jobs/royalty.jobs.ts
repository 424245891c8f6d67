import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { PeriodCloseService, closeRequested } from '../../modules/royalty/index.ts';
import { Subscriptions } from '../../platform/outbox/subscriptions.ts';

/** Works out the close of a period. The job's id is that of the event; running it twice is harmless. */
@Injectable()
export class RoyaltyJobs implements OnModuleInit {
  constructor(
    @Inject(Subscriptions) private readonly subscriptions: Subscriptions,
    @Inject(PeriodCloseService) private readonly closes: PeriodCloseService,
  ) {}

  onModuleInit(): void {
    this.subscriptions.on(closeRequested, {
      name: 'royalty.close',
      handle: ({ period }) => this.closes.run(period),
    });
  }
}
