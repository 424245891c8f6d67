import { Controller, Get, Header, Inject, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { z } from 'zod';
import { FeedService } from '../../../modules/feed/index.ts';
import type { RecipeCard } from '../../../modules/recipes/index.ts';
import type { Page } from '../../../modules/catalogue/index.ts';
import { Public } from '../../../platform/auth/auth.decorators.ts';
import { Clock } from '../../../platform/clock/clock.ts';
import { CONFIG } from '../../../platform/config/config.ts';
import type { Config } from '../../../platform/config/config.ts';
import { FeedQuery } from './feed.schemas.ts';
import { syndicate } from './syndication.ts';
import { withGone, withTombstones } from './tombstones.ts';
import type { FeedPlace } from './syndication.ts';

const SyndicationQuery = z.strictObject({ tag: FeedQuery.shape.tag, producer: FeedQuery.shape.producer });
type SyndicationQuery = z.infer<typeof SyndicationQuery>;
const ENTRIES = 50;

/** Feeds for readers; their addresses are outside the API. */
@ApiExcludeController()
@Public()
@Controller()
export class SyndicationController {
  constructor(
    @Inject(FeedService) private readonly feed: FeedService,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'baseUrl'>,
  ) {}

  @Get('feed.atom')
  @Header('content-type', 'application/atom+xml; charset=utf-8')
  @Header('cache-control', 'public, max-age=60')
  async atom(@Query({ schema: SyndicationQuery }) query: SyndicationQuery): Promise<string> {
    const feed = this.make({ ...query, format: 'atom' }, await this.newest(query)).atom1();
    return withTombstones(feed, await this.feed.gone(query), this.config.baseUrl);
  }

  @Get('feed.json')
  @Header('content-type', 'application/feed+json; charset=utf-8')
  @Header('cache-control', 'public, max-age=60')
  async json(@Query({ schema: SyndicationQuery }) query: SyndicationQuery): Promise<string> {
    const feed = this.make({ ...query, format: 'json' }, await this.newest(query)).json1();
    return withGone(feed, await this.feed.gone(query), this.config.baseUrl);
  }

  private newest(query: SyndicationQuery): Promise<Page<RecipeCard>> {
    return this.feed.newest({ ...query, after: null, limit: ENTRIES });
  }

  private make(place: Omit<FeedPlace, 'baseUrl'>, page: Page<RecipeCard>) {
    return syndicate({ baseUrl: this.config.baseUrl, ...place }, page.items, this.clock.now());
  }
}
