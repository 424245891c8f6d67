import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { DerivativeService } from '../../../modules/credits/index.ts';
import { CurrentPrincipal } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { PartyParams } from '../catalogue/catalogue.schemas.ts';
import { pageRequest, presentPage } from '../common/cursor.ts';
import { presentDerivative, presentOwnFlip, presentStated } from './credits.presenter.ts';
import {
  DerivativePage,
  DerivativeQuery,
  OwnFlipPage,
  OwnFlipQuery,
  StatedFlipPage,
} from './credits.schemas.ts';
import { derivativeFilter } from './derivative-filter.ts';

@ApiTags('Credits')
@Controller()
export class DerivativesController {
  constructor(@Inject(DerivativeService) private readonly derivatives: DerivativeService) {}

  @Get('parties/:id/derivatives')
  @ApiOperation({ summary: "Flips of a party's music, with how they use it and what they paid" })
  @Answers(200, DerivativePage)
  async ofParty(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PartyParams }) { id }: z.infer<typeof PartyParams>,
    @Query({ schema: DerivativeQuery }) query: z.infer<typeof DerivativeQuery>,
  ) {
    return presentPage(
      await this.derivatives.ofParty(principal, id, derivativeFilter(query), pageRequest(query, 'recipes')),
      presentDerivative,
    );
  }

  @Get('me/flips')
  @ApiOperation({ summary: 'Your own flips, whatever became of them' })
  @Answers(200, OwnFlipPage)
  async own(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: OwnFlipQuery }) query: z.infer<typeof OwnFlipQuery>,
  ) {
    return presentPage(
      await this.derivatives.ofProducer(principal, pageRequest(query, 'recipes')),
      presentOwnFlip,
    );
  }

  @Get('recipe-changes')
  @ApiOperation({ summary: 'What became of flips here, newest first (operator)' })
  @Answers(200, StatedFlipPage)
  async changes(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: OwnFlipQuery }) query: z.infer<typeof OwnFlipQuery>,
  ) {
    return presentPage(
      await this.derivatives.changes(principal, pageRequest(query, 'state-changes')),
      presentStated,
    );
  }
}
