import { Module } from '@nestjs/common';
import { ClaimsController } from './claims.controller.ts';
import { DomainsController } from './domains.controller.ts';
import { InvitationsController } from './invitations.controller.ts';
import { MembersController } from './members.controller.ts';
import { MergesController } from './merges.controller.ts';
import { OwnCauseController } from './own-cause.controller.ts';
import { PartiesController } from './parties.controller.ts';
import { RecordingsController } from './recordings.controller.ts';
import { SharesController } from './shares.controller.ts';

@Module({
  controllers: [
    RecordingsController,
    PartiesController,
    MembersController,
    InvitationsController,
    DomainsController,
    ClaimsController,
    SharesController,
    MergesController,
    OwnCauseController,
  ],
})
export class CatalogueHttpModule {}
