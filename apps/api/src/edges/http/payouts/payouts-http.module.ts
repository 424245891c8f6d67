import { Module } from '@nestjs/common';
import { PayoutsModule } from '../../../modules/payouts/index.ts';
import { PayeesController } from './payees.controller.ts';
import { PaymentsController } from './payments.controller.ts';
import { PayoutRunsController } from './payout-runs.controller.ts';

@Module({
  imports: [PayoutsModule],
  controllers: [PayeesController, PayoutRunsController, PaymentsController],
})
export class PayoutsHttpModule {}
