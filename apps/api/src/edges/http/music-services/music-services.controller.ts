import { Body, Controller, Get, Header, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { MusicServiceService } from '../../../modules/music-services/index.ts';
import { Public } from '../../../platform/auth/auth.decorators.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { RateLimit } from '../../../platform/rate-limit/rate-limit.guard.ts';
import {
  MusicServiceGrant,
  MusicServiceList,
  MusicServiceParams,
  MusicServiceToken,
} from './music-services.schemas.ts';

@ApiTags('Music services')
@Public()
@Controller('music-services')
export class MusicServicesController {
  constructor(@Inject(MusicServiceService) private readonly services: MusicServiceService) {}

  @Get()
  @ApiOperation({
    summary: 'Services that a listener may connect; none unless this instance is set up for them',
  })
  @Answers(200, MusicServiceList)
  list() {
    return { items: [...this.services.list()] };
  }

  @Post(':id/token')
  @RateLimit({ name: 'music-service-token', points: 60, perSeconds: 600 })
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary:
      'Adds the client secret to a code or refresh token and hands the tokens on; keeps and logs nothing',
  })
  @Answers(200, MusicServiceToken)
  async exchange(
    @Param({ schema: MusicServiceParams }) { id }: z.infer<typeof MusicServiceParams>,
    @Body({ schema: MusicServiceGrant }) grant: z.infer<typeof MusicServiceGrant>,
  ) {
    return await this.services.exchange(id, grant);
  }
}
