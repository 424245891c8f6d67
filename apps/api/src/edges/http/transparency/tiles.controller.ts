import { Controller, Get, Header, Inject, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { LogService } from '../../../modules/transparency/index.ts';
import { Public } from '../../../platform/auth/auth.decorators.ts';
import { LogParams, TileParams } from './transparency.schemas.ts';

const YEAR_S = 31_536_000;
const FOR_EVER = `public, max-age=${YEAR_S}, immutable`;

/** The logs as static resources (tlog-tiles), for any site and any reader. */
@ApiExcludeController()
@Public()
@Controller('log/:name')
export class TilesController {
  constructor(@Inject(LogService) private readonly logs: LogService) {}

  @Get('checkpoint')
  @Header('content-type', 'text/plain; charset=utf-8')
  @Header('cache-control', 'no-cache')
  @Header('access-control-allow-origin', '*')
  @Header('cross-origin-resource-policy', 'cross-origin')
  async checkpoint(
    @Param({ schema: LogParams }) { name }: z.infer<typeof LogParams>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await reply.send(Buffer.from(await this.logs.checkpoint(name)));
  }

  @Get('tile/*')
  @Header('content-type', 'application/octet-stream')
  @Header('access-control-allow-origin', '*')
  @Header('cross-origin-resource-policy', 'cross-origin')
  async tile(
    @Param({ schema: TileParams }) { name, '*': path }: z.infer<typeof TileParams>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendTile(reply, await this.logs.tile(name, `tile/${path}`));
  }
}

/** A partial tile never changes either, but is of no use once the full one is there. */
async function sendTile(
  reply: FastifyReply,
  { bytes, isFull }: { bytes: Uint8Array; isFull: boolean },
): Promise<void> {
  await reply
    .header('cache-control', isFull ? FOR_EVER : 'public, max-age=3600, immutable')
    .send(Buffer.from(bytes));
}
