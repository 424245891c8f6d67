import { Module } from '@nestjs/common';
import { ShareLinksModule } from '../../../modules/share-links/index.ts';
import { SocialModule } from '../../../modules/social/index.ts';
import { ShareCards } from './share-cards.ts';
import { ShareLinksController } from './share-links.controller.ts';
import { SharePagesController } from './share-pages.controller.ts';
import { SharePages } from './share-pages.ts';

@Module({
  imports: [ShareLinksModule, SocialModule],
  controllers: [ShareLinksController, SharePagesController],
  providers: [ShareCards, SharePages],
})
export class ShareLinksHttpModule {}
