import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import {
  PaymentService,
  PayoutSendingService,
  sendRequested,
  settleRequested,
} from '../../modules/payouts/index.ts';
import { Subscriptions } from '../../platform/outbox/subscriptions.ts';

/** Sends and settles what of a payout run did not fit into an answer. Running it twice is harmless. */
@Injectable()
export class PayoutsJobs implements OnModuleInit {
  constructor(
    @Inject(Subscriptions) private readonly subscriptions: Subscriptions,
    @Inject(PayoutSendingService) private readonly sending: PayoutSendingService,
    @Inject(PaymentService) private readonly payments: PaymentService,
  ) {}

  onModuleInit(): void {
    this.subscriptions.on(sendRequested, {
      name: 'payouts.send',
      handle: (order) => this.sending.run(order),
    });
    this.subscriptions.on(settleRequested, {
      name: 'payouts.settle',
      handle: (order) => this.payments.goOnSettling(order),
    });
  }
}
