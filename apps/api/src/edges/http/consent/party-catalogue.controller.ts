import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { RecordingService } from '../../../modules/consent/index.ts';
import { CurrentPrincipal } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { PartyParams } from '../catalogue/catalogue.schemas.ts';
import { pageRequest, presentCountedPage } from '../common/cursor.ts';
import { presentCatalogueRow } from './consent.presenter.ts';
import { PartyCataloguePage, PartyCatalogueQuery, ReleaseChoices } from './party-catalogue.schemas.ts';

@ApiTags('Parties')
@Controller('parties/:id')
export class PartyCatalogueController {
  constructor(@Inject(RecordingService) private readonly recordings: RecordingService) {}

  @Get('catalogue')
  @ApiOperation({ summary: 'What the party has a share, a role or a mandate in, by title, with its grants' })
  @Answers(200, PartyCataloguePage)
  async catalogue(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PartyParams }) { id }: z.infer<typeof PartyParams>,
    @Query({ schema: PartyCatalogueQuery })
    { cursor, limit, ...filter }: z.infer<typeof PartyCatalogueQuery>,
  ) {
    const page = pageRequest({ cursor, limit }, 'party-catalogue');
    return presentCountedPage(
      await this.recordings.ofParty(principal, id, filter, page),
      presentCatalogueRow,
    );
  }

  @Get('releases')
  @ApiOperation({ summary: 'Releases on which the party has something, by title, 500 at most' })
  @Answers(200, ReleaseChoices)
  async releases(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PartyParams }) { id }: z.infer<typeof PartyParams>,
  ) {
    return { items: await this.recordings.releasesOfParty(principal, id) };
  }
}
