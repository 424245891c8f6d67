import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ShareService, TransferService } from '../../../modules/catalogue/index.ts';
import { CurrentPrincipal } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { pageRequest, presentPage } from '../common/cursor.ts';
import { PartyParams } from './catalogue.schemas.ts';
import { presentShare, presentShareDetail, presentTransfer } from './claim.presenter.ts';
import {
  AcceptTransfer,
  AnswerTransfer,
  NewTransfer,
  ShareDetail,
  ShareItemPage,
  ShareParams,
  TransferPage,
  TransferParams,
  TransferView,
} from './claim.schemas.ts';
import { IdPageQuery } from './party.schemas.ts';

@ApiTags('Shares')
@Controller()
export class SharesController {
  constructor(
    @Inject(ShareService) private readonly shares: ShareService,
    @Inject(TransferService) private readonly transfers: TransferService,
  ) {}

  @Get('parties/:id/shares')
  @ApiOperation({ summary: 'What a party holds and held, the newest first' })
  @Answers(200, ShareItemPage)
  async list(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PartyParams }) { id }: z.infer<typeof PartyParams>,
    @Query({ schema: IdPageQuery }) query: z.infer<typeof IdPageQuery>,
  ) {
    return presentPage(await this.shares.list(principal, id, pageRequest(query, 'ids')), presentShare);
  }

  @Get('shares/:id')
  @ApiOperation({ summary: 'A share with its history' })
  @Answers(200, ShareDetail)
  async get(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: ShareParams }) { id }: z.infer<typeof ShareParams>,
  ) {
    return presentShareDetail(await this.shares.get(principal, id));
  }

  @Get('parties/:id/transfers')
  @ApiOperation({ summary: 'Shares that a party gives and gets, the newest first' })
  @Answers(200, TransferPage)
  async listTransfers(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PartyParams }) { id }: z.infer<typeof PartyParams>,
    @Query({ schema: IdPageQuery }) query: z.infer<typeof IdPageQuery>,
  ) {
    return presentPage(await this.transfers.list(principal, id, pageRequest(query, 'ids')), presentTransfer);
  }

  @Post('shares/:id/transfers')
  @ApiOperation({
    summary: 'Offers a share, or a part of it, to another party; by an operator it holds at once',
  })
  @Answers(201, TransferView)
  async propose(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: ShareParams }) { id }: z.infer<typeof ShareParams>,
    @Body({ schema: NewTransfer }) transfer: z.infer<typeof NewTransfer>,
  ) {
    return presentTransfer(await this.transfers.propose(principal, id, transfer));
  }

  @Post('transfers/:id/accept')
  @ApiOperation({ summary: 'Takes the share over, from the agreed time or from now' })
  @Answers(200, TransferView)
  async accept(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: TransferParams }) { id }: z.infer<typeof TransferParams>,
    @Body({ schema: AcceptTransfer }) _body: z.infer<typeof AcceptTransfer>,
  ) {
    return presentTransfer(await this.transfers.accept(principal, id));
  }

  @Post('transfers/:id/decline')
  @ApiOperation({ summary: 'Does not take the share' })
  @Answers(200, TransferView)
  async decline(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: TransferParams }) { id }: z.infer<typeof TransferParams>,
    @Body({ schema: AnswerTransfer }) { answer }: z.infer<typeof AnswerTransfer>,
  ) {
    return presentTransfer(await this.transfers.decline(principal, id, answer));
  }

  @Post('transfers/:id/cancel')
  @ApiOperation({ summary: 'Takes an offer back' })
  @Answers(200, TransferView)
  async cancel(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: TransferParams }) { id }: z.infer<typeof TransferParams>,
    @Body({ schema: AnswerTransfer }) { answer }: z.infer<typeof AnswerTransfer>,
  ) {
    return presentTransfer(await this.transfers.cancel(principal, id, answer));
  }
}
