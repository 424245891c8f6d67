import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { FeedService } from '../../../modules/feed/index.ts';
import { Public } from '../../../platform/auth/auth.decorators.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { pageRequest, presentPage } from '../common/cursor.ts';
import { presentCard } from '../recipes/recipes.presenter.ts';
import { presentProducer } from './feed.presenter.ts';
import { FeedPage, FeedQuery, ProducerParams, ProducerView, TagList } from './feed.schemas.ts';

@ApiTags('Feed')
@Public()
@Controller()
export class FeedController {
  constructor(@Inject(FeedService) private readonly feed: FeedService) {}

  @Get('feed')
  @ApiOperation({ summary: 'Flips, newest first; of one tag, of one producer' })
  @Answers(200, FeedPage)
  async list(@Query({ schema: FeedQuery }) query: z.infer<typeof FeedQuery>) {
    return presentPage(await this.feed.newest({ ...query, ...pageRequest(query, 'recipes') }), presentCard);
  }

  @Get('producers/:handle')
  @ApiOperation({ summary: 'A producer' })
  @Answers(200, ProducerView)
  async producer(@Param({ schema: ProducerParams }) { handle }: z.infer<typeof ProducerParams>) {
    return presentProducer(await this.feed.producer(handle));
  }

  @Get('tags')
  @ApiOperation({ summary: 'The tags in use, most used first' })
  @Answers(200, TagList)
  async tags() {
    return { items: await this.feed.tags() };
  }
}
