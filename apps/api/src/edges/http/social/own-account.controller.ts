import { Body, Controller, Delete, Get, Inject, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  AliasService,
  CommentService,
  MoveService,
  SocialKeyService,
} from '../../../modules/social/index.ts';
import { CurrentPrincipal } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers, AnswersEmpty } from '../../../platform/http/answers.ts';
import { RateLimit } from '../../../platform/rate-limit/rate-limit.guard.ts';
import { OwnAccounts } from '../../activitypub/own-accounts.service.ts';
import { pageRequest, presentPage } from '../common/cursor.ts';
import { presentKnownAs, presentReceived } from './social.presenter.ts';
import { Aliases, KnownAs, OtherAccount, PageQuery, ReceivedCommentPage } from './social.schemas.ts';

type Other = z.infer<typeof OtherAccount>;
/** Each asks another server. */
const ASKS = { name: 'social.accounts', points: 30, perSeconds: 3_600 };

/** How a user is known to other servers, and what is said there about the user's flips. */
@ApiTags('Social')
@Controller('me')
export class OwnAccountController {
  constructor(
    @Inject(OwnAccounts) private readonly accounts: OwnAccounts,
    @Inject(AliasService) private readonly aliases: AliasService,
    @Inject(MoveService) private readonly moves: MoveService,
    @Inject(SocialKeyService) private readonly keys: SocialKeyService,
    @Inject(CommentService) private readonly comments: CommentService,
  ) {}

  @Get('social')
  @ApiOperation({ summary: 'How you are known to other servers' })
  @Answers(200, KnownAs)
  async known(@CurrentPrincipal() principal: Principal) {
    return presentKnownAs(await this.accounts.describe(principal));
  }

  @Get('comments')
  @ApiOperation({ summary: 'What others said about your flips, newest first, with what is hidden' })
  @Answers(200, ReceivedCommentPage)
  async received(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>,
  ) {
    return presentPage(
      await this.comments.received(principal, pageRequest(query, 'comments')),
      presentReceived,
    );
  }

  @Get('aliases')
  @ApiOperation({ summary: 'Other accounts of yours, whose followers may be moved here' })
  @Answers(200, Aliases)
  async listAliases(@CurrentPrincipal() principal: Principal) {
    return { items: await this.aliases.list(principal) };
  }

  @Put('aliases')
  @ApiOperation({ summary: 'States other accounts of yours: these and no others' })
  @Answers(200, Aliases)
  async setAliases(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: Aliases }) { items }: z.infer<typeof Aliases>,
  ) {
    return { items: await this.aliases.replace(principal, items) };
  }

  @Post('aliases')
  @RateLimit(ASKS)
  @ApiOperation({ summary: 'Looks up another account of yours and states it as one' })
  @Answers(200, Aliases)
  async addAlias(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: OtherAccount }) { account }: Other,
  ) {
    return { items: await this.accounts.addAlias(principal, account) };
  }

  @Post('move')
  @RateLimit(ASKS)
  @ApiOperation({
    summary: 'Moves your followers to another account of yours, which names this one as an alias',
  })
  @AnswersEmpty(204)
  async move(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: OtherAccount }) { account }: Other,
  ): Promise<void> {
    await this.accounts.move(principal, account);
  }

  @Delete('move')
  @ApiOperation({ summary: 'Leads to no other account any more; whoever followed you there stays there' })
  @AnswersEmpty(204)
  async takeMoveBack(@CurrentPrincipal() principal: Principal): Promise<void> {
    await this.moves.takeBack(principal);
  }

  @Post('social-keys')
  @RateLimit({ name: 'social.keys', points: 10, perSeconds: 86_400 })
  @ApiOperation({
    summary: 'Replaces the keys that your activities are signed with; the old ones are shown for a week',
  })
  @AnswersEmpty(204)
  async rotate(@CurrentPrincipal() principal: Principal): Promise<void> {
    await this.keys.rotateOwn(principal);
  }
}
