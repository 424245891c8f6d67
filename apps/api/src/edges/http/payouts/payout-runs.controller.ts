import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { StreamableFile } from '@nestjs/common';
import type { z } from 'zod';
import {
  PaymentService,
  PayoutFileService,
  PayoutRunService,
  PayoutSendingService,
  PayoutService,
} from '../../../modules/payouts/index.ts';
import { CurrentPrincipal, RequireRole } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { pageRequest, presentPage } from '../common/cursor.ts';
import {
  presentDetail,
  presentEvent,
  presentFile,
  presentLine,
  presentRun,
  readCurrency,
} from './payouts.presenter.ts';
import {
  LinePage,
  LineQuery,
  NewRun,
  OwedView,
  PageQuery,
  RunEventPage,
  RunPage,
  RunParams,
  RunView,
  SendRun,
} from './payouts.schemas.ts';

@ApiTags('Payouts')
@RequireRole('operator')
@Controller('payouts')
export class PayoutRunsController {
  constructor(
    @Inject(PayoutService) private readonly payouts: PayoutService,
    @Inject(PayoutRunService) private readonly runs: PayoutRunService,
    @Inject(PayoutSendingService) private readonly sending: PayoutSendingService,
    @Inject(PaymentService) private readonly payments: PaymentService,
    @Inject(PayoutFileService) private readonly files: PayoutFileService,
  ) {}

  @Get('owed')
  @ApiOperation({ summary: 'What is owed in each currency, and the account that is paid from' })
  @Answers(200, OwedView)
  async owed(@CurrentPrincipal() principal: Principal) {
    return await this.payouts.owed(principal);
  }

  @Get('runs')
  @ApiOperation({ summary: 'Payout runs, the newest first' })
  @Answers(200, RunPage)
  async list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>,
  ) {
    const { after, limit } = pageRequest(query, 'ids');
    return presentPage(await this.payouts.runs(principal, { after: after?.id ?? null, limit }), presentRun);
  }

  @Post('runs')
  @ApiOperation({
    summary: 'Makes a draft of a run: who is paid what, and who is not and why. Nothing is booked',
  })
  @Answers(201, RunView)
  async draft(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: NewRun }) { currency }: z.infer<typeof NewRun>,
  ) {
    return await this.view(principal, await this.runs.draft(principal, readCurrency(currency)));
  }

  @Get('runs/:id')
  @ApiOperation({ summary: 'One run with its totals' })
  @Answers(200, RunView)
  async get(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: RunParams }) { id }: z.infer<typeof RunParams>,
  ) {
    return await this.view(principal, id);
  }

  @Get('runs/:id/lines')
  @ApiOperation({ summary: 'Payments of a run, and who is not paid and why' })
  @Answers(200, LinePage)
  async lines(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: RunParams }) { id }: z.infer<typeof RunParams>,
    @Query({ schema: LineQuery }) { state, reason, ...query }: z.infer<typeof LineQuery>,
  ) {
    const { after, limit } = pageRequest(query, 'ids');
    const filter = { state: state ?? null, reason: reason ?? null };
    const page = await this.payouts.lines(principal, id, filter, { after: after?.id ?? null, limit });
    return presentPage(page, presentLine);
  }

  @Get('runs/:id/history')
  @ApiOperation({ summary: 'What happened to a run and its payments, the newest first' })
  @Answers(200, RunEventPage)
  async history(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: RunParams }) { id }: z.infer<typeof RunParams>,
    @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>,
  ) {
    const { after, limit } = pageRequest(query, 'ids');
    return presentPage(
      await this.payouts.events(principal, id, { after: after?.id ?? null, limit }),
      presentEvent,
    );
  }

  @Post('runs/:id/approve')
  @ApiOperation({ summary: 'Approves a draft; where there are several operators, another than its maker' })
  @Answers(200, RunView)
  async approve(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: RunParams }) { id }: z.infer<typeof RunParams>,
  ) {
    await this.runs.approve(principal, id);
    return await this.view(principal, id);
  }

  @Post('runs/:id/send')
  @ApiOperation({
    summary:
      'Sends an approved run and books its payments, many of them in the background (`SENDING`, with counts); asking again makes it go on',
  })
  @Answers(200, RunView)
  async send(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: RunParams }) { id }: z.infer<typeof RunParams>,
    @Body({ schema: SendRun }) { executionOn }: z.infer<typeof SendRun>,
  ) {
    await this.sending.send(principal, id, executionOn ?? null);
    return await this.view(principal, id);
  }

  @Post('runs/:id/settle')
  @ApiOperation({
    summary:
      'All payments of the run that are on their way have arrived; many are settled in the background (`SETTLING`)',
  })
  @Answers(200, RunView)
  async settle(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: RunParams }) { id }: z.infer<typeof RunParams>,
  ) {
    await this.payments.settleRun(principal, id);
    return await this.view(principal, id);
  }

  @Post('runs/:id/cancel')
  @ApiOperation({ summary: 'Gives up a run that was not sent' })
  @Answers(200, RunView)
  async cancel(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: RunParams }) { id }: z.infer<typeof RunParams>,
  ) {
    await this.runs.cancel(principal, id);
    return await this.view(principal, id);
  }

  @Get('runs/:id/pain.001.xml')
  @ApiProduces('application/xml')
  @ApiOperation({ summary: 'Payments that go by SEPA credit transfer, as pain.001.001.09 for the bank' })
  async pain(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: RunParams }) { id }: z.infer<typeof RunParams>,
  ): Promise<StreamableFile> {
    return presentFile(await this.files.pain(principal, id), 'application/xml; charset=utf-8');
  }

  @Get('runs/:id/payments.csv')
  @ApiProduces('text/csv')
  @ApiOperation({ summary: 'All payments of a run with their accounts, as CSV' })
  async csv(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: RunParams }) { id }: z.infer<typeof RunParams>,
  ): Promise<StreamableFile> {
    return presentFile(await this.files.csv(principal, id), 'text/csv; charset=utf-8');
  }

  private async view(principal: Principal, id: string) {
    return presentDetail(await this.payouts.run(principal, id));
  }
}
