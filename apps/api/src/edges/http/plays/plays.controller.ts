import { Body, Controller, Inject, Post } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { PlayGrantService, PlayService } from '../../../modules/plays/index.ts';
import type { Origin } from '../../../modules/plays/index.ts';
import { OptionalPrincipal, Public } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { RequestOrigin } from './origin.decorator.ts';
import { NewPlayGrant, PlayGrant, PlayResults, SubmitPlays } from './plays.schemas.ts';

/** Five hundred receipts of recipes with a few sources each. */
const RECEIPTS_BODY = 512 * 1_024;

@ApiTags('Plays')
@Controller('plays')
export class PlaysController {
  constructor(
    @Inject(PlayGrantService) private readonly grants: PlayGrantService,
    @Inject(PlayService) private readonly plays: PlayService,
  ) {}

  @Post('grants')
  @Public()
  @ApiOperation({
    summary: 'Permission for a device to report one play; refused when the flip is not cleared now',
  })
  @Answers(201, PlayGrant)
  async grant(
    @OptionalPrincipal() principal: Principal | null,
    @RequestOrigin() origin: Origin,
    @Body({ schema: NewPlayGrant }) request: z.infer<typeof NewPlayGrant>,
  ) {
    return await this.grants.issue(principal, request, origin);
  }

  @Post()
  @Public()
  @RouteConfig({ bodyLimit: RECEIPTS_BODY })
  @ApiOperation({ summary: 'Reports plays; what the answer says is counted is durable' })
  @Answers(200, PlayResults)
  async submit(
    @OptionalPrincipal() principal: Principal | null,
    @RequestOrigin() origin: Origin,
    @Body({ schema: SubmitPlays }) request: z.infer<typeof SubmitPlays>,
  ) {
    return { results: await this.plays.submit(principal, request.receipts, origin) };
  }
}
