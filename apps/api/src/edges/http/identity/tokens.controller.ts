import { Body, Controller, Delete, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiTokenService } from '../../../modules/identity/index.ts';
import { CurrentPrincipal } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers, AnswersEmpty } from '../../../platform/http/answers.ts';
import { ApiTokenList, CreatedApiToken, NewApiToken } from './identity.schemas.ts';
import { presentCreatedToken, presentTokens } from './me.presenter.ts';

const TokenId = z.uuid();

@ApiTags('API tokens')
@Controller('me/tokens')
export class TokensController {
  constructor(@Inject(ApiTokenService) private readonly tokens: ApiTokenService) {}

  @Get()
  @ApiOperation({ summary: 'Your API tokens' })
  @Answers(200, ApiTokenList)
  async list(@CurrentPrincipal() principal: Principal) {
    return presentTokens(await this.tokens.list(principal));
  }

  @Post()
  @ApiOperation({ summary: 'Makes an API token; it is answered this once' })
  @Answers(201, CreatedApiToken)
  async create(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: NewApiToken }) request: z.infer<typeof NewApiToken>,
  ) {
    return presentCreatedToken(await this.tokens.create(principal, request));
  }

  @Delete(':id')
  @AnswersEmpty(204)
  @ApiOperation({ summary: 'Revokes an API token at once' })
  async revoke(
    @CurrentPrincipal() principal: Principal,
    @Param('id', { schema: TokenId }) id: string,
  ): Promise<void> {
    await this.tokens.revoke(principal, id);
  }
}
