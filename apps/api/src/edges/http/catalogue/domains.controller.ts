import { Body, Controller, Delete, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { DomainService } from '../../../modules/catalogue/index.ts';
import { CurrentPrincipal } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers, AnswersEmpty } from '../../../platform/http/answers.ts';
import { RateLimit } from '../../../platform/rate-limit/rate-limit.guard.ts';
import { PartyParams } from './catalogue.schemas.ts';
import { LOOKS } from './looks.ts';
import { presentDomain } from './party.presenter.ts';
import {
  CheckDomain,
  ConfirmDomain,
  DomainList,
  DomainParams,
  DomainView,
  NewDomain,
} from './party.schemas.ts';

@ApiTags('Parties')
@Controller('parties/:id/domains')
export class DomainsController {
  constructor(@Inject(DomainService) private readonly domains: DomainService) {}

  @Get()
  @ApiOperation({ summary: 'Websites of the party, with what their files said' })
  @Answers(200, DomainList)
  async list(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PartyParams }) { id }: z.infer<typeof PartyParams>,
  ) {
    return { items: (await this.domains.list(principal, id)).map(presentDomain) };
  }

  @Post()
  @ApiOperation({ summary: 'Names a website of the party and gives the token for its file' })
  @Answers(201, DomainView)
  async add(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PartyParams }) { id }: z.infer<typeof PartyParams>,
    @Body({ schema: NewDomain }) { domain }: z.infer<typeof NewDomain>,
  ) {
    return presentDomain(await this.domains.add(principal, id, domain));
  }

  @Post(':domain/check')
  @RateLimit(LOOKS)
  @ApiOperation({ summary: 'Looks at the file of the website now' })
  @Answers(200, DomainView)
  async check(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: DomainParams }) { id, domain }: z.infer<typeof DomainParams>,
    @Body({ schema: CheckDomain }) _body: z.infer<typeof CheckDomain>,
  ) {
    return presentDomain(await this.domains.check(principal, id, domain));
  }

  @Post(':domain/confirmation')
  @ApiOperation({ summary: 'Says that it is sure whose website it is, or takes that back (operator)' })
  @Answers(200, DomainView)
  async confirm(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: DomainParams }) { id, domain }: z.infer<typeof DomainParams>,
    @Body({ schema: ConfirmDomain }) confirmation: z.infer<typeof ConfirmDomain>,
  ) {
    return presentDomain(await this.domains.confirm(principal, id, domain, confirmation));
  }

  @Delete(':domain')
  @AnswersEmpty(204)
  @ApiOperation({ summary: 'Removes a website; what it proved stays proved' })
  async remove(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: DomainParams }) { id, domain }: z.infer<typeof DomainParams>,
  ): Promise<void> {
    await this.domains.remove(principal, id, domain);
  }
}
