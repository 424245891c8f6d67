import { Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { PeriodService } from '../../../modules/royalty/index.ts';
import { CurrentPrincipal, RequireRole } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { presentPeriod, presentPeriods } from './royalty.presenter.ts';
import { PeriodList, PeriodParams, PeriodView } from './royalty.schemas.ts';

@ApiTags('Royalties')
@Controller('royalties/periods')
export class PeriodsController {
  constructor(@Inject(PeriodService) private readonly periods: PeriodService) {}

  @Get()
  @ApiOperation({ summary: 'The accounting periods, the newest first' })
  @Answers(200, PeriodList)
  async list(@CurrentPrincipal() principal: Principal) {
    return presentPeriods(await this.periods.list(principal));
  }

  @Get(':id')
  @ApiOperation({ summary: 'One period, with the progress of its close' })
  @Answers(200, PeriodView)
  async get(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PeriodParams }) { id }: z.infer<typeof PeriodParams>,
  ) {
    return presentPeriod(await this.periods.get(principal, id));
  }

  @Post(':id/close')
  @RequireRole('operator')
  @ApiOperation({ summary: 'Stops counting into a period and makes its statements; asking again goes on' })
  @Answers(202, PeriodView)
  async close(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PeriodParams }) { id }: z.infer<typeof PeriodParams>,
  ) {
    return presentPeriod(await this.periods.close(principal, id));
  }
}
