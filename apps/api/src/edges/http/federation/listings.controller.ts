import { Body, Controller, Inject, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ListingService } from '../../../modules/federation/index.ts';
import { CurrentPrincipal, RequireRole } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { ListedRecording, NewListing } from './peers.schemas.ts';

@ApiTags('Federation')
@RequireRole('operator')
@Controller('federation/recordings')
export class ListingsController {
  constructor(@Inject(ListingService) private readonly listings: ListingService) {}

  @Post()
  @ApiOperation({ summary: 'Takes a recording of a peer into the catalogue by name: its rights stay there' })
  @Answers(201, ListedRecording)
  async list(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: NewListing }) { isrc }: z.infer<typeof NewListing>,
  ) {
    return await this.listings.list(principal, isrc);
  }
}
