import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Public } from '../../../platform/auth/auth.decorators.ts';
import { ReadinessService } from '../../../platform/health/readiness.ts';
import { Answers } from '../../../platform/http/answers.ts';

const check = z.enum(['ok', 'failed']);

export const Health = z.strictObject({ status: z.literal('ok') }).meta({ id: 'Health' });
export const ReadinessView = z
  .strictObject({
    ready: z.boolean(),
    checks: z.strictObject({ database: check, migrations: check, queue: check }),
  })
  .meta({ id: 'Readiness' });

@ApiTags('Health')
@Controller('health')
@Public()
export class HealthController {
  constructor(@Inject(ReadinessService) private readonly readiness: ReadinessService) {}

  @Get()
  @ApiOperation({ summary: 'The process answers' })
  @Answers(200, Health)
  health() {
    return { status: 'ok' };
  }

  @Get('ready')
  @ApiOperation({ summary: 'The process can do its work; 503 when not' })
  @Answers(200, ReadinessView)
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    return withStatus(reply, await this.readiness.check());
  }
}

function withStatus<T extends { ready: boolean }>(reply: FastifyReply, readiness: T): T {
  void reply.status(readiness.ready ? 200 : 503);
  return readiness;
}
