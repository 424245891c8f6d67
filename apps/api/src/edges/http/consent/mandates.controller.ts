import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { MandateService } from '../../../modules/consent/index.ts';
import { CurrentPrincipal } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { PartyParams } from '../catalogue/catalogue.schemas.ts';
import { datedPageRequest, pageRequest, presentPage } from '../common/cursor.ts';
import { presentMandate } from './consent.presenter.ts';
import {
  DecideMandate,
  MandatePage,
  MandateParams,
  MandateQuery,
  MandateView,
  NewMandate,
  PartyMandateQuery,
  PartyNameQuery,
  PartyNames,
  RevokeMandate,
} from './mandate.schemas.ts';

@ApiTags('Consent')
@Controller()
export class MandatesController {
  constructor(@Inject(MandateService) private readonly mandates: MandateService) {}

  @Get('parties/:id/mandates')
  @ApiOperation({ summary: 'Mandates that a party gave and holds: of each the version that holds' })
  @Answers(200, MandatePage)
  async list(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PartyParams }) { id }: z.infer<typeof PartyParams>,
    @Query({ schema: PartyMandateQuery }) query: z.infer<typeof PartyMandateQuery>,
  ) {
    return presentPage(
      await this.mandates.list(principal, id, datedPageRequest(query, 'mandates')),
      presentMandate,
    );
  }

  @Post('parties/:id/mandates')
  @ApiOperation({
    summary: 'Lets another party grant in this one’s name, or proposes that another lets this one',
  })
  @Answers(201, MandateView)
  async create(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PartyParams }) { id }: z.infer<typeof PartyParams>,
    @Body({ schema: NewMandate }) mandate: z.infer<typeof NewMandate>,
  ) {
    return presentMandate(await this.mandates.create(principal, id, mandate));
  }

  @Get('mandates')
  @ApiOperation({ summary: 'Proposals that wait for an answer (operator)' })
  @Answers(200, MandatePage)
  async proposed(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: MandateQuery }) query: z.infer<typeof MandateQuery>,
  ) {
    return presentPage(
      await this.mandates.proposed(principal, pageRequest(query, 'mandates')),
      presentMandate,
    );
  }

  @Get('mandates/:id/versions')
  @ApiOperation({ summary: 'Everything that became of a mandate, the newest first' })
  @Answers(200, MandatePage)
  async versions(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: MandateParams }) { id }: z.infer<typeof MandateParams>,
    @Query({ schema: MandateQuery }) query: z.infer<typeof MandateQuery>,
  ) {
    const page = pageRequest(query, 'grant-versions');
    return presentPage(await this.mandates.versions(principal, id, page), presentMandate);
  }

  @Post('mandates/:id/decision')
  @ApiOperation({ summary: 'The grantor’s answer to a proposal, or an operator’s with the reason' })
  @Answers(200, MandateView)
  async decide(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: MandateParams }) { id }: z.infer<typeof MandateParams>,
    @Body({ schema: DecideMandate }) decision: z.infer<typeof DecideMandate>,
  ) {
    return presentMandate(await this.mandates.decide(principal, id, decision));
  }

  @Post('mandates/:id/revoke')
  @ApiOperation({ summary: 'Ends a mandate, at once or on a day; either side may' })
  @Answers(200, MandateView)
  async revoke(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: MandateParams }) { id }: z.infer<typeof MandateParams>,
    @Body({ schema: RevokeMandate }) revocation: z.infer<typeof RevokeMandate>,
  ) {
    return presentMandate(await this.mandates.revoke(principal, id, revocation));
  }

  @Get('party-names')
  @ApiOperation({ summary: 'Parties whose name begins so, for choosing one, 20 at most' })
  @Answers(200, PartyNames)
  async partyNames(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: PartyNameQuery }) { q }: z.infer<typeof PartyNameQuery>,
  ) {
    return { items: await this.mandates.partiesNamed(principal, q) };
  }
}
