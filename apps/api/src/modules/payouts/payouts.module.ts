import { Module } from '@nestjs/common';
import { PlaysModule } from '../plays/index.ts';
import { RoyaltyModule } from '../royalty/index.ts';
import { PayeeBalanceRepository } from './payee-balance.repository.ts';
import { PayeeRepository } from './payee.repository.ts';
import { PayeeService } from './payee.service.ts';
import { PaymentService } from './payment.service.ts';
import { PayoutFileRepository } from './payout-file.repository.ts';
import { PayoutFileService } from './payout-file.service.ts';
import { PayoutLineRepository } from './payout-line.repository.ts';
import { PayoutRunRepository } from './payout-run.repository.ts';
import { PayoutRunService } from './payout-run.service.ts';
import { PayoutSendingService } from './payout-sending.service.ts';
import { PayoutService } from './payout.service.ts';
import { PayoutView } from './payout.view.ts';

const FACE = [
  PayeeService,
  PaymentService,
  PayoutFileService,
  PayoutRunService,
  PayoutSendingService,
  PayoutService,
];

@Module({
  imports: [PlaysModule, RoyaltyModule],
  providers: [
    ...FACE,
    PayeeBalanceRepository,
    PayeeRepository,
    PayoutFileRepository,
    PayoutLineRepository,
    PayoutRunRepository,
    PayoutView,
  ],
  exports: FACE,
})
export class PayoutsModule {}
