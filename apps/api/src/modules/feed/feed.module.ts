import { Module } from '@nestjs/common';
import { FeedService } from './feed.service.ts';
import { FeedView } from './feed.view.ts';

@Module({ providers: [FeedService, FeedView], exports: [FeedService] })
export class FeedModule {}
