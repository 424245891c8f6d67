import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { FindingService, ListingService } from '../../../modules/federation/index.ts';
import type { RegistryAnswers } from '../../../modules/federation/index.ts';
import { CurrentPrincipal } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { RateLimit } from '../../../platform/rate-limit/rate-limit.guard.ts';
import {
  ElsewhereParams,
  ElsewhereQuery,
  ElsewhereTerritory,
  ListedRecording,
  NewListing,
  RecordingsElsewhere,
  WhyElsewhere,
} from './listings.schemas.ts';

/** Each asks other servers. */
const ASKS = { name: 'federation.recordings', points: 300, perSeconds: 3_600 };
const LISTS = { name: 'federation.listings', points: 60, perSeconds: 3_600 };

@ApiTags('Federation')
@Controller('federation/recordings')
export class ListingsController {
  constructor(
    @Inject(FindingService) private readonly findings: FindingService,
    @Inject(ListingService) private readonly listings: ListingService,
  ) {}

  @Get()
  @RateLimit(ASKS)
  @ApiOperation({ summary: 'What the registries that this server knows have by that text' })
  @Answers(200, RecordingsElsewhere)
  async search(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: ElsewhereQuery }) { q, territory }: z.infer<typeof ElsewhereQuery>,
  ): Promise<RegistryAnswers> {
    return await this.findings.search(principal, q, territory);
  }

  @Get(':isrc')
  @RateLimit(ASKS)
  @ApiOperation({
    summary: 'Why a recording of another registry may or may not be used, as that registry says',
  })
  @Answers(200, WhyElsewhere)
  async why(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: ElsewhereParams }) { isrc }: z.infer<typeof ElsewhereParams>,
    @Query({ schema: ElsewhereTerritory }) { territory }: z.infer<typeof ElsewhereTerritory>,
  ) {
    return await this.findings.why(principal, isrc, territory);
  }

  @Post()
  @RateLimit(LISTS)
  @ApiOperation({ summary: 'Takes a recording of a peer into the catalogue by name: its rights stay there' })
  @Answers(201, ListedRecording)
  async list(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: NewListing }) { isrc }: z.infer<typeof NewListing>,
  ) {
    return await this.listings.list(principal, isrc);
  }
}
