import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  SettlementPaymentService,
  SettlementRoundsService,
  SettlementService,
} from '../../../modules/settlements/index.ts';
import { CurrentPrincipal, RequireRole } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { pageRequest } from '../common/cursor.ts';
import { presentSettlement, presentSettlements, presentTroubles } from './settlements.presenter.ts';
import {
  SettlementDecision,
  SettlementDetail,
  SettlementPage,
  SettlementParams,
  SettlementQuery,
  SettlementReference,
  SettlementRestatement,
  SettlementTroubles,
} from './settlements.schemas.ts';

type Id = z.infer<typeof SettlementParams>;

@ApiTags('Federation')
@RequireRole('operator')
@Controller('federation')
export class SettlementsController {
  constructor(
    @Inject(SettlementService) private readonly settlements: SettlementService,
    @Inject(SettlementRoundsService) private readonly rounds: SettlementRoundsService,
    @Inject(SettlementPaymentService) private readonly payments: SettlementPaymentService,
  ) {}

  @Get('peers/:id/settlements')
  @ApiOperation({ summary: 'What was stated between here and a peer, the newest first' })
  @Answers(200, SettlementPage)
  async list(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: SettlementParams }) { id }: Id,
    @Query({ schema: SettlementQuery }) page: z.infer<typeof SettlementQuery>,
  ) {
    return presentSettlements(await this.settlements.list(principal, id, pageRequest(page, 'ids')));
  }

  @Get('peers/:id/settlement-troubles')
  @ApiOperation({
    summary: 'Settlements and answers of a peer that were refused or could not be had, and why',
  })
  @Answers(200, SettlementTroubles)
  async troubles(@CurrentPrincipal() principal: Principal, @Param({ schema: SettlementParams }) { id }: Id) {
    return presentTroubles(await this.settlements.troubles(principal, id));
  }

  @Get('settlements/:id')
  @ApiOperation({ summary: 'A settlement with its lines: disputed ones first' })
  @Answers(200, SettlementDetail)
  async read(@CurrentPrincipal() principal: Principal, @Param({ schema: SettlementParams }) { id }: Id) {
    return presentSettlement(await this.settlements.read(principal, id));
  }

  @Post('settlements/:id/restate')
  @HttpCode(200)
  @ApiOperation({ summary: 'States disputed lines again, in a second round, which is the last' })
  @Answers(200, SettlementDetail)
  async restate(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: SettlementParams }) { id }: Id,
    @Body({ schema: SettlementRestatement }) { lines }: z.infer<typeof SettlementRestatement>,
  ) {
    return presentSettlement(await this.rounds.restate(principal, id, lines));
  }

  @Post('settlements/:id/decide')
  @HttpCode(200)
  @ApiOperation({ summary: 'Answers a second round: which lines that differ are let stand' })
  @Answers(200, SettlementDetail)
  async decide(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: SettlementParams }) { id }: Id,
    @Body({ schema: SettlementDecision }) decision: z.infer<typeof SettlementDecision>,
  ) {
    return presentSettlement(await this.rounds.decide(principal, id, decision));
  }

  @Post('settlements/:id/prepare')
  @HttpCode(200)
  @ApiOperation({ summary: 'Writes down the payment of what was accepted; another operator confirms it' })
  @Answers(200, SettlementDetail)
  async prepare(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: SettlementParams }) { id }: Id,
    @Body({ schema: SettlementReference }) { reference }: z.infer<typeof SettlementReference>,
  ) {
    return presentSettlement(await this.payments.prepare(principal, id, reference));
  }

  @Post('settlements/:id/withdraw')
  @HttpCode(200)
  @ApiOperation({ summary: 'Takes back a payment that was written down and not confirmed' })
  @Answers(200, SettlementDetail)
  async withdraw(@CurrentPrincipal() principal: Principal, @Param({ schema: SettlementParams }) { id }: Id) {
    return presentSettlement(await this.payments.withdraw(principal, id));
  }

  @Post('settlements/:id/confirm')
  @HttpCode(200)
  @ApiOperation({ summary: 'Confirms a payment that another operator wrote down, and books it' })
  @Answers(200, SettlementDetail)
  async confirm(@CurrentPrincipal() principal: Principal, @Param({ schema: SettlementParams }) { id }: Id) {
    return presentSettlement(await this.payments.confirm(principal, id));
  }
}
