import { Body, Controller, Get, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { PartyService } from '../../../modules/catalogue/index.ts';
import { CurrentPrincipal } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { pageRequest, presentPage } from '../common/cursor.ts';
import { NewParty, PartyList, PartyParams, PartyView } from './catalogue.schemas.ts';
import { presentFoundTo, presentParty, presentPartyEvent } from './party.presenter.ts';
import {
  EditParty,
  IdPageQuery,
  PartyEventPage,
  PartyFoundPage,
  PartySearch,
  VerifyParty,
} from './party.schemas.ts';

@ApiTags('Parties')
@Controller('parties')
export class PartiesController {
  constructor(@Inject(PartyService) private readonly parties: PartyService) {}

  @Post()
  @ApiOperation({ summary: 'Makes a party; whoever makes it owns it, unless an operator does' })
  @Answers(201, PartyView)
  async create(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: NewParty }) party: z.infer<typeof NewParty>,
  ) {
    return presentParty(await this.parties.create(principal, party));
  }

  @Get()
  @ApiOperation({ summary: 'The parties you act for; for an operator all, newest first, 500 at most' })
  @Answers(200, PartyList)
  async list(@CurrentPrincipal() principal: Principal) {
    return { items: (await this.parties.list(principal)).map(presentParty) };
  }

  @Get('search')
  @ApiOperation({ summary: 'Parties by the beginnings of words of their name, or by an identifier' })
  @Answers(200, PartyFoundPage)
  async search(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: PartySearch }) query: z.infer<typeof PartySearch>,
  ) {
    return presentPage(
      await this.parties.search(principal, query.q, pageRequest(query, 'ids')),
      presentFoundTo(principal),
    );
  }

  @Get(':id')
  @ApiOperation({ summary: 'A party you act for' })
  @Answers(200, PartyView)
  async get(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PartyParams }) { id }: z.infer<typeof PartyParams>,
  ) {
    return presentParty(await this.parties.get(principal, id));
  }

  @Patch(':id')
  @ApiOperation({
    summary: 'Changes name, identifiers or contact; another name or identifier ends a verification',
  })
  @Answers(200, PartyView)
  async edit(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PartyParams }) { id }: z.infer<typeof PartyParams>,
    @Body({ schema: EditParty }) change: z.infer<typeof EditParty>,
  ) {
    return presentParty(await this.parties.edit(principal, id, change));
  }

  @Post(':id/verification')
  @ApiOperation({ summary: 'Says that it is sure who the party is, or takes that back (operator)' })
  @Answers(200, PartyView)
  async verify(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PartyParams }) { id }: z.infer<typeof PartyParams>,
    @Body({ schema: VerifyParty }) verification: z.infer<typeof VerifyParty>,
  ) {
    return presentParty(await this.parties.verify(principal, id, verification));
  }

  @Get(':id/events')
  @ApiOperation({ summary: 'What happened to a party, the newest first' })
  @Answers(200, PartyEventPage)
  async events(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PartyParams }) { id }: z.infer<typeof PartyParams>,
    @Query({ schema: IdPageQuery }) query: z.infer<typeof IdPageQuery>,
  ) {
    return presentPage(
      await this.parties.events(principal, id, pageRequest(query, 'ids')),
      presentPartyEvent,
    );
  }
}
