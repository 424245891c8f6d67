import { Module } from '@nestjs/common';
import { PlaysModule } from '../plays/index.ts';
import { RoyaltyModule } from '../royalty/index.ts';
import { AnsweringService } from './answering.service.ts';
import { DocumentClient } from './document-client.ts';
import { SettlementPaymentService } from './payment.service.ts';
import { JudgingService } from './judging.service.ts';
import { SettlementRoundsService } from './rounds.service.ts';
import { SettlementRepository } from './settlement.repository.ts';
import { SettlementService } from './settlement.service.ts';
import { SettlementView } from './settlement.view.ts';
import { StatingService } from './stating.service.ts';
import { TroubleRepository } from './trouble.repository.ts';

const FACE = [
  AnsweringService,
  SettlementPaymentService,
  SettlementRoundsService,
  SettlementService,
  StatingService,
];

@Module({
  imports: [PlaysModule, RoyaltyModule],
  providers: [
    ...FACE,
    DocumentClient,
    JudgingService,
    SettlementRepository,
    SettlementView,
    TroubleRepository,
  ],
  exports: FACE,
})
export class SettlementsModule {}
