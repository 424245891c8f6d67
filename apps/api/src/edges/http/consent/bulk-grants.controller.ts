import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { GrantBulkService } from '../../../modules/consent/index.ts';
import { GrantForecastService } from '../../../modules/recipes/index.ts';
import { CurrentPrincipal } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { PartyParams } from '../catalogue/catalogue.schemas.ts';
import { pageRequest, presentPage } from '../common/cursor.ts';
import { ApplyBulk, BulkItemPage, BulkItemQuery, BulkParams, BulkRequest, BulkView } from './bulk.schemas.ts';
import { presentBulk } from './consent.presenter.ts';

@ApiTags('Consent')
@Controller('parties/:id/grants/bulk')
export class BulkGrantsController {
  constructor(
    @Inject(GrantBulkService) private readonly bulks: GrantBulkService,
    @Inject(GrantForecastService) private readonly forecasts: GrantForecastService,
  ) {}

  @Post('preview')
  @ApiOperation({
    summary: 'What one change of many grants would do, to each of them and to published flips',
  })
  @Answers(201, BulkView)
  async preview(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PartyParams }) { id }: z.infer<typeof PartyParams>,
    @Body({ schema: BulkRequest }) request: z.infer<typeof BulkRequest>,
  ) {
    return presentBulk(await this.forecasts.preview(principal, id, request));
  }

  @Post()
  @ApiOperation({ summary: 'Applies a preview as it was shown; sent again it answers how far that is' })
  @Answers(202, BulkView)
  async apply(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PartyParams }) { id }: z.infer<typeof PartyParams>,
    @Body({ schema: ApplyBulk }) preview: z.infer<typeof ApplyBulk>,
  ) {
    return presentBulk(await this.bulks.apply(principal, id, preview));
  }

  @Get(':bulk')
  @ApiOperation({ summary: 'How far a change of many grants is' })
  @Answers(200, BulkView)
  async get(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: BulkParams }) { id, bulk }: z.infer<typeof BulkParams>,
  ) {
    return presentBulk(await this.bulks.get(principal, id, bulk));
  }

  @Get(':bulk/items')
  @ApiOperation({ summary: 'What becomes, or became, of each recording and work' })
  @Answers(200, BulkItemPage)
  async items(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: BulkParams }) { id: partyId, bulk: id }: z.infer<typeof BulkParams>,
    @Query({ schema: BulkItemQuery }) { outcome, ...query }: z.infer<typeof BulkItemQuery>,
  ) {
    const which = { partyId, id, outcome: outcome ?? null };
    return presentPage(
      await this.bulks.items(principal, which, pageRequest(query, 'bulk-items')),
      (item) => item,
    );
  }
}
