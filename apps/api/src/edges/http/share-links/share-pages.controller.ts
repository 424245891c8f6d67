import { Controller, Get, Header, Inject, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../../../platform/auth/auth.decorators.ts';
import { SharePages } from './share-pages.ts';
import type { AnsweredPage } from './share-pages.ts';

const HTML = 'text/html; charset=utf-8';

/** Pages at addresses outside the API. A flip can be taken back at any time, so they are kept for a moment only. */
@ApiExcludeController()
@Public()
@Controller()
export class SharePagesController {
  constructor(@Inject(SharePages) private readonly pages: SharePages) {}

  @Get('r/:code')
  @Header('cache-control', 'public, max-age=0, must-revalidate')
  async page(@Param('code') code: string, @Res() reply: FastifyReply): Promise<void> {
    await send(reply, await this.pages.answer(code, 'page'));
  }

  @Get('embed/:code')
  @Header('cache-control', 'public, max-age=0, must-revalidate')
  async embed(@Param('code') code: string, @Res() reply: FastifyReply): Promise<void> {
    await send(reply, await this.pages.answer(code, 'embed'));
  }
}

async function send(reply: FastifyReply, { status, html }: AnsweredPage): Promise<void> {
  await reply.status(status).type(HTML).send(html);
}
