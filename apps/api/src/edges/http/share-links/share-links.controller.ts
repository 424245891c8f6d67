import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ShareLinkService } from '../../../modules/share-links/index.ts';
import { Public } from '../../../platform/auth/auth.decorators.ts';
import { CONFIG } from '../../../platform/config/config.ts';
import type { Config } from '../../../platform/config/config.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { presentRecipe } from '../recipes/recipes.presenter.ts';
import { RecipeView } from '../recipes/recipes.schemas.ts';
import { codeAsked, presentOembed } from './oembed.ts';
import { Oembed, OembedQuery, ShareLinkParams } from './share-links.schemas.ts';

@ApiTags('Flips')
@Public()
@Controller()
export class ShareLinksController {
  constructor(
    @Inject(ShareLinkService) private readonly links: ShareLinkService,
    @Inject(CONFIG) private readonly config: Pick<Config, 'baseUrl'>,
  ) {}

  @Get('share-links/:code')
  @ApiOperation({ summary: 'The flip behind a share link; gone with the reason when it was taken back' })
  @Answers(200, RecipeView)
  async open(@Param({ schema: ShareLinkParams }) { code }: z.infer<typeof ShareLinkParams>) {
    return presentRecipe(await this.links.open(code));
  }

  @Get('oembed')
  @ApiOperation({ summary: 'oEmbed 1.0 of a share page' })
  @Answers(200, Oembed)
  async oembed(@Query({ schema: OembedQuery }) query: z.infer<typeof OembedQuery>) {
    return presentOembed(
      await this.links.open(codeAsked(query, this.config.baseUrl)),
      query,
      this.config.baseUrl,
    );
  }
}
