import { Controller, Get, Header, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { CreditExportService, TreeService } from '../../../modules/credits/index.ts';
import { Public } from '../../../platform/auth/auth.decorators.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { RateLimit } from '../../../platform/rate-limit/rate-limit.guard.ts';
import { pageRequest } from '../common/cursor.ts';
import { Credits, RecipeParams } from '../recipes/recipes.schemas.ts';
import { negotiate, sendCredits } from './credit-media.ts';
import { presentTree } from './credits.presenter.ts';
import { ContributionTree, TreeQuery } from './credits.schemas.ts';

type Params = z.infer<typeof RecipeParams>;

@ApiTags('Credits')
@Public()
@Controller('recipes/:hash')
export class CreditsController {
  constructor(
    @Inject(CreditExportService) private readonly credits: CreditExportService,
    @Inject(TreeService) private readonly trees: TreeService,
  ) {}

  @Get('tree')
  @RateLimit({ name: 'credits.tree', points: 600, perSeconds: 600 })
  @ApiOperation({ summary: 'The flips it was made from and those made from it, and what each step added' })
  @Answers(200, ContributionTree)
  async tree(
    @Param({ schema: RecipeParams }) { hash }: Params,
    @Query({ schema: TreeQuery }) query: z.infer<typeof TreeQuery>,
  ) {
    return presentTree(await this.trees.get(hash, { ...pageRequest(query, 'recipes'), depth: query.depth }));
  }

  @Get('credits')
  @ApiProduces('application/json', 'text/plain', 'application/ld+json', 'application/xml')
  @ApiResponse({ status: 200, description: 'As the Accept header asks', standardSchema: Credits })
  @ApiOperation({ summary: 'The credits: JSON, text, JSON-LD or a DDEX ERN message, as asked' })
  async negotiated(
    @Param({ schema: RecipeParams }) { hash }: Params,
    @Headers('accept') accept: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const format = negotiate(accept);
    await sendCredits(reply, format, await this.credits.render(hash, format));
  }

  @Get('credits.txt')
  @ApiProduces('text/plain')
  @ApiOperation({ summary: 'The credits as text' })
  async text(@Param({ schema: RecipeParams }) { hash }: Params, @Res() reply: FastifyReply): Promise<void> {
    await sendCredits(reply, 'text', await this.credits.render(hash, 'text'));
  }

  @Get('credits.jsonld')
  @ApiProduces('application/ld+json')
  @ApiOperation({ summary: 'The credits as schema.org JSON-LD' })
  async jsonLd(@Param({ schema: RecipeParams }) { hash }: Params, @Res() reply: FastifyReply): Promise<void> {
    await sendCredits(reply, 'json-ld', await this.credits.render(hash, 'json-ld'));
  }

  @Get('credits.ern.xml')
  @Header('content-disposition', 'attachment; filename="credits.ern.xml"')
  @ApiProduces('application/xml')
  @ApiOperation({ summary: 'The credits as a DDEX ERN 4.3 message with HasContentFrom timings' })
  async ern(@Param({ schema: RecipeParams }) { hash }: Params, @Res() reply: FastifyReply): Promise<void> {
    await sendCredits(reply, 'ern', await this.credits.render(hash, 'ern'));
  }
}
