import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { MergeService } from '../../../modules/catalogue/index.ts';
import { CurrentPrincipal } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { pageRequest, presentPage } from '../common/cursor.ts';
import { PartyParams } from './catalogue.schemas.ts';
import { presentMerge, presentMergePreview } from './party.presenter.ts';
import {
  MergeItemPage,
  MergeItemQuery,
  MergeList,
  MergeParams,
  MergeParties,
  MergePreview,
  MergePreviewQuery,
  MergeView,
} from './party.schemas.ts';

@ApiTags('Parties')
@Controller()
export class MergesController {
  constructor(@Inject(MergeService) private readonly merges: MergeService) {}

  @Get('parties/:id/merge-preview')
  @ApiOperation({ summary: 'What would move if another party were merged into this one (operator)' })
  @Answers(200, MergePreview)
  async preview(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PartyParams }) { id }: z.infer<typeof PartyParams>,
    @Query({ schema: MergePreviewQuery }) { from }: z.infer<typeof MergePreviewQuery>,
  ) {
    return presentMergePreview(await this.merges.preview(principal, id, from));
  }

  @Get('parties/:id/merges')
  @ApiOperation({ summary: 'Merges into and out of a party, the newest first, 100 at most' })
  @Answers(200, MergeList)
  async list(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PartyParams }) { id }: z.infer<typeof PartyParams>,
  ) {
    return { items: (await this.merges.list(principal, id)).map(presentMerge) };
  }

  @Post('parties/:id/merges')
  @ApiOperation({ summary: 'Merges another party into this one; it cannot be undone (operator)' })
  @Answers(201, MergeView)
  async merge(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PartyParams }) { id }: z.infer<typeof PartyParams>,
    @Body({ schema: MergeParties }) { from, reason }: z.infer<typeof MergeParties>,
  ) {
    return presentMerge(await this.merges.merge(principal, id, { fromId: from, reason }));
  }

  @Get('merges/:id/items')
  @ApiOperation({ summary: 'What a merge moved, thing by thing' })
  @Answers(200, MergeItemPage)
  async items(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: MergeParams }) { id }: z.infer<typeof MergeParams>,
    @Query({ schema: MergeItemQuery }) query: z.infer<typeof MergeItemQuery>,
  ) {
    return presentPage(
      await this.merges.items(principal, id, pageRequest(query, 'positions')),
      (item) => item,
    );
  }
}
