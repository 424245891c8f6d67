import { Module } from '@nestjs/common';
import { SocialModule } from '../../../modules/social/index.ts';
import { ActivityPubModule } from '../../activitypub/activitypub.module.ts';
import { FollowsController } from './follows.controller.ts';
import { OwnAccountController } from './own-account.controller.ts';
import { ProducersElsewhereController } from './producers-elsewhere.controller.ts';
import { ReactionsController } from './reactions.controller.ts';
import { ServersController } from './servers.controller.ts';

@Module({
  imports: [SocialModule, ActivityPubModule],
  controllers: [
    ProducersElsewhereController,
    FollowsController,
    OwnAccountController,
    ReactionsController,
    ServersController,
  ],
})
export class SocialHttpModule {}
