import { Body, Controller, Get, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { GrantService } from '../../../modules/consent/index.ts';
import { CurrentPrincipal } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { PartyParams } from '../catalogue/catalogue.schemas.ts';
import { pageRequest, presentPage } from '../common/cursor.ts';
import { presentGrant, presentGrantVersion } from './consent.presenter.ts';
import {
  GrantPage,
  GrantParams,
  GrantQuery,
  GrantVersionPage,
  GrantVersionQuery,
  GrantView,
  NewGrant,
  ReviseGrant,
  SuspendGrant,
  WithdrawGrant,
} from './consent.schemas.ts';

@ApiTags('Consent')
@Controller()
export class GrantsController {
  constructor(@Inject(GrantService) private readonly grants: GrantService) {}

  @Get('parties/:id/grants')
  @ApiOperation({ summary: 'What a party has granted: of each grant the version that holds' })
  @Answers(200, GrantPage)
  async list(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PartyParams }) { id }: z.infer<typeof PartyParams>,
    @Query({ schema: GrantQuery }) { wide, ...query }: z.infer<typeof GrantQuery>,
  ) {
    const page = pageRequest(query, 'grants');
    return presentPage(await this.grants.list(principal, id, wide ?? false, page), presentGrant);
  }

  @Post('parties/:id/grants')
  @ApiOperation({
    summary: 'Grants the use of a recording, a work, a release or a whole catalogue on one side',
  })
  @Answers(201, GrantView)
  async create(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PartyParams }) { id }: z.infer<typeof PartyParams>,
    @Body({ schema: NewGrant }) grant: z.infer<typeof NewGrant>,
  ) {
    return presentGrant(await this.grants.create(principal, id, grant));
  }

  @Put('grants/:id')
  @ApiOperation({ summary: 'Other terms, as the next version; also the way back after a withdrawal' })
  @Answers(200, GrantView)
  async revise(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: GrantParams }) { id }: z.infer<typeof GrantParams>,
    @Body({ schema: ReviseGrant }) terms: z.infer<typeof ReviseGrant>,
  ) {
    return presentGrant(await this.grants.revise(principal, id, terms));
  }

  @Get('grants/:id/versions')
  @ApiOperation({ summary: 'Everything the grant ever said, the newest version first' })
  @Answers(200, GrantVersionPage)
  async versions(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: GrantParams }) { id }: z.infer<typeof GrantParams>,
    @Query({ schema: GrantVersionQuery }) query: z.infer<typeof GrantVersionQuery>,
  ) {
    const page = pageRequest(query, 'grant-versions');
    return presentPage(await this.grants.versions(principal, id, page), presentGrantVersion);
  }

  @Post('grants/:id/withdraw')
  @ApiOperation({
    summary: 'Takes a grant back, at once or on a day that is announced; plays already counted stand',
  })
  @Answers(200, GrantView)
  async withdraw(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: GrantParams }) { id }: z.infer<typeof GrantParams>,
    @Body({ schema: WithdrawGrant }) { reason, at }: z.infer<typeof WithdrawGrant>,
  ) {
    return presentGrant(
      await this.grants.withdraw(principal, id, { reason: reason ?? null, at: at ?? null }),
    );
  }

  @Post('grants/:id/keep')
  @ApiOperation({ summary: 'Takes an announced withdrawal back' })
  @Answers(200, GrantView)
  async keep(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: GrantParams }) { id }: z.infer<typeof GrantParams>,
  ) {
    return presentGrant(await this.grants.keep(principal, id));
  }

  @Post('grants/:id/suspend')
  @ApiOperation({ summary: 'Lets nothing play until the grant is resumed' })
  @Answers(200, GrantView)
  async suspend(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: GrantParams }) { id }: z.infer<typeof GrantParams>,
    @Body({ schema: SuspendGrant }) { reason }: z.infer<typeof SuspendGrant>,
  ) {
    return presentGrant(await this.grants.suspend(principal, id, reason ?? null));
  }

  @Post('grants/:id/resume')
  @ApiOperation({ summary: 'Lets a suspended grant hold again, on the terms it has' })
  @Answers(200, GrantView)
  async resume(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: GrantParams }) { id }: z.infer<typeof GrantParams>,
  ) {
    return presentGrant(await this.grants.resume(principal, id));
  }
}
