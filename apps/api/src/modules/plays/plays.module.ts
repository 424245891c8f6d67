import { Module } from '@nestjs/common';
import { InstanceSigner } from './instance-signer.ts';
import { ListenerRepository } from './listener.repository.ts';
import { PeriodCalendarRepository } from './period-calendar.repository.ts';
import { PlayGrantRepository } from './play-grant.repository.ts';
import { PlayGrantService } from './play-grant.service.ts';
import { PlayPartitionService } from './play-partition.service.ts';
import { PlayRepository } from './play.repository.ts';
import { PlayService } from './play.service.ts';
import { PromiseService } from './promise.service.ts';
import { ReceiptVerifier } from './receipt-verifier.ts';
import { TerritoryService } from './territory.service.ts';

const FACE = [
  InstanceSigner,
  PeriodCalendarRepository,
  PlayGrantService,
  PlayPartitionService,
  PlayService,
  TerritoryService,
];

@Module({
  providers: [
    ...FACE,
    ListenerRepository,
    PlayGrantRepository,
    PlayRepository,
    PromiseService,
    ReceiptVerifier,
  ],
  exports: FACE,
})
export class PlaysModule {}
