import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { PartyService } from '../../../modules/catalogue/index.ts';
import { CurrentPrincipal } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers, AnswersEmpty } from '../../../platform/http/answers.ts';
import { AddMember, NewParty, PartyList, PartyParams, PartyView } from './catalogue.schemas.ts';

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
    return await this.parties.create(principal, party);
  }

  @Get()
  @ApiOperation({ summary: 'The parties you act for; for an operator all, newest first, 500 at most' })
  @Answers(200, PartyList)
  async list(@CurrentPrincipal() principal: Principal) {
    return { items: await this.parties.list(principal) };
  }

  @Get(':id')
  @ApiOperation({ summary: 'A party you act for' })
  @Answers(200, PartyView)
  async get(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PartyParams }) { id }: z.infer<typeof PartyParams>,
  ) {
    return await this.parties.get(principal, id);
  }

  @Post(':id/members')
  @AnswersEmpty(204)
  @ApiOperation({ summary: 'Lets a user act for the party, or changes as what' })
  async setMember(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PartyParams }) { id }: z.infer<typeof PartyParams>,
    @Body({ schema: AddMember }) member: z.infer<typeof AddMember>,
  ): Promise<void> {
    await this.parties.setMember(principal, id, member);
  }
}
