import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { SampleService } from '../../../modules/samples/index.ts';
import { CurrentPrincipal, RequireScope } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { after } from '../plays/fraud.presenter.ts';
import { presentSample, presentSamples } from './samples.presenter.ts';
import {
  NewPlaySample,
  PlaySamplePage,
  PlaySampleQuery,
  PlaySampleView,
  SampledPlay,
  SampledPlayParams,
  SampleParams,
} from './samples.schemas.ts';

@ApiTags('Royalties')
@RequireScope('statements:read')
@Controller('royalties')
export class SamplesController {
  constructor(@Inject(SampleService) private readonly samples: SampleService) {}

  @Post('statements/:id/play-samples')
  @ApiOperation({
    summary: 'Shows single plays of a flip to whoever manages the party, for a signed request that is kept',
  })
  @Answers(201, PlaySampleView)
  async ask(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: SampleParams }) { id }: z.infer<typeof SampleParams>,
    @Body({ schema: NewPlaySample }) request: z.infer<typeof NewPlaySample>,
  ) {
    return presentSample(await this.samples.ask(principal, id, request));
  }

  @Get('statements/:id/play-samples')
  @ApiOperation({ summary: 'Who looked at single plays of the statement, and why, the newest first' })
  @Answers(200, PlaySamplePage)
  async list(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: SampleParams }) { id }: z.infer<typeof SampleParams>,
    @Query({ schema: PlaySampleQuery }) { cursor, limit }: z.infer<typeof PlaySampleQuery>,
  ) {
    return presentSamples(await this.samples.list(principal, id, after(cursor), limit + 1), limit);
  }

  @Get('play-samples/:id')
  @ApiOperation({ summary: 'A sample again: what was asked, and what is left of it' })
  @Answers(200, PlaySampleView)
  async get(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: SampleParams }) { id }: z.infer<typeof SampleParams>,
  ) {
    return presentSample(await this.samples.get(principal, id));
  }

  @Get('play-samples/:id/plays/:position')
  @ApiOperation({ summary: 'One play of a sample; 410 once its receipt was erased' })
  @Answers(200, SampledPlay)
  async play(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: SampledPlayParams }) { id, position }: z.infer<typeof SampledPlayParams>,
  ) {
    return await this.samples.play(principal, id, position);
  }
}
