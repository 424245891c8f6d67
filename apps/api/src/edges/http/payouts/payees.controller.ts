import { Body, Controller, Delete, Get, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { PayeeService, PayoutService } from '../../../modules/payouts/index.ts';
import { CurrentPrincipal, RequireRole, RequireScope } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { RateLimit } from '../../../platform/rate-limit/rate-limit.guard.ts';
import { pageRequest, presentPage } from '../common/cursor.ts';
import { presentPayee, presentPayment, readAccount, readCurrency, readMicros } from './payouts.presenter.ts';
import {
  HoldReason,
  NewPayeeAccount,
  NewThreshold,
  PageQuery,
  PartyPaymentPage,
  PayeeParams,
  PayeeView,
  ThresholdParams,
} from './payouts.schemas.ts';

const CHANGES = { name: 'payee', points: 30, perSeconds: 3_600 } as const;

@ApiTags('Payouts')
@Controller('parties/:id')
export class PayeesController {
  constructor(
    @Inject(PayeeService) private readonly payees: PayeeService,
    @Inject(PayoutService) private readonly payouts: PayoutService,
  ) {}

  @Get('payee')
  @RequireScope('statements:read')
  @ApiOperation({
    summary: 'Where and from how much on the party is paid; account numbers by their ends alone',
  })
  @Answers(200, PayeeView)
  async get(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PayeeParams }) { id }: z.infer<typeof PayeeParams>,
  ) {
    return presentPayee(await this.payees.get(principal, id));
  }

  @Put('payee/account')
  @RequireScope('payees:write')
  @RateLimit(CHANGES)
  @ApiOperation({
    summary: 'Enters the account that the party is paid to; a changed one is not paid to for some days',
  })
  @Answers(200, PayeeView)
  async setAccount(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PayeeParams }) { id }: z.infer<typeof PayeeParams>,
    @Body({ schema: NewPayeeAccount }) body: z.infer<typeof NewPayeeAccount>,
  ) {
    return presentPayee(await this.payees.setAccount(principal, id, readAccount(body)));
  }

  @Delete('payee/account')
  @RequireScope('payees:write')
  @ApiOperation({ summary: 'Takes the account away: nothing is paid until one is entered again' })
  @Answers(200, PayeeView)
  async removeAccount(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PayeeParams }) { id }: z.infer<typeof PayeeParams>,
  ) {
    return presentPayee(await this.payees.removeAccount(principal, id));
  }

  @Put('payee/thresholds/:currency')
  @RequireScope('payees:write')
  @ApiOperation({ summary: 'From how much on the party is paid in a currency' })
  @Answers(200, PayeeView)
  async setThreshold(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: ThresholdParams }) { id, currency }: z.infer<typeof ThresholdParams>,
    @Body({ schema: NewThreshold }) { amountMicros }: z.infer<typeof NewThreshold>,
  ) {
    const parsed = readCurrency(currency, '/params/currency');
    return presentPayee(await this.payees.setThreshold(principal, id, parsed, readMicros(amountMicros)));
  }

  @Post('payee/stop')
  @RequireRole('operator')
  @ApiOperation({ summary: 'Stops payouts to the party (operator)' })
  @Answers(200, PayeeView)
  async stop(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PayeeParams }) { id }: z.infer<typeof PayeeParams>,
    @Body({ schema: HoldReason }) { reason }: z.infer<typeof HoldReason>,
  ) {
    return presentPayee(await this.payees.stop(principal, id, reason));
  }

  @Post('payee/resume')
  @RequireRole('operator')
  @ApiOperation({ summary: 'Lets payouts to the party go on (operator)' })
  @Answers(200, PayeeView)
  async resume(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PayeeParams }) { id }: z.infer<typeof PayeeParams>,
    @Body({ schema: HoldReason }) { reason }: z.infer<typeof HoldReason>,
  ) {
    return presentPayee(await this.payees.resume(principal, id, reason));
  }

  @Get('payments')
  @RequireScope('statements:read')
  @ApiOperation({ summary: 'What was paid to the party, the newest first' })
  @Answers(200, PartyPaymentPage)
  async payments(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PayeeParams }) { id }: z.infer<typeof PayeeParams>,
    @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>,
  ) {
    const { after, limit } = pageRequest(query, 'ids');
    const page = await this.payouts.payments(principal, id, { after: after?.id ?? null, limit });
    return presentPage(page, presentPayment);
  }
}
