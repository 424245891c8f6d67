import { Module } from '@nestjs/common';
import { SocialModule } from '../../modules/social/index.ts';
import { JobsModule } from '../jobs/jobs.module.ts';
import { ActivityPubJobs } from './activitypub.jobs.ts';
import { Courier } from './courier.ts';
import { DeliveryLoop } from './delivery-loop.ts';
import { Documents } from './documents.ts';
import { FederationFront } from './federation.ts';
import { Inbox } from './inbox.ts';
import { IncomingActivities } from './incoming-activities.ts';
import { LookupService } from './lookup.service.ts';
import { ObjectPages } from './object-pages.ts';
import { Outgoing } from './outgoing.ts';
import { OwnAccounts } from './own-accounts.service.ts';
import { People } from './people.ts';
import { RemoteActors } from './remote-actors.ts';
import { SenderProof } from './sender-proof.ts';
import { SigningKeys } from './signing-keys.ts';

/** The edge to ActivityPub. Fedify is known here and nowhere else. */
@Module({
  imports: [SocialModule, JobsModule],
  providers: [
    ActivityPubJobs,
    Courier,
    DeliveryLoop,
    Documents,
    FederationFront,
    Inbox,
    IncomingActivities,
    LookupService,
    ObjectPages,
    Outgoing,
    OwnAccounts,
    People,
    RemoteActors,
    SenderProof,
    SigningKeys,
  ],
  exports: [DeliveryLoop, FederationFront, Inbox, LookupService, ObjectPages, Outgoing, OwnAccounts],
})
export class ActivityPubModule {}
