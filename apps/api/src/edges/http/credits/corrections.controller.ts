import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { CorrectionService } from '../../../modules/credits/index.ts';
import { CurrentPrincipal } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { RateLimit } from '../../../platform/rate-limit/rate-limit.guard.ts';
import { IsrcParams } from '../catalogue/catalogue.schemas.ts';
import { pageRequest, presentPage } from '../common/cursor.ts';
import { RecipeParams } from '../recipes/recipes.schemas.ts';
import { presentCorrection } from './credits.presenter.ts';
import {
  CorrectionNote,
  CorrectionPage,
  CorrectionParams,
  CorrectionQuery,
  CorrectionReason,
  CorrectionView,
  NewCreditCorrection,
  NewFlipCorrection,
  WorkParams,
} from './credits.schemas.ts';

const ASKING = { name: 'credit-corrections', points: 120, perSeconds: 3_600 };

@ApiTags('Credits')
@Controller()
export class CorrectionsController {
  constructor(@Inject(CorrectionService) private readonly corrections: CorrectionService) {}

  @Post('recipes/:hash/credit-corrections')
  @RateLimit(ASKING)
  @ApiOperation({ summary: 'Asks for a correction of the credits of one flip' })
  @Answers(201, CorrectionView)
  async ofFlip(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: RecipeParams }) { hash }: z.infer<typeof RecipeParams>,
    @Body({ schema: NewFlipCorrection }) { side, sourceId, ...draft }: z.infer<typeof NewFlipCorrection>,
  ) {
    return presentCorrection(
      await this.corrections.request(principal, { kind: 'RECIPE', hash, side, sourceId }, draft),
    );
  }

  @Post('recordings/:isrc/credit-corrections')
  @RateLimit(ASKING)
  @ApiOperation({
    summary: 'Asks for a correction of the credits of a recording, and so of every flip of it',
  })
  @Answers(201, CorrectionView)
  async ofRecording(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: IsrcParams }) { isrc }: z.infer<typeof IsrcParams>,
    @Body({ schema: NewCreditCorrection }) draft: z.infer<typeof NewCreditCorrection>,
  ) {
    return presentCorrection(await this.corrections.request(principal, { kind: 'RECORDING', isrc }, draft));
  }

  @Post('works/:id/credit-corrections')
  @RateLimit(ASKING)
  @ApiOperation({ summary: 'Asks for a correction of the credits of a work, and so of every flip of it' })
  @Answers(201, CorrectionView)
  async ofWork(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: WorkParams }) { id }: z.infer<typeof WorkParams>,
    @Body({ schema: NewCreditCorrection }) draft: z.infer<typeof NewCreditCorrection>,
  ) {
    return presentCorrection(await this.corrections.request(principal, { kind: 'WORK', id }, draft));
  }

  @Get('credit-corrections')
  @ApiOperation({ summary: 'Corrections you asked for, or are to decide; operators decide all of them' })
  @Answers(200, CorrectionPage)
  async list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: CorrectionQuery }) query: z.infer<typeof CorrectionQuery>,
  ) {
    return presentPage(
      await this.corrections.list(principal, { ...query, ...pageRequest(query, 'corrections') }),
      presentCorrection,
    );
  }

  @Get('credit-corrections/:id')
  @ApiOperation({ summary: 'A correction, for whoever asked and whoever decides' })
  @Answers(200, CorrectionView)
  async get(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: CorrectionParams }) { id }: z.infer<typeof CorrectionParams>,
  ) {
    return presentCorrection(await this.corrections.get(principal, id));
  }

  @Post('credit-corrections/:id/accept')
  @ApiOperation({ summary: 'Accepts a correction: every rendering shows it beside what was frozen' })
  @Answers(200, CorrectionView)
  async accept(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: CorrectionParams }) { id }: z.infer<typeof CorrectionParams>,
    @Body({ schema: CorrectionNote }) { reason }: z.infer<typeof CorrectionNote>,
  ) {
    return presentCorrection(await this.corrections.accept(principal, id, reason));
  }

  @Post('credit-corrections/:id/decline')
  @ApiOperation({ summary: 'Declines a correction, with the reason' })
  @Answers(200, CorrectionView)
  async decline(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: CorrectionParams }) { id }: z.infer<typeof CorrectionParams>,
    @Body({ schema: CorrectionReason }) { reason }: z.infer<typeof CorrectionReason>,
  ) {
    return presentCorrection(await this.corrections.decline(principal, id, reason));
  }

  @Post('credit-corrections/:id/withdraw')
  @ApiOperation({ summary: 'Takes your own question back' })
  @Answers(200, CorrectionView)
  async withdraw(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: CorrectionParams }) { id }: z.infer<typeof CorrectionParams>,
    @Body({ schema: CorrectionNote }) { reason }: z.infer<typeof CorrectionNote>,
  ) {
    return presentCorrection(await this.corrections.withdraw(principal, id, reason));
  }
}
