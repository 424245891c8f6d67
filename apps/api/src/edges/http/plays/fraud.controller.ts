import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { FraudService, PlayVoidService, QuarantineService } from '../../../modules/plays/index.ts';
import { CurrentPrincipal, RequireRole } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import {
  after,
  fraudFilter,
  presentQuarantine,
  presentRejections,
  presentVoiding,
  presentVoidings,
  voidFilter,
} from './fraud.presenter.ts';
import {
  NewPlayVoiding,
  PlayRejectionPage,
  PlayVoidFilter,
  PlayVoiding,
  PlayVoidingPage,
  PlayVoidingQuery,
  PlayVoidPreview,
  QuarantineDecision,
  QuarantineOutcome,
  QuarantinePage,
  QuarantineQuery,
  RejectionQuery,
} from './fraud.schemas.ts';

@ApiTags('Plays')
@RequireRole('operator')
@Controller('plays')
export class FraudController {
  constructor(
    @Inject(FraudService) private readonly fraud: FraudService,
    @Inject(QuarantineService) private readonly quarantine: QuarantineService,
    @Inject(PlayVoidService) private readonly voids: PlayVoidService,
  ) {}

  @Get('rejections')
  @ApiOperation({ summary: 'Receipts that did not count, the newest first, and how many of each reason' })
  @Answers(200, PlayRejectionPage)
  async rejections(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: RejectionQuery }) { cursor, limit, ...query }: z.infer<typeof RejectionQuery>,
  ) {
    return presentRejections(
      await this.fraud.rejections(principal, fraudFilter(query), after(cursor), limit + 1),
      limit,
    );
  }

  @Get('quarantine')
  @ApiOperation({ summary: 'Plays that are kept and do not count yet, the newest first' })
  @Answers(200, QuarantinePage)
  async held(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: QuarantineQuery }) { cursor, limit, state, ...query }: z.infer<typeof QuarantineQuery>,
  ) {
    return presentQuarantine(
      await this.fraud.quarantine(principal, fraudFilter(query), state, after(cursor), limit + 1),
      limit,
    );
  }

  @Post('quarantine/decisions')
  @ApiOperation({ summary: 'Counts plays that were kept aside, or refuses them' })
  @Answers(200, QuarantineOutcome)
  async decide(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: QuarantineDecision }) decision: z.infer<typeof QuarantineDecision>,
  ) {
    return await this.quarantine.decide(principal, decision);
  }

  @Get('voids')
  @ApiOperation({ summary: 'What was taken back, the newest first' })
  @Answers(200, PlayVoidingPage)
  async list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: PlayVoidingQuery }) { cursor, limit }: z.infer<typeof PlayVoidingQuery>,
  ) {
    return presentVoidings(await this.voids.list(principal, after(cursor), limit + 1), limit);
  }

  @Post('voids/preview')
  @ApiOperation({ summary: 'How many counted plays would be taken back' })
  @Answers(200, PlayVoidPreview)
  async preview(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: PlayVoidFilter }) filter: z.infer<typeof PlayVoidFilter>,
  ) {
    return await this.voids.preview(principal, voidFilter(filter));
  }

  @Post('voids')
  @ApiOperation({ summary: 'Takes counted plays back, as many as the preview said' })
  @Answers(201, PlayVoiding)
  async apply(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: NewPlayVoiding })
    { reason, expectedPlays, ...filter }: z.infer<typeof NewPlayVoiding>,
  ) {
    return presentVoiding(
      await this.voids.apply(principal, { filter: voidFilter(filter), reason, expectedPlays }),
    );
  }
}
