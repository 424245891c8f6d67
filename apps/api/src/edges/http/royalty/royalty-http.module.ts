import { Module } from '@nestjs/common';
import { RoyaltyModule } from '../../../modules/royalty/index.ts';
import { PeriodsController } from './periods.controller.ts';
import { StatementExportsController } from './statement-exports.controller.ts';
import { StatementsController } from './statements.controller.ts';

@Module({
  imports: [RoyaltyModule],
  controllers: [PeriodsController, StatementExportsController, StatementsController],
})
export class RoyaltyHttpModule {}
