import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { PoolService } from '../../../modules/royalty/index.ts';
import { CurrentPrincipal, RequireRole } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { presentPools } from './pools.presenter.ts';
import { FundedTariffList, ListenerPayments, NewPool } from './pools.schemas.ts';
import { PeriodParams } from './royalty.schemas.ts';

/** Five thousand payments under pseudonyms as they are made here. */
const PAYMENTS_BODY = 512 * 1_024;

@ApiTags('Royalties')
@Controller('royalties/periods/:id')
@RequireRole('operator')
export class PoolsController {
  constructor(@Inject(PoolService) private readonly pools: PoolService) {}

  @Get('pools')
  @ApiOperation({ summary: 'What a period shares out under tariffs that are not per play' })
  @Answers(200, FundedTariffList)
  async list(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PeriodParams }) { id }: z.infer<typeof PeriodParams>,
  ) {
    return presentPools(await this.pools.list(principal, id));
  }

  @Post('pools')
  @ApiOperation({
    summary: 'States money for the pool of an open period; the same reference again changes nothing',
  })
  @Answers(201, FundedTariffList)
  async state(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PeriodParams }) { id }: z.infer<typeof PeriodParams>,
    @Body({ schema: NewPool }) pool: z.infer<typeof NewPool>,
  ) {
    return presentPools(await this.pools.state(principal, id, pool));
  }

  @Post('listener-payments')
  @RouteConfig({ bodyLimit: PAYMENTS_BODY })
  @ApiOperation({
    summary: 'What listeners paid into an open period, by pseudonym; known payments change nothing',
  })
  @Answers(201, FundedTariffList)
  async importPayments(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PeriodParams }) { id }: z.infer<typeof PeriodParams>,
    @Body({ schema: ListenerPayments }) payments: z.infer<typeof ListenerPayments>,
  ) {
    return presentPools(await this.pools.importPayments(principal, id, payments));
  }
}
