import { Module } from '@nestjs/common';
import { TallyModule } from '../tally/index.ts';
import { TransparencyModule } from '../transparency/index.ts';
import { AlarmService } from './alarm.service.ts';
import { ConsentSink } from './consent-sink.ts';
import { FindingService } from './finding.service.ts';
import { ForgetPeersService } from './forget.service.ts';
import { HintService } from './hint.service.ts';
import { InstanceClient } from './instance-client.ts';
import { ListingService } from './listing.service.ts';
import { NameService } from './name.service.ts';
import { OwnKeys } from './own-keys.ts';
import { PeerDeliveryRepository } from './peer-delivery.repository.ts';
import { PeerFactRepository } from './peer-fact.repository.ts';
import { PeerLogRepository } from './peer-log.repository.ts';
import { PeerNameRepository } from './peer-name.repository.ts';
import { PeerRights } from './peer-rights.ts';
import { PeerRightsRepository } from './peer-rights.repository.ts';
import { PeerWitnesses } from './peer-witnesses.ts';
import { PeerRepository } from './peer.repository.ts';
import { PeerService } from './peer.service.ts';
import { PeerView } from './peer.view.ts';
import { TailLoop } from './tail.loop.ts';
import { TailService } from './tail.service.ts';

const FACE = [
  FindingService,
  ForgetPeersService,
  HintService,
  ListingService,
  PeerService,
  TailLoop,
  TailService,
];

@Module({
  imports: [TallyModule, TransparencyModule],
  providers: [
    ...FACE,
    AlarmService,
    ConsentSink,
    InstanceClient,
    NameService,
    OwnKeys,
    PeerDeliveryRepository,
    PeerFactRepository,
    PeerLogRepository,
    PeerNameRepository,
    PeerRepository,
    PeerRights,
    PeerRightsRepository,
    PeerView,
    PeerWitnesses,
  ],
  exports: FACE,
})
export class FederationModule {}
