import { Module } from '@nestjs/common';
import { RoyaltyModule } from '../../../modules/royalty/index.ts';
import { DisputeSplitsController } from './dispute-splits.controller.ts';
import { DisputesController } from './disputes.controller.ts';

@Module({ imports: [RoyaltyModule], controllers: [DisputesController, DisputeSplitsController] })
export class DisputesHttpModule {}
