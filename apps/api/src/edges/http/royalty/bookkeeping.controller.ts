import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { BookkeepingService } from '../../../modules/royalty/index.ts';
import { CurrentPrincipal, RequireRole } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import {
  bookQueryOf,
  presentAdvances,
  presentBalances,
  presentEntries,
  presentWithholdings,
} from './bookkeeping.presenter.ts';
import {
  AdvancePage,
  BalanceQuery,
  BalanceView,
  BookQuery,
  EntryPage,
  EntryParams,
  EntryQuery,
  NewAdjustment,
  NewAdvance,
  NewReversal,
  NewWithholding,
  WithholdingPage,
} from './bookkeeping.schemas.ts';

@ApiTags('Royalties')
@Controller('royalties')
@RequireRole('operator')
export class BookkeepingController {
  constructor(@Inject(BookkeepingService) private readonly books: BookkeepingService) {}

  @Get('entries')
  @ApiOperation({ summary: 'Entries of the ledger beside closes and payouts, the newest first' })
  @Answers(200, EntryPage)
  async entries(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: EntryQuery }) query: z.infer<typeof EntryQuery>,
  ) {
    return presentEntries(await this.books.entries(principal, bookQueryOf(query)));
  }

  @Get('balances')
  @ApiOperation({ summary: 'What a party is owed and what there is against it, before an adjustment' })
  @Answers(200, BalanceView)
  async balances(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: BalanceQuery }) query: z.infer<typeof BalanceQuery>,
  ) {
    return presentBalances(await this.books.balances(principal, query));
  }

  @Post('entries/:id/reversal')
  @ApiOperation({ summary: 'Undoes an adjustment, a recoupment or a withholding by an entry of its own' })
  @Answers(201, EntryPage)
  async reverse(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: EntryParams }) { id }: z.infer<typeof EntryParams>,
    @Body({ schema: NewReversal }) { reason }: z.infer<typeof NewReversal>,
  ) {
    return presentEntries(await this.books.reverse(principal, id, reason));
  }

  @Post('adjustments')
  @ApiOperation({ summary: 'Adjusts what a party is owed, against the platform or suspense' })
  @Answers(201, EntryPage)
  async adjust(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: NewAdjustment }) adjustment: z.infer<typeof NewAdjustment>,
  ) {
    return presentEntries(await this.books.adjust(principal, adjustment));
  }

  @Get('advances')
  @ApiOperation({ summary: 'Advances and what of them is recouped, the newest first' })
  @Answers(200, AdvancePage)
  async advances(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: BookQuery }) query: z.infer<typeof BookQuery>,
  ) {
    return presentAdvances(await this.books.advances(principal, bookQueryOf(query)));
  }

  @Post('advances')
  @ApiOperation({ summary: 'Enters an advance: closes recoup it from what the party earns' })
  @Answers(201, AdvancePage)
  async addAdvance(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: NewAdvance }) advance: z.infer<typeof NewAdvance>,
  ) {
    return presentAdvances(await this.books.addAdvance(principal, advance));
  }

  @Get('withholdings')
  @ApiOperation({ summary: 'Rates of tax that closes withhold, the newest first' })
  @Answers(200, WithholdingPage)
  async withholdings(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: BookQuery }) query: z.infer<typeof BookQuery>,
  ) {
    return presentWithholdings(await this.books.withholdings(principal, bookQueryOf(query)));
  }

  @Post('withholdings')
  @ApiOperation({ summary: 'Enters a rate of tax from a day on, in the place of the one before' })
  @Answers(201, WithholdingPage)
  async addWithholding(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: NewWithholding }) rate: z.infer<typeof NewWithholding>,
  ) {
    return presentWithholdings(await this.books.addWithholding(principal, rate));
  }
}
