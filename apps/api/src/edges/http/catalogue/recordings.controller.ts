import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { RecordingListingService, RecordingService } from '../../../modules/consent/index.ts';
import { CurrentPrincipal, Public } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { pageRequest } from '../common/cursor.ts';
import { presentExplanation, presentListing, presentRecording } from './catalogue.presenter.ts';
import {
  ClearanceExplanation,
  ClearanceQuery,
  IsrcParams,
  NewCatalogueEntry,
  RecordingPage,
  RecordingQuery,
  RecordingView,
  TerritoryQuery,
} from './catalogue.schemas.ts';

/** An entry may name many parties and territories. */
const ENTRY_BODY = 512 * 1_024;

@ApiTags('Catalogue')
@Controller('recordings')
export class RecordingsController {
  constructor(
    @Inject(RecordingService) private readonly recordings: RecordingService,
    @Inject(RecordingListingService) private readonly listing: RecordingListingService,
  ) {}

  @Get()
  @Public()
  @ApiOperation({ summary: 'The catalogue, with what may be made from each recording' })
  @Answers(200, RecordingPage)
  async list(@Query({ schema: RecordingQuery }) query: z.infer<typeof RecordingQuery>) {
    return presentListing(await this.listing.list(query, pageRequest(query, 'recordings')));
  }

  @Post()
  @RouteConfig({ bodyLimit: ENTRY_BODY })
  @ApiOperation({ summary: 'Enters a recording with its works, shares and contributors (operator)' })
  @Answers(201, RecordingView)
  async enter(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: NewCatalogueEntry }) entry: z.infer<typeof NewCatalogueEntry>,
  ) {
    return presentRecording(await this.recordings.enter(principal, entry));
  }

  @Get(':isrc')
  @Public()
  @ApiOperation({ summary: 'A recording with its shares, works and contributors' })
  @Answers(200, RecordingView)
  async get(
    @Param({ schema: IsrcParams }) { isrc }: z.infer<typeof IsrcParams>,
    @Query({ schema: TerritoryQuery }) query: z.infer<typeof TerritoryQuery>,
  ) {
    return presentRecording(await this.recordings.get(isrc, query.territory));
  }

  @Get(':isrc/clearance')
  @Public()
  @ApiOperation({ summary: 'Why a recording may or may not be used, on both sides' })
  @Answers(200, ClearanceExplanation)
  async explain(
    @Param({ schema: IsrcParams }) { isrc }: z.infer<typeof IsrcParams>,
    @Query({ schema: ClearanceQuery }) query: z.infer<typeof ClearanceQuery>,
  ) {
    return presentExplanation(await this.recordings.explain(isrc, query));
  }
}
