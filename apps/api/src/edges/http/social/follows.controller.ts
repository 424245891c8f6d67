import { Body, Controller, Delete, Get, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { BlockService, FollowService } from '../../../modules/social/index.ts';
import { CurrentPrincipal, OptionalPrincipal, Public } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers, AnswersEmpty } from '../../../platform/http/answers.ts';
import { RateLimit } from '../../../platform/rate-limit/rate-limit.guard.ts';
import { pageRequest, presentPage } from '../common/cursor.ts';
import { presentBlock, presentFollow, presentProducerFollow } from './social.presenter.ts';
import {
  AddBlock,
  BlockList,
  FollowPage,
  HandleParams,
  IdParams,
  PageQuery,
  ProducerFollow,
} from './social.schemas.ts';

type Handle = z.infer<typeof HandleParams>;
type Paged = z.infer<typeof PageQuery>;

/** Whom a user follows, is followed by, and does not want to hear of. */
@ApiTags('Social')
@Controller()
export class FollowsController {
  constructor(
    @Inject(FollowService) private readonly follows: FollowService,
    @Inject(BlockService) private readonly blocks: BlockService,
  ) {}

  @Get('producers/:handle/follow')
  @Public()
  @ApiOperation({ summary: 'How many follow a producer of this instance, and whether you do' })
  @Answers(200, ProducerFollow)
  async producer(
    @OptionalPrincipal() principal: Principal | null,
    @Param({ schema: HandleParams }) { handle }: Handle,
  ) {
    return presentProducerFollow(await this.follows.ofProducer(principal, handle));
  }

  @Put('producers/:handle/follow')
  @RateLimit({ name: 'social.follow', points: 300, perSeconds: 3_600 })
  @ApiOperation({ summary: 'Follows a producer of this instance' })
  @AnswersEmpty(204)
  async follow(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: HandleParams }) { handle }: Handle,
  ): Promise<void> {
    await this.follows.followProducer(principal, handle);
  }

  @Delete('producers/:handle/follow')
  @ApiOperation({ summary: 'Follows a producer of this instance no more' })
  @AnswersEmpty(204)
  async unfollow(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: HandleParams }) { handle }: Handle,
  ): Promise<void> {
    await this.follows.unfollowProducer(principal, handle);
  }

  @Get('me/following')
  @ApiOperation({ summary: 'Whom you follow' })
  @Answers(200, FollowPage)
  async following(@CurrentPrincipal() principal: Principal, @Query({ schema: PageQuery }) query: Paged) {
    return presentPage(await this.follows.following(principal, pageRequest(query, 'ids')), presentFollow);
  }

  @Get('me/followers')
  @ApiOperation({ summary: 'Who follows you' })
  @Answers(200, FollowPage)
  async followers(@CurrentPrincipal() principal: Principal, @Query({ schema: PageQuery }) query: Paged) {
    return presentPage(await this.follows.followers(principal, pageRequest(query, 'ids')), presentFollow);
  }

  @Get('me/blocks')
  @ApiOperation({ summary: 'Whom you do not want to hear of' })
  @Answers(200, BlockList)
  async blocked(@CurrentPrincipal() principal: Principal) {
    return { items: (await this.blocks.list(principal)).map(presentBlock) };
  }

  @Post('me/blocks')
  @ApiOperation({ summary: 'Blocks a producer elsewhere, or a whole server, for yourself' })
  @AnswersEmpty(204)
  async block(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: AddBlock }) target: z.infer<typeof AddBlock>,
  ): Promise<void> {
    await this.blocks.add(principal, target);
  }

  @Delete('me/blocks/:id')
  @ApiOperation({ summary: 'Takes a block back' })
  @AnswersEmpty(204)
  async unblock(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: IdParams }) { id }: z.infer<typeof IdParams>,
  ): Promise<void> {
    await this.blocks.remove(principal, id);
  }
}
