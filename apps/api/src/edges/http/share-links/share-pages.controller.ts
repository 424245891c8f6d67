import { Controller, Get, Header, Inject, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Public } from '../../../platform/auth/auth.decorators.ts';
import { RateLimit } from '../../../platform/rate-limit/rate-limit.guard.ts';
import { ShareCards } from './share-cards.ts';
import { ShareLinkParams } from './share-links.schemas.ts';
import { SharePages } from './share-pages.ts';
import type { AnsweredPage } from './share-pages.ts';

type Asked = z.infer<typeof ShareLinkParams>;
const HTML = 'text/html; charset=utf-8';

/** Pages at addresses outside the API. A flip can be taken back at any time, so they are kept for a moment only. */
@ApiExcludeController()
@Public()
@Controller()
export class SharePagesController {
  constructor(
    @Inject(SharePages) private readonly pages: SharePages,
    @Inject(ShareCards) private readonly cards: ShareCards,
  ) {}

  @Get('r/:code')
  @Header('cache-control', 'public, max-age=0, must-revalidate')
  async page(@Param('code') code: string, @Res() reply: FastifyReply): Promise<void> {
    await send(reply, await this.pages.answer(code, 'page'));
  }

  /** Drawn anew when its title or credits changed; readers of links keep it for a day at most. */
  @Get('r/:code/card.png')
  @RateLimit({ name: 'share.card', points: 120, perSeconds: 60 })
  @Header('cache-control', 'public, max-age=86400')
  async card(@Param({ schema: ShareLinkParams }) { code }: Asked, @Res() reply: FastifyReply): Promise<void> {
    await reply.type('image/png').send(await this.cards.png(code));
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
