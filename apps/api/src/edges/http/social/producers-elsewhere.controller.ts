import { Controller, Delete, Get, Inject, Param, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { FollowService, RemotePostService } from '../../../modules/social/index.ts';
import { CurrentPrincipal, OptionalPrincipal, Public } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers, AnswersEmpty } from '../../../platform/http/answers.ts';
import { RateLimit } from '../../../platform/rate-limit/rate-limit.guard.ts';
import { LookupService } from '../../activitypub/lookup.service.ts';
import { pageRequest, presentPage } from '../common/cursor.ts';
import { presentActor, presentFollowed, presentRemoteFlip } from './social.presenter.ts';
import {
  ActorParams,
  FollowedPage,
  IdParams,
  PageQuery,
  RemoteFlipPage,
  RemoteFlipView,
  RemoteProducer,
  SearchQuery,
  SearchResult,
} from './social.schemas.ts';

type Actor = z.infer<typeof ActorParams>;

/** Producers of other servers, and their flips. */
@ApiTags('Social')
@Controller('social')
export class ProducersElsewhereController {
  constructor(
    @Inject(LookupService) private readonly lookup: LookupService,
    @Inject(RemotePostService) private readonly posts: RemotePostService,
    @Inject(FollowService) private readonly follows: FollowService,
  ) {}

  @Get('search')
  @RateLimit({ name: 'social.search', points: 60, perSeconds: 60 })
  @ApiOperation({ summary: 'Finds a producer by @name@server, or a producer or flip by its address' })
  @Answers(200, SearchResult)
  async search(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: SearchQuery }) { q }: z.infer<typeof SearchQuery>,
  ) {
    return await this.lookup.find(principal, q);
  }

  @Get('feed')
  @ApiOperation({ summary: 'Flips of producers that you follow, here and elsewhere, newest first' })
  @Answers(200, FollowedPage)
  async feed(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>,
  ) {
    return presentPage(await this.posts.followed(principal, pageRequest(query, 'recipes')), presentFollowed);
  }

  @Get('posts/:id')
  @Public()
  @ApiOperation({ summary: 'A flip of another server with its recipe and credits' })
  @Answers(200, RemoteFlipView)
  async post(@Param({ schema: IdParams }) { id }: z.infer<typeof IdParams>) {
    return presentRemoteFlip(await this.posts.get(id));
  }

  @Get('actors/:id')
  @Public()
  @ApiOperation({ summary: 'A producer of another server, and whether you follow them' })
  @Answers(200, RemoteProducer)
  async actor(
    @OptionalPrincipal() principal: Principal | null,
    @Param({ schema: ActorParams }) { id }: Actor,
  ) {
    return presentActor(await this.posts.actor(id), await this.follows.of(principal, id));
  }

  @Get('actors/:id/flips')
  @Public()
  @ApiOperation({ summary: 'What is known here of the flips of a producer elsewhere, newest first' })
  @Answers(200, RemoteFlipPage)
  async flips(
    @Param({ schema: ActorParams }) { id }: Actor,
    @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>,
  ) {
    return presentPage(await this.posts.ofActor(id, pageRequest(query, 'recipes')), presentRemoteFlip);
  }

  @Put('actors/:id/follow')
  @RateLimit({ name: 'social.follow', points: 300, perSeconds: 3_600 })
  @ApiOperation({ summary: 'Asks to follow a producer elsewhere' })
  @AnswersEmpty(204)
  async follow(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: ActorParams }) { id }: Actor,
  ): Promise<void> {
    await this.follows.follow(principal, id);
  }

  @Delete('actors/:id/follow')
  @ApiOperation({ summary: 'Follows a producer elsewhere no more' })
  @AnswersEmpty(204)
  async unfollow(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: ActorParams }) { id }: Actor,
  ): Promise<void> {
    await this.follows.unfollow(principal, id);
  }
}
