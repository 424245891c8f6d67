import { Module } from '@nestjs/common';
import { FeedModule } from '../../../modules/feed/index.ts';
import { FeedController } from './feed.controller.ts';
import { SyndicationController } from './syndication.controller.ts';

@Module({ imports: [FeedModule], controllers: [FeedController, SyndicationController] })
export class FeedHttpModule {}
