import { Body, Controller, Delete, Get, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { CommentService, ReactionService } from '../../../modules/social/index.ts';
import { CurrentPrincipal, OptionalPrincipal, Public } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers, AnswersEmpty } from '../../../platform/http/answers.ts';
import { RateLimit } from '../../../platform/rate-limit/rate-limit.guard.ts';
import { pageRequest, presentPage } from '../common/cursor.ts';
import { presentComment } from './social.presenter.ts';
import {
  CommentPage,
  CommentRef,
  FlipParams,
  FlipStanding,
  IdParams,
  PageQuery,
  WriteComment,
} from './social.schemas.ts';

type Flip = z.infer<typeof FlipParams>;
type Id = z.infer<typeof IdParams>;
const REACT = { name: 'social.react', points: 600, perSeconds: 3_600 };

/** What people make of a flip, of this instance or another: its hash is the same everywhere. */
@ApiTags('Social')
@Controller()
export class ReactionsController {
  constructor(
    @Inject(ReactionService) private readonly reactions: ReactionService,
    @Inject(CommentService) private readonly comments: CommentService,
  ) {}

  @Get('flips/:hash/social')
  @Public()
  @ApiOperation({ summary: 'Likes, boosts and comments of a flip' })
  @Answers(200, FlipStanding)
  async standing(
    @OptionalPrincipal() principal: Principal | null,
    @Param({ schema: FlipParams }) { hash }: Flip,
  ) {
    return await this.reactions.standing(principal, hash);
  }

  @Put('flips/:hash/like')
  @RateLimit(REACT)
  @ApiOperation({ summary: 'Likes a flip' })
  @AnswersEmpty(204)
  async like(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: FlipParams }) { hash }: Flip,
  ): Promise<void> {
    await this.reactions.add(principal, 'LIKE', hash);
  }

  @Delete('flips/:hash/like')
  @ApiOperation({ summary: 'Takes a like back' })
  @AnswersEmpty(204)
  async unlike(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: FlipParams }) { hash }: Flip,
  ): Promise<void> {
    await this.reactions.remove(principal, 'LIKE', hash);
  }

  @Put('flips/:hash/boost')
  @RateLimit(REACT)
  @ApiOperation({ summary: 'Shows a flip to your followers' })
  @AnswersEmpty(204)
  async boost(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: FlipParams }) { hash }: Flip,
  ): Promise<void> {
    await this.reactions.add(principal, 'BOOST', hash);
  }

  @Delete('flips/:hash/boost')
  @ApiOperation({ summary: 'Takes a boost back' })
  @AnswersEmpty(204)
  async unboost(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: FlipParams }) { hash }: Flip,
  ): Promise<void> {
    await this.reactions.remove(principal, 'BOOST', hash);
  }

  @Get('flips/:hash/comments')
  @Public()
  @ApiOperation({ summary: 'What people say about a flip, here and elsewhere, oldest first' })
  @Answers(200, CommentPage)
  async list(
    @OptionalPrincipal() principal: Principal | null,
    @Param({ schema: FlipParams }) { hash }: Flip,
    @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>,
  ) {
    const page = await this.comments.list(principal, hash, pageRequest(query, 'comments'));
    return presentPage(page, presentComment);
  }

  @Post('flips/:hash/comments')
  @RateLimit({ name: 'social.comment', points: 60, perSeconds: 3_600 })
  @ApiOperation({ summary: 'Says something about a flip, or answers a comment' })
  @Answers(201, CommentRef)
  async write(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: FlipParams }) { hash }: Flip,
    @Body({ schema: WriteComment }) comment: z.infer<typeof WriteComment>,
  ) {
    return await this.comments.write(principal, hash, comment);
  }

  @Delete('comments/:id')
  @ApiOperation({ summary: 'Deletes a comment of yours, or hides one on a flip of yours' })
  @AnswersEmpty(204)
  async remove(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: IdParams }) { id }: Id,
  ): Promise<void> {
    await this.comments.remove(principal, id);
  }

  @Post('comments/:id/restore')
  @ApiOperation({ summary: 'Shows a comment again that was hidden' })
  @AnswersEmpty(204)
  async restore(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: IdParams }) { id }: Id,
  ): Promise<void> {
    await this.comments.restore(principal, id);
  }
}
