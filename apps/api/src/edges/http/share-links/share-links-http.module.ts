import { Module } from '@nestjs/common';
import { ShareLinksModule } from '../../../modules/share-links/index.ts';
import { ShareLinksController } from './share-links.controller.ts';
import { SharePagesController } from './share-pages.controller.ts';
import { SharePages } from './share-pages.ts';

@Module({
  imports: [ShareLinksModule],
  controllers: [ShareLinksController, SharePagesController],
  providers: [SharePages],
})
export class ShareLinksHttpModule {}
