import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { HintService } from '../../../modules/federation/index.ts';
import { Public } from '../../../platform/auth/auth.decorators.ts';
import { RateLimit } from '../../../platform/rate-limit/rate-limit.guard.ts';
import { LogHint } from './peers.schemas.ts';

const HINTS = { name: 'federation.hints', points: 600, perSeconds: 60 } as const;

@ApiTags('Federation')
@Public()
@Controller('federation/hints')
export class HintsController {
  constructor(@Inject(HintService) private readonly hints: HintService) {}

  @Post()
  @HttpCode(204)
  @RateLimit(HINTS)
  @ApiOperation({ summary: 'A peer says that a log of its own has grown; it is then read' })
  @ApiNoContentResponse()
  async hear(@Body({ schema: LogHint }) { checkpoint }: z.infer<typeof LogHint>) {
    await this.hints.hear(checkpoint);
  }
}
