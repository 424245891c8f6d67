import { Module } from '@nestjs/common';
import { AddressTotalRepository } from './address-total.repository.ts';
import { BodyErasureRepository } from './body-erasure.repository.ts';
import { BodyErasureService } from './body-erasure.service.ts';
import { CountedLeafRepository } from './counted-leaf.repository.ts';
import { FraudView } from './fraud.view.ts';
import { FraudService } from './fraud.service.ts';
import { InstanceSigner } from './instance-signer.ts';
import { ListenerRepository } from './listener.repository.ts';
import { PeriodCalendarRepository } from './period-calendar.repository.ts';
import { PlayCounter } from './play-counter.service.ts';
import { PlayGrantRepository } from './play-grant.repository.ts';
import { PlayGrantService } from './play-grant.service.ts';
import { PlayPartitionService } from './play-partition.service.ts';
import { PlayRepository } from './play.repository.ts';
import { PlayService } from './play.service.ts';
import { PlayUsageRepository } from './play-usage.repository.ts';
import { PlayUsageService } from './play-usage.service.ts';
import { PlayVoidRepository } from './play-void.repository.ts';
import { PlayVoidService } from './play-void.service.ts';
import { PromiseService } from './promise.service.ts';
import { QuarantineRepository } from './quarantine.repository.ts';
import { QuarantineService } from './quarantine.service.ts';
import { ReceiptVerifier } from './receipt-verifier.ts';
import { TerritoryService } from './territory.service.ts';

const FACE = [
  BodyErasureService,
  FraudService,
  InstanceSigner,
  PeriodCalendarRepository,
  PlayGrantService,
  PlayPartitionService,
  PlayService,
  PlayUsageService,
  PlayVoidService,
  QuarantineService,
  TerritoryService,
];
const INNER = [
  AddressTotalRepository,
  BodyErasureRepository,
  CountedLeafRepository,
  FraudView,
  ListenerRepository,
  PlayCounter,
  PlayGrantRepository,
  PlayRepository,
  PlayUsageRepository,
  PlayVoidRepository,
  PromiseService,
  QuarantineRepository,
  ReceiptVerifier,
];

@Module({ providers: [...FACE, ...INNER], exports: FACE })
export class PlaysModule {}
