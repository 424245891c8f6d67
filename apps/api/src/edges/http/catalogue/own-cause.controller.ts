import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { OwnCauseService } from '../../../modules/catalogue/index.ts';
import { CurrentPrincipal } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { presentStanding } from './party.presenter.ts';
import { OwnCauseQuery, OwnCauseView } from './party.schemas.ts';

@ApiTags('Parties')
@Controller('own-cause')
export class OwnCauseController {
  constructor(@Inject(OwnCauseService) private readonly ownCauses: OwnCauseService) {}

  @Get()
  @ApiOperation({ summary: 'Whether a decision about these parties is one’s own cause (operator)' })
  @Answers(200, OwnCauseView)
  async standing(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: OwnCauseQuery }) { parties }: z.infer<typeof OwnCauseQuery>,
  ) {
    return presentStanding(await this.ownCauses.standing(principal, parties));
  }
}
