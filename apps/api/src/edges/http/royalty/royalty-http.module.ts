import { Module } from '@nestjs/common';
import { RoyaltyModule } from '../../../modules/royalty/index.ts';
import { BookkeepingController } from './bookkeeping.controller.ts';
import { PeriodsController } from './periods.controller.ts';
import { PoolsController } from './pools.controller.ts';
import { StatementExportsController } from './statement-exports.controller.ts';
import { StatementsController } from './statements.controller.ts';

@Module({
  imports: [RoyaltyModule],
  controllers: [
    BookkeepingController,
    PeriodsController,
    PoolsController,
    StatementExportsController,
    StatementsController,
  ],
})
export class RoyaltyHttpModule {}
