import { Body, Controller, Get, Header, Headers, Inject, Param, Post, Query } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { PublishService, RecipeService } from '../../../modules/recipes/index.ts';
import { RecipeReaderService } from '../../../modules/social/index.ts';
import { CurrentPrincipal, Public } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { RateLimit } from '../../../platform/rate-limit/rate-limit.guard.ts';
import { presentPreview, presentPublished, presentRecipe } from './recipes.presenter.ts';
import {
  PreviewRecipe,
  PublishedRecipe,
  PublishPreview,
  PublishRecipe,
  RecipeParams,
  RecipeQuery,
  RecipeView,
} from './recipes.schemas.ts';

export const RECIPE_MEDIA_TYPE = 'application/vnd.flipside.recipe+json';
/** The longest recipe, its tags and the white space of a patient client. */
const RECIPE_BODY = 288 * 1_024;

@ApiTags('Flips')
@Controller('recipes')
export class RecipesController {
  constructor(
    @Inject(PublishService) private readonly publishing: PublishService,
    @Inject(RecipeService) private readonly recipes: RecipeService,
    @Inject(RecipeReaderService) private readonly readers: RecipeReaderService,
  ) {}

  @Post()
  @RouteConfig({ bodyLimit: RECIPE_BODY })
  @RateLimit({ name: 'publish', points: 120, perSeconds: 3_600 })
  @ApiOperation({ summary: 'Publishes a signed recipe whose every source is cleared' })
  @Answers(201, PublishedRecipe)
  async publish(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: PublishRecipe }) request: z.infer<typeof PublishRecipe>,
  ) {
    return presentPublished(await this.publishing.publish(principal, request));
  }

  @Post('preview')
  @RouteConfig({ bodyLimit: RECIPE_BODY })
  @RateLimit({ name: 'preview', points: 600, perSeconds: 600 })
  @ApiOperation({
    summary: 'Is it cleared, who is credited, what does a play pay: for a draft, signed or not',
  })
  @Answers(200, PublishPreview)
  async preview(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: PreviewRecipe }) request: z.infer<typeof PreviewRecipe>,
  ) {
    return presentPreview(await this.publishing.preview(principal, request));
  }

  @Get(':hash')
  @Public()
  @ApiOperation({ summary: 'A flip with its recipe, credits, clearance and what a play pays' })
  @Answers(200, RecipeView)
  async get(
    @Param({ schema: RecipeParams }) { hash }: z.infer<typeof RecipeParams>,
    @Query({ schema: RecipeQuery }) query: z.infer<typeof RecipeQuery>,
  ) {
    return presentRecipe(await this.recipes.get(hash, query.territory));
  }

  @Get(':hash/document')
  @Public()
  @Header('content-type', RECIPE_MEDIA_TYPE)
  @Header('cache-control', 'public, max-age=300')
  // Signed bytes cannot carry the credits, so a link says where they are (RFC 8288).
  @Header('link', '<credits>; rel="describedby"; title="Credits"')
  @ApiProduces(RECIPE_MEDIA_TYPE)
  @ApiOperation({ summary: 'The recipe as it was signed: canonical bytes (RFC 8785)' })
  async document(
    @Param({ schema: RecipeParams }) { hash }: z.infer<typeof RecipeParams>,
    @Headers('user-agent') agent: string | undefined,
  ): Promise<string> {
    return await this.readers.document(hash, agent);
  }
}
